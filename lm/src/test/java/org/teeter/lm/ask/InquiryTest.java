package org.teeter.lm.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.model.Sampling;
import org.teeter.lm.text.Form;
import org.teeter.lm.text.Prompt;
import org.teeter.random.L64X128Mix;

class InquiryTest {
    private static final Sampling AS_IT_IS = new Sampling(1, 1, 64);

    /**
     * One that is known: with {@code place} more it prefers what is named first; a tenth of its answers is chatter, and each template
     * is as likely as the next.
     */
    private record Known(double logOdds, double place) implements Respondent {
        private static final double CHATTER = 0.1;

        double forDog(Prompt prompt) {
            String question = ((Prompt.Chat) prompt).messages().get(0).content();
            boolean dogFirst = question.indexOf("dog") < question.indexOf("cat");
            return 1 / (1 + Math.exp(-logOdds - (dogFirst ? place : -place)));
        }

        @Override
        public List<Sampled> sample(Prompt prompt, Sampling sampling, int n, long seed) {
            RandomGenerator random = L64X128Mix.of(seed);
            List<Sampled> answers = new ArrayList<>();
            for (int k = 0; k < n; k++) {
                boolean dog = random.nextDouble() < forDog(prompt);
                String text =
                        PaperTemplates.answers().get(random.nextInt(30)).fill(dog ? "dog" : "cat", dog ? "cat" : "dog");
                answers.add(new Sampled(random.nextDouble() < CHATTER ? "A cat, surely." : text, true));
            }
            return answers;
        }

        @Override
        public String spelled(String answer) {
            return answer;
        }

        @Override
        public double[] logProbabilities(Prompt prompt, List<String> answers) {
            AnswerMatch match = new AnswerMatch("dog", "cat", PaperTemplates.answers());
            return answers.stream()
                    .map(match::winner)
                    .mapToDouble(winner -> winner.equals(Optional.of("dog")) ? forDog(prompt) : 1 - forDog(prompt))
                    .map(p -> Math.log((1 - CHATTER) / 30 * p))
                    .toArray();
        }
    }

    private static Inquiry inquiry(int samples) {
        return new Inquiry(
                List.of(PaperTemplates.TEST_QUESTION),
                PaperTemplates.answers(),
                Form.CONVERSATIONAL,
                AS_IT_IS,
                samples,
                5,
                0.1);
    }

    @Test
    void findsWhatIsKnown() {
        Known known = new Known(0.4, 0.3);
        PairReading pair = inquiry(4000).ask(known, Optional.empty(), "dog", "cat");
        double first = 1 / (1 + Math.exp(-0.7));
        double last = 1 / (1 + Math.exp(-0.1));
        assertEquals(first, pair.iFirst().exact().preference(), 1e-12);
        assertEquals(last, pair.jFirst().exact().preference(), 1e-12);
        assertEquals((first + last) / 2, pair.exact(), 1e-12);
        assertEquals(first - last, pair.placeEffect(), 1e-12);
        assertEquals(0.9, pair.validMass(), 1e-12);
        assertEquals(8000, pair.counts().n());
        // Four standard deviations of a proportion of 8000, of 3600 for each order.
        assertEquals(0.1, pair.counts().noneShare(), 4 * Math.sqrt(0.09 / 8000));
        assertEquals(pair.exact(), pair.frequency().orElseThrow(), 4 * Math.sqrt(0.25 / 7200));
        assertEquals(pair.counts().none(), pair.counts().guessedJ());
        assertTrue(pair.interval().orElseThrow().low() < pair.exact()
                && pair.exact() < pair.interval().orElseThrow().high());
    }

    @Test
    void seenFromTheOtherOptionItIsTheComplement() {
        PairReading pair = inquiry(100).ask(new Known(0.4, 0.3), Optional.empty(), "dog", "cat");
        PairReading swapped = inquiry(100).ask(new Known(0.4, 0.3), Optional.empty(), "cat", "dog");
        assertEquals(1 - pair.exact(), swapped.exact(), 1e-12);
        assertEquals(pair.counts().i(), swapped.counts().j());
        assertEquals(pair.placeEffect(), swapped.placeEffect(), 1e-12);
    }

