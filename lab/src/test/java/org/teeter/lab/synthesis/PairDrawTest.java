package org.teeter.lab.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.lm.ask.PaperTemplates;
import org.teeter.lm.ask.Template;
import org.teeter.lm.dataset.PreferencePair;
import org.teeter.lm.text.Form;
import org.teeter.lm.text.Prompt;
import org.teeter.random.L64X128Mix;

class PairDrawTest {
    private static final List<String> ORDER = List.of("dog", "cat", "bird");

    private static RandomGenerator random(long seed) {
        return L64X128Mix.of(seed);
    }

    private static List<Drawn> draw(double p12, double p23, int each, DrawRule rule, Wording wording, long seed) {
        return PairDraw.paper(ORDER, p12, p23, each, rule, wording).draw(random(seed));
    }

    private static List<Realised> realised(double p12, double p23, List<Drawn> drawn) {
        return Realised.of(
                List.of(
                        new StatedPair("dog", "cat", p12),
                        new StatedPair("cat", "bird", p23),
                        new StatedPair("dog", "bird", 0.5)),
                drawn);
    }

    @Test
    void bernoulliDrawsHaveTheStatedProbabilities() {
        for (int seed = 0; seed < 20; seed++) {
            for (double p : new double[] {0, 0.01, 0.05, 0.5, 0.99, 1}) {
                List<Realised> realised =
                        realised(0.99, p, draw(0.99, p, 500, DrawRule.BERNOULLI, Wording.paper(), seed));
                Binomial.assertPlausible(realised.get(0).wins(), 500, 0.99);
                Binomial.assertPlausible(realised.get(1).wins(), 500, p);
                assertEquals(500, realised.get(1).judgements());
                assertEquals(0, realised.get(2).judgements());
            }
        }
    }

    @Test
    void bernoulliDrawsVaryAsTheyShould() {
        double squares = 0;
        for (int seed = 0; seed < 400; seed++) {
            double wins = realised(0.3, 0.5, draw(0.3, 0.5, 100, DrawRule.BERNOULLI, Wording.paper(), seed))
                    .get(0)
                    .wins();
            squares += (wins - 30) * (wins - 30) / 21; // 21 = 100 · 0.3 · 0.7
        }
        assertEquals(400, squares, 5 * Math.sqrt(2 * 400)); // five standard deviations of χ² with 400 degrees
    }

    @ParameterizedTest
    @CsvSource({
        "0.99, 800, 792",
        "0.99, 200, 198",
        "0.99, 50, 50", // 49.5, to the even number
        "0.01, 50, 0",
        "0.5, 25, 12",
        "0.29, 100, 29", // 0.29 · 100 is less than 29 in doubles
        "0, 7, 0",
        "1, 7, 7",
        "0.05, 300, 15"
    })
    void exactDrawsHaveTheNearestCount(double p, int n, int wins) {
        for (int seed = 0; seed < 5; seed++) {
            assertEquals(
                    wins,
                    realised(p, 0.5, draw(p, 0.5, n, DrawRule.EXACT, Wording.paper(), seed))
                            .get(0)
                            .wins());
        }
    }

    @Test
    void placesAndTemplatesAreDrawnEvenlyAndApartFromTheWinner() {
        List<Drawn> drawn = draw(0.9, 0.2, 20_000, DrawRule.BERNOULLI, Wording.paper(), 1);
        for (String winner : ORDER) {
            List<Drawn> won =
                    drawn.stream().filter(d -> d.ranked().get(0).equals(winner)).toList();
            Binomial.assertPlausible(
                    won.stream().filter(Drawn::winnerAskedFirst).count(), won.size(), 0.5);
            for (Template question : PaperTemplates.questions()) {
                Binomial.assertPlausible(
                        won.stream().filter(d -> d.question().equals(question)).count(), won.size(), 1 / 20.0);
            }
            for (Template answer : PaperTemplates.answers()) {
                Binomial.assertPlausible(
                        won.stream()
                                .filter(d -> d.answers().get(0).equals(answer))
                                .count(),
                        won.size(),
                        1 / 30.0);
            }
        }
        // The first half holds half of each pair: rows are in random order.
        long early = drawn.subList(0, 20_000).stream()
                .filter(d -> d.asked().contains("dog"))
                .count();
        assertEquals(10_000, (double) early, 5 * Math.sqrt(20_000 * 0.25 / 2)); // hypergeometric
    }

