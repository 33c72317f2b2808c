package org.teeter.votes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.Models;
import org.teeter.model.PairModel;

class SteepestTest {
    /** Beside every kind of vote asked by itself. */
    @ParameterizedTest
    @FieldSource("org.teeter.model.Models#ALL")
    void noKindDoesMore(PairModel model) {
        forAll(20, (random, size) -> Models.random(model, random, 2 + (int) (15 * size), 30), data -> {
            Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(model, data);
            Pulls pulls = Pulls.of(fit);
            double[] u = new double[data.size() + fit.extras().size()];
            Arrays.setAll(u, k -> Cases.random(k).nextGaussian());
            for (Change change : Change.values()) {
                double most = 0;
                for (int k = 0; k < data.kinds(); k++) {
                    int outcome = k % 3;
                    boolean possible = pulls.isPossible(k)
                            && (change == Change.ADD || data.weight(k) > 0)
                            && (change != Change.FLIP || outcome < 2);
                    if (possible) {
                        double own = pulls.along(u, k);
                        most = Math.max(
                                most,
                                switch (change) {
                                    case ADD -> own;
                                    case DROP -> -own;
                                    case FLIP -> pulls.along(u, outcome == 0 ? k + 1 : k - 1) - own;
                                });
                    }
                }
                double found = new Search<>(fit, change).steepest(pulls).along(u);
                assertEquals(most, found, 1e-12 * (1 + most));
            }
        });
    }
}
