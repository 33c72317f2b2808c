package org.teeter.lab.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.teeter.lm.ask.PaperTemplates;
import org.teeter.lm.ask.Template;

/**
 * How a judgement is put into words.
 *
 * @param questions one of them is drawn for each judgement, all equally likely
 * @param answers likewise
 * @param position which option the question names first
 * @param sameAnswer whether all answers to one question share a template, so that they differ by the options alone; else each has its
 *     own. The paper says only that the rejected answer expresses the opposite preference.
 */
public record Wording(List<Template> questions, List<Template> answers, Position position, boolean sameAnswer) {
    /** Questions that make no sense with three options: "against", "comparing to", "both". */
    private static final Set<Integer> OF_TWO_ONLY = Set.of(10, 15, 16);

    public Wording {
        questions = List.copyOf(questions);
        answers = List.copyOf(answers);
        if (questions.isEmpty() || answers.isEmpty()) {
            throw new IllegalArgumentException("at least one question and one answer template must be left, got "
                    + questions.size() + " and " + answers.size());
        }
    }

    /** All of the paper's templates, places drawn independently of the winner, one template for both answers. */
    public static Wording paper() {
        return new Wording(PaperTemplates.questions(), PaperTemplates.answers(), Position.RANDOM, true);
    }

    /** The same for judgements of K options: without the questions that make no sense beyond two. */
    public Wording forTuples(int k) {
        return k == 2
                ? this
                : new Wording(
                        questions.stream()
                                .filter(q -> !OF_TWO_ONLY.contains(q.number()))
                                .toList(),
                        answers,
                        position,
                        sameAnswer);
    }

    /** Words for an outcome, whose options are given and ranked. */
    Drawn draw(List<String> given, List<String> ranked, RandomGenerator random) {
        Template question = questions.get(random.nextInt(questions.size()));
        List<Template> chosen = new ArrayList<>();
        for (int k = 0; k < ranked.size(); k++) {
            chosen.add(k > 0 && sameAnswer ? chosen.get(0) : answers.get(random.nextInt(answers.size())));
        }
        return new Drawn(order(given, ranked, random), ranked, question, chosen);
    }

    private List<String> order(List<String> given, List<String> ranked, RandomGenerator random) {
        List<String> asked = new ArrayList<>(given);
        if (position != Position.AS_GIVEN) {
            Shuffle.inPlace(asked, random);
        }
        String winner = ranked.get(0);
        if (position == Position.WINNER_FIRST) {
            asked.remove(winner);
            asked.add(0, winner);
        } else if (position == Position.WINNER_LAST) {
            asked.remove(winner);
            asked.add(winner);
        }
        return asked;
    }
}
