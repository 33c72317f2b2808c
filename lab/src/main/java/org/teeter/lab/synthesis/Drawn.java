package org.teeter.lab.synthesis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.teeter.lm.ask.Template;
import org.teeter.lm.dataset.PreferencePair;
import org.teeter.lm.dataset.RankedAnswers;
import org.teeter.lm.text.Form;
import org.teeter.lm.text.Prompt;

/**
 * One judgement that was drawn: a question about K options and their order, best first.
 *
 * <p>For K = 2 the sentences are the paper's. Beyond that {@code <A>} of a question holds all options but the last, {@code <B>} the
 * last; in an answer {@code <A>} is the option that it prefers and {@code <B>} all others, in the order of the question.
 *
 * @param asked the options in the order in which the question names them
 * @param ranked the same options, the winner first
 * @param question the template of the question
 * @param answers the template of each ranked option's answer
 */
public record Drawn(List<String> asked, List<String> ranked, Template question, List<Template> answers) {
    public Drawn {
        asked = List.copyOf(asked);
        ranked = List.copyOf(ranked);
        answers = List.copyOf(answers);
        if (asked.size() < 2
                || asked.size() != ranked.size()
                || !new HashSet<>(asked).equals(new HashSet<>(ranked))
                || answers.size() != ranked.size()) {
            throw new IllegalArgumentException("a judgement needs two or more options, the same ones asked and ranked,"
                    + " and an answer for each, got " + asked + ", " + ranked + " and " + answers.size() + " answers");
        }
    }

    /** The question. */
    public String questionText() {
        List<String> but = asked.subList(0, asked.size() - 1);
        return question.fill(String.join(", ", but), asked.get(asked.size() - 1));
    }

    /** The answer that prefers the option of a rank, the best being 0. */
    public String answerText(int rank) {
        String preferred = ranked.get(rank);
        List<String> others = new ArrayList<>(asked);
        others.remove(preferred);
        String last = others.remove(others.size() - 1);
        return answers.get(rank).fill(preferred, others.isEmpty() ? last : String.join(", ", others) + " and " + last);
    }

    /** Whether the question names the winner first. */
    public boolean winnerAskedFirst() {
        return asked.get(0).equals(ranked.get(0));
    }

    /** The whole order as an example for a loss of rankings. */
    public RankedAnswers ranking(Form form) {
        List<String> completions = new ArrayList<>();
        for (int rank = 0; rank < ranked.size(); rank++) {
            completions.add(form.completion(answerText(rank)));
        }
        return new RankedAnswers(prompt(form), completions);
    }

    /** Every answer against every worse one: one pair for K = 2, K(K-1)/2 in general, all to the same prompt. */
    public List<PreferencePair> pairs(Form form) {
        List<PreferencePair> pairs = new ArrayList<>();
        for (int better = 0; better < ranked.size(); better++) {
            for (int worse = better + 1; worse < ranked.size(); worse++) {
                pairs.add(new PreferencePair(
                        prompt(form), form.completion(answerText(better)), form.completion(answerText(worse))));
            }
        }
        return pairs;
    }

    private Prompt prompt(Form form) {
        return form.prompt(questionText());
    }
}
