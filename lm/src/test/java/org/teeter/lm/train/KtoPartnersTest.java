package org.teeter.lm.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KtoPartnersTest {

    /** The slow and obvious way: back from each example, round the end, to the first that has another prompt. */
    private static Map<Example.Labelled, Example.Shown> oneByOne(List<Example.Labelled> examples) {
        Map<Example.Labelled, Example.Shown> partners = new LinkedHashMap<>();
        for (int i = 0; i < examples.size(); i++) {
            Example.Labelled example = examples.get(i);
            for (int back = 1; back < examples.size() && !partners.containsKey(example); back++) {
                Example.Labelled other = examples.get(Math.floorMod(i - back, examples.size()));
                if (!other.prompt().equals(example.prompt())) {
                    partners.put(example, new Example.Shown(example.prompt(), other.answer()));
                }
            }
        }
        return partners;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7, 20})
    void areTheNearestBeforeThatHaveAnotherPrompt(int n) {
        SplittableRandom random = new SplittableRandom(n);
        for (int round = 0; round < 50; round++) {
            List<Example.Labelled> examples = new ArrayList<>(List.of(example(0, 0), example(1, 0)));
            while (examples.size() < n) {
                examples.add(random.nextInt(examples.size()), example(random.nextInt(3), random.nextInt(3)));
            }
            Map<Example.Labelled, Example.Shown> expected = oneByOne(examples);
            assertEquals(
                    List.copyOf(expected.entrySet()),
                    List.copyOf(KtoObjective.mismatched(examples).entrySet()));
        }
    }

    /** A hundred thousand steps back for each of as many examples would take an hour. */
    @Test
    void longStretchesOfOnePromptCostNoMore() {
        List<Example.Labelled> examples = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            examples.add(example(i < 100_000 ? 0 : 1, i));
        }
        assertTimeout(Duration.ofMinutes(1), () -> KtoObjective.mismatched(examples));
    }

    private static Example.Labelled example(int prompt, int answer) {
        return new Example.Labelled(Tokens.of(prompt), Tokens.of(answer), true);
    }
}
