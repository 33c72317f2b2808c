package org.teeter.lm.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.teeter.lm.ask.Respondent.Sampled;
import org.teeter.lm.model.Sampling;
import org.teeter.lm.text.Form;
import org.teeter.lm.text.Prompt;

/**
 * How a model is asked what it prefers.
 *
 * @param questions asked with either option first
 * @param answers the templates that an answer may have
 * @param form of questions and answers: that of the data the model was trained on
 * @param sampling how answers are drawn
 * @param samples answers drawn for each order, shared out among the questions; 0: none, for the exact preference alone
 * @param seed of the answers; each pair, order and question has a stream of its own, so that no other pair changes it
 * @param beta β of the implicit reward
 */
public record Inquiry(
        List<Template> questions,
        List<Template> answers,
        Form form,
        Sampling sampling,
        int samples,
        long seed,
        double beta) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L; // odd, so that multiplying loses nothing

    public Inquiry {
        questions = List.copyOf(questions);
        answers = List.copyOf(answers);
        if (questions.isEmpty() || answers.isEmpty()) {
            throw new IllegalArgumentException("at least one question and one answer template are needed");
        }
        for (Template question : questions) {
            if (!question.namesBoth()) {
                throw new IllegalArgumentException(
                        "a question must have places <A> and <B>, got \"" + question.text() + "\"");
            }
        }
        if (samples < 0 || samples > 1_000_000) {
            throw new IllegalArgumentException("the number of answers must be from 0 to 1000000, got " + samples);
        }
        if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("beta must be positive, got " + beta);
        }
    }

    /** Asks about a pair. */
    public PairReading ask(Respondent policy, Optional<Respondent> reference, String i, String j) {
        return ask(policy, reference, i, j, answer -> {});
    }

    /** Asks about a pair, and hands over each sampled answer. */
    public PairReading ask(
            Respondent policy, Optional<Respondent> reference, String i, String j, Consumer<SampledAnswer> each) {
        AnswerMatch match = new AnswerMatch(i, j, answers, policy::spelled);
        return new PairReading(
                i,
                j,
                read(policy, reference, i, j, true, match, each),
                read(policy, reference, i, j, false, match, each));
    }

    private OrderReading read(
            Respondent policy,
            Optional<Respondent> reference,
            String i,
            String j,
            boolean iFirst,
            AnswerMatch match,
            Consumer<SampledAnswer> each) {
        List<String> worded = new ArrayList<>();
        answers.forEach(answer -> worded.add(form.completion(answer.fill(i, j))));
        answers.forEach(answer -> worded.add(form.completion(answer.fill(j, i))));
        List<OrderReading> readings = new ArrayList<>();
        for (int q = 0; q < questions.size(); q++) {
            Template question = questions.get(q);
            String text = iFirst ? question.fill(i, j) : question.fill(j, i);
            Prompt prompt = form.prompt(text);
            double[] scores = policy.logProbabilities(prompt, worded);
            Optional<ImplicitPreference> implicit = reference.map(
                    other -> ImplicitPreference.of(beta, difference(scores, other.logProbabilities(prompt, worded))));
            int n = samples / questions.size() + (q < samples % questions.size() ? 1 : 0);
            SampledPreference sampled = n == 0
                    ? SampledPreference.NOTHING
                    : sample(
                            policy,
                            prompt,
                            n,
                            stream(text),
                            match,
                            i,
                            (answer, winner, guess) -> each.accept(new SampledAnswer(
                                    iFirst ? i : j,
                                    iFirst ? j : i,
                                    text,
                                    answer.text(),
                                    answer.ended(),
                                    winner,
                                    guess)));
            readings.add(new OrderReading(sampled, ExactPreference.of(scores), implicit));
        }
        return OrderReading.of(readings);
    }

    private interface Read {
        void answer(Sampled answer, Optional<String> winner, Optional<String> guess);
    }

    private SampledPreference sample(
            Respondent policy, Prompt prompt, int n, long stream, AnswerMatch match, String i, Read read) {
        long forI = 0;
        long forJ = 0;
        long guessedI = 0;
        long guessedJ = 0;
        for (Sampled answer : policy.sample(prompt, sampling, n, stream)) {
            Optional<String> winner = answer.ended() ? match.winner(answer.text()) : Optional.empty();
            Optional<String> guess = winner.isPresent() ? Optional.empty() : match.firstNamed(answer.text());
            read.answer(answer, winner, guess);
            forI += winner.filter(i::equals).isPresent() ? 1 : 0;
            forJ += winner.filter(w -> !i.equals(w)).isPresent() ? 1 : 0;
            guessedI += guess.filter(i::equals).isPresent() ? 1 : 0;
            guessedJ += guess.filter(w -> !i.equals(w)).isPresent() ? 1 : 0;
        }
        return new SampledPreference(forI, forJ, n - forI - forJ, guessedI, guessedJ);
    }

    /** A seed for one question: hashes of strings are the same in every Java. */
    private long stream(String question) {
        return seed * GOLDEN + question.hashCode();
    }

    /** Δ_t of each template, from the scores of the answers for i, followed by those for j. */
    private static double[] difference(double[] policy, double[] reference) {
        double[] delta = new double[policy.length / 2];
        for (int t = 0; t < delta.length; t++) {
            int other = delta.length + t;
            delta[t] = policy[t] - reference[t] - (policy[other] - reference[other]);
        }
        return delta;
    }
}
