package org.teeter.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.teeter.Cases.forAll;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.teeter.model.Models;
import org.teeter.model.PairModel;

class ResponseTest {
    /** Rounding of two eliminations, relative to the largest answer. */
    private static final double ROUNDING = 1e-9;

    @ParameterizedTest
    @FieldSource("org.teeter.model.Models#ALL")
    void allItemsTogetherAnswerAsEachAlone(PairModel model) {
        forAll(20, (random, size) -> Models.random(model, random, 2 + (int) (20 * size), 60), data -> {
            for (Prior prior : List.of(Prior.none(), Prior.normal(3), Prior.normal(1e4))) {
                Response response = new Response(Estimator.of(prior).fit(model, data));
                double[][] answers = response.toItems();
                double largest = 0;
                for (int i = 0; i < data.size(); i++) {
                    largest = Math.max(largest, answers[i][i]);
                }
                assertEquals(data.size(), answers.length);
                for (int i = 0; i < data.size(); i++) {
                    assertArrayEquals(response.toItem(i), answers[i], ROUNDING * largest);
                }
            }
        });
    }
}