    @Test
    void positionFollowsTheOption() {
        for (Position position : Position.values()) {
            Wording wording = new Wording(PaperTemplates.questions(), PaperTemplates.answers(), position, true);
            List<Drawn> drawn = draw(0.5, 0.5, 200, DrawRule.BERNOULLI, wording, 3);
            long first = drawn.stream().filter(Drawn::winnerAskedFirst).count();
            switch (position) {
                case WINNER_FIRST -> assertEquals(400, first);
                case WINNER_LAST -> assertEquals(0, first);
                case RANDOM -> Binomial.assertPlausible(first, 400, 0.5);
                case AS_GIVEN ->
                    assertTrue(drawn.stream()
                            .allMatch(d -> d.asked().equals(List.of("dog", "cat"))
                                    || d.asked().equals(List.of("cat", "bird"))));
            }
        }
    }

    @Test
    void bothAnswersShareATemplateUnlessTheyAreIndependent() {
        assertTrue(draw(0.5, 0.5, 200, DrawRule.EXACT, Wording.paper(), 0).stream()
                .allMatch(d -> d.answers().get(0).equals(d.answers().get(1))));
        Wording apart = new Wording(PaperTemplates.questions(), PaperTemplates.answers(), Position.RANDOM, false);
        List<Drawn> drawn = draw(0.5, 0.5, 1000, DrawRule.EXACT, apart, 0);
        Binomial.assertPlausible(
                drawn.stream()
                        .filter(d -> d.answers().get(0).equals(d.answers().get(1)))
                        .count(),
                2000,
                1 / 30.0);
    }

    @Test
    void sameSeedSameDraw() {
        assertEquals(
                draw(0.9, 0.3, 50, DrawRule.BERNOULLI, Wording.paper(), 0),
                draw(0.9, 0.3, 50, DrawRule.BERNOULLI, Wording.paper(), 0));
        assertNotEquals(
                draw(0.9, 0.3, 50, DrawRule.BERNOULLI, Wording.paper(), 0),
                draw(0.9, 0.3, 50, DrawRule.BERNOULLI, Wording.paper(), 1));
    }

    @Test
    void dataOfOneSeedDifferInNoMoreJudgementsThanTheirCounts() {
        for (DrawRule rule : DrawRule.values()) {
            List<Drawn> less = draw(0.9, 0.3, 500, rule, Wording.paper(), 4);
            List<Drawn> more = draw(0.9, 0.35, 500, rule, Wording.paper(), 4);
            long different = 0;
            for (int row = 0; row < less.size(); row++) {
                different += less.get(row).equals(more.get(row)) ? 0 : 1;
                assertEquals(less.get(row).questionText(), more.get(row).questionText());
            }
            long gained = realised(0.9, 0.35, more).get(1).wins()
                    - realised(0.9, 0.3, less).get(1).wins();
            assertTrue(gained > 0);
            assertEquals(gained, different);
        }
    }

    @Test
    void becomesThePairOfThePaper() {
        Drawn drawn = new Drawn(
                List.of("cat", "dog"),
                List.of("dog", "cat"),
                PaperTemplates.questions().get(1),
                List.of(
                        PaperTemplates.answers().get(4),
                        PaperTemplates.answers().get(4)));
        assertEquals(
                List.of(new PreferencePair(
                        Prompt.question("Would you rather have cat or dog?"),
                        "I'm more drawn to dog than cat.",
                        "I'm more drawn to cat than dog.")),
                drawn.pairs(Form.CONVERSATIONAL));
        assertEquals(
                List.of(new PreferencePair(
                        new Prompt.Plain("Would you rather have cat or dog?"),
                        " I'm more drawn to dog than cat.",
                        " I'm more drawn to cat than dog.")),
                drawn.pairs(Form.STANDARD));
        assertFalse(drawn.winnerAskedFirst());
    }

    @Test
    void refusesWhatIsNoDesign() {
        refused("the order must name three options, got [a, b]", List.of("a", "b"), 0.5, 1);
        refused("options must differ, but \"a\" is there twice", List.of("a", "b", "a"), 0.5, 1);
        refused(
                "the probability of \"a\" over \"b\" must be inside [0, 1], got NaN",
                List.of("a", "b", "c"),
                Double.NaN,
                1);
        refused(
                "each pair must be judged at least once, and at most 1000000 judgements drawn in all, got 0 for each of 2",
                List.of("a", "b", "c"),
                0.5,
                0);
    }

    private static void refused(String message, List<String> order, double p12, int each) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> PairDraw.paper(order, p12, 0.5, each, DrawRule.EXACT, Wording.paper()));
        assertEquals(message, e.getMessage());
    }
}
