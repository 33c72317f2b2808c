package org.teeter.lab.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.lm.ask.PaperTemplates;
import org.teeter.lm.ask.Template;
import org.teeter.lm.dataset.RankedAnswers;
import org.teeter.lm.text.Form;
import org.teeter.lm.text.Prompt;
import org.teeter.random.L64X128Mix;

class TupleDrawTest {
    private static final List<Scored> FIVE = List.of(
            new Scored("dog", 2),
            new Scored("cat", 1),
            new Scored("bird", 0),
            new Scored("fish", -1),
            new Scored("pony", -2));

    private static RandomGenerator random(long seed) {
        return L64X128Mix.of(seed);
    }

    private static TupleDraw draw(int k, int each, Set<Set<String>> apart) {
        return new TupleDraw(FIVE, k, each, apart, Wording.paper());
    }

    /** P of a ranking by the formula, K-1 choices. */
    private static double probability(List<String> ranked) {
        double p = 1;
        List<String> left = new ArrayList<>(ranked);
        while (left.size() > 1) {
            double all = left.stream().mapToDouble(TupleDrawTest::weight).sum();
            p *= weight(left.remove(0)) / all;
        }
        return p;
    }

    private static double weight(String option) {
        return Math.exp(FIVE.stream()
                .filter(s -> s.option().equals(option))
                .findFirst()
                .orElseThrow()
                .score());
    }

    @ParameterizedTest
    @CsvSource({"2, 40000", "3, 20000", "4, 20000", "5, 60000"})
    void everyOrderIsAsLikelyAsTheModelSays(int k, int each) {
        Map<List<String>, Long> counts = new HashMap<>();
        TupleDraw draw = draw(k, each, Set.of());
        draw.draw(random(4)).forEach(d -> counts.merge(d.ranked(), 1L, Long::sum));
        double all = 0;
        for (Map.Entry<List<String>, Long> count : counts.entrySet()) {
            Binomial.assertPlausible(count.getValue(), each, probability(count.getKey()));
            all += count.getValue();
        }
        assertEquals(each * (double) draw.sets().size(), all);
    }

    @Test
    void pairsOfRankingsFollowTheScores() {
        TupleDraw draw = draw(3, 5000, Set.of());
        for (Realised r : Realised.of(draw.statedPairs(), draw.draw(random(0)))) {
            assertEquals(15_000, r.judgements());
            Binomial.assertPlausible(r.wins(), r.judgements(), r.stated().p());
        }
    }

    @Test
    void largeScoresDoNotOverflow() {
        TupleDraw sure = new TupleDraw(
                List.of(new Scored("a", -1e5), new Scored("b", 1e5), new Scored("c", 0)),
                3,
                100,
                Set.of(),
                Wording.paper());
        assertTrue(sure.draw(random(0)).stream().allMatch(d -> d.ranked().equals(List.of("b", "c", "a"))));
        assertEquals(
                List.of(0.0, 0.0, 1.0),
                sure.statedPairs().stream().map(StatedPair::p).toList());
    }

    @Test
    void optionsKeptApartNeverMeet() {
        assertEquals(10, draw(3, 1, Set.of()).sets().size());
        TupleDraw apart = draw(3, 20, Set.of(Set.of("bird", "dog")));
        assertEquals(7, apart.sets().size());
        assertTrue(apart.draw(random(0)).stream().noneMatch(d -> d.asked().containsAll(List.of("dog", "bird"))));
        assertTrue(apart.drawPairsAtEqualCost(LabellingCost.CHOICES, random(0)).stream()
                .noneMatch(d -> d.asked().containsAll(List.of("dog", "bird"))));
        assertEquals(9, apart.statedPairs().size());
    }

    @ParameterizedTest
    @CsvSource({"3, CHOICES, 2000", "3, ANSWERS, 1500", "3, COMPARISONS, 3000", "4, CHOICES, 1500", "4, ANSWERS, 1000"})
    void pairsAtEqualCostAreSpreadEvenly(int k, LabellingCost cost, int expected) {
        List<Drawn> drawn = draw(k, 100, Set.of()).drawPairsAtEqualCost(cost, random(2));
        assertEquals(expected, drawn.size());
        Map<Set<String>, Long> counts = new HashMap<>();
        drawn.forEach(d -> counts.merge(Set.copyOf(d.asked()), 1L, Long::sum));
        assertEquals(10, counts.size());
        counts.values().forEach(n -> assertEquals(expected / 10.0, n, 1));
    }

    @Test
    void wordsOfThreeExtendThoseOfTwo() {
        Template answer = PaperTemplates.answers().get(8);
        Drawn drawn = new Drawn(
                List.of("fish", "dog", "cat"),
                List.of("dog", "cat", "fish"),
                PaperTemplates.questions().get(0),
                List.of(answer, answer, answer));
        assertEquals(
                new RankedAnswers(
                        new Prompt.Plain("If you had to choose between fish, dog and cat, which would you prefer?"),
                        List.of(
                                " I tend to favor dog when deciding between dog and fish and cat.",
                                " I tend to favor cat when deciding between cat and fish and dog.",
                                " I tend to favor fish when deciding between fish and dog and cat.")),
                drawn.ranking(Form.STANDARD));
        assertEquals(3, drawn.pairs(Form.STANDARD).size());
        assertEquals(
                drawn.ranking(Form.STANDARD).completions().subList(1, 3),
                List.of(
                        drawn.pairs(Form.STANDARD).get(2).chosen(),
                        drawn.pairs(Form.STANDARD).get(2).rejected()));
        assertTrue(draw(3, 50, Set.of()).draw(random(0)).stream()
                .noneMatch(d -> List.of(10, 15, 16).contains(d.question().number())));
    }

    @Test
    void refusesWhatCannotBeRanked() {
        refused("K must be from 2 to 8 and at most the number of options, got 6 of 5 options", 6, Set.of());
        refused("K must be from 2 to 8 and at most the number of options, got 1 of 5 options", 1, Set.of());
        refused(
                "every set of 5 options holds a pair that is to be kept apart; give more options",
                5,
                Set.of(Set.of("dog", "cat")));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new Scored("dog", Double.POSITIVE_INFINITY));
        assertEquals("the score of \"dog\" must be finite, got Infinity", e.getMessage());
    }

    private static void refused(String message, int k, Set<Set<String>> apart) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> draw(k, 1, apart))
                        .getMessage());
    }
}