    /** β (0.4 + place - 0.1) is the implied reward difference, whatever the template, for log-odds 0.4 after and 0.1 before. */
    @Test
    void implicitPreferenceIsThatOfTheRewardDifference() {
        PairReading pair = inquiry(0).ask(new Known(0.4, 0), Optional.of(new Known(0.1, 0)), "dog", "cat");
        assertEquals(1 / (1 + Math.exp(-0.1 * 0.3)), pair.implicit().orElseThrow(), 1e-12);
        assertEquals(
                pair.implicit().orElseThrow(),
                pair.iFirst().implicit().orElseThrow().ofMeanReward(),
                1e-12);
        PairReading unchanged = inquiry(0).ask(new Known(0.4, 0.2), Optional.of(new Known(0.4, 0.2)), "dog", "cat");
        assertEquals(0.5, unchanged.implicit().orElseThrow(), 0);
    }

    @Test
    void questionsShareTheSamples() {
        Inquiry all = new Inquiry(
                PaperTemplates.questions(), PaperTemplates.answers(), Form.CONVERSATIONAL, AS_IT_IS, 205, 0, 0.1);
        PairReading pair = all.ask(new Known(-1, 0), Optional.empty(), "dog", "cat");
        assertEquals(205, pair.iFirst().sampled().n());
        assertEquals(1 / (1 + Math.E), pair.exact(), 1e-12);
    }

    @Test
    void answersThatWereCutMatchNothing() {
        Respondent cut = new Respondent() {
            @Override
            public List<Sampled> sample(Prompt prompt, Sampling sampling, int n, long seed) {
                return java.util.Collections.nCopies(n, new Sampled("I just prefer dog.", false));
            }

            @Override
            public String spelled(String answer) {
                return answer;
            }

            @Override
            public double[] logProbabilities(Prompt prompt, List<String> answers) {
                return new double[answers.size()];
            }
        };
        PairReading pair = inquiry(10).ask(cut, Optional.empty(), "dog", "cat");
        assertEquals(20, pair.counts().none());
        assertTrue(pair.frequency().isEmpty());
        assertTrue(pair.interval().isEmpty());
    }

    /** A real model, taught in a second, is asked in both ways; and the tokenizer does not give back what it was given. */
    @Test
    void samplesOfAModelAgreeWithItsScores(@TempDir Path folder) throws Exception {
        try (LanguageModel model = SmallModel.random(folder, 3, true, "dog", "cat")) {
            List<Template> few = PaperTemplates.answers().subList(0, 5);
            SmallModel.teach(model, few, "dog", "cat", 0.8, 120);
            ModelRespondent asked = new ModelRespondent(model);
            assertEquals("I prefer dog over cat .", asked.spelled("I prefer dog over cat."));
            Inquiry inquiry = new Inquiry(
                    List.of(PaperTemplates.TEST_QUESTION), few, Form.CONVERSATIONAL, AS_IT_IS, 2000, 5, 0.1);
            PairReading pair = inquiry.ask(asked, Optional.of(asked), "dog", "cat");
            assertTrue(pair.validMass() > 0.2, () -> "valid mass " + pair.validMass());
            assertEquals(0.5, pair.implicit().orElseThrow(), 0);
            for (OrderReading reading : List.of(pair.iFirst(), pair.jFirst())) {
                long valid = reading.sampled().i() + reading.sampled().j();
                double p = reading.exact().preference();
                assertEquals(p, reading.sampled().frequency().orElseThrow(), 4 * Math.sqrt(p * (1 - p) / valid));
                double none = 1 - reading.exact().validMass();
                assertEquals(none, reading.sampled().noneShare(), 4 * Math.sqrt(none * (1 - none) / 2000));
            }
            assertTrue(pair.exact() > 0.65, () -> "learnt " + pair.exact());
        }
    }

    @Test
    void refusesQuestionsWithoutBothPlaces() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new Inquiry(
                        List.of(new Template(0, "Why <A>?")),
                        PaperTemplates.answers(),
                        Form.STANDARD,
                        AS_IT_IS,
                        1,
                        0,
                        0.1));
        assertEquals("a question must have places <A> and <B>, got \"Why <A>?\"", e.getMessage());
    }

    @Test
    void wilsonIntervalAgreesWithPublishedOnes() {
        // Newcombe, Statistics in Medicine 17 (1998), table I, method 3; digits by mpmath 1.3.0
        Interval interval = Interval.wilson(81, 263);
        assertEquals(0.2552885198782742, interval.low(), 1e-15);
        assertEquals(0.36620957698280004, interval.high(), 1e-15);
        interval = Interval.wilson(1, 29);
        assertEquals(0.00611321429276266, interval.low(), 1e-15);
        assertEquals(0.17175521879320288, interval.high(), 1e-15);
        assertEquals(new Interval(0, 1), Interval.wilson(0, 0));
        assertEquals(0, Interval.wilson(0, 10).low());
        assertEquals(1, Interval.wilson(10, 10).high());
    }
}
