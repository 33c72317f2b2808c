package org.teeter.lm.ask;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Which of two options an answer prefers: the one that is the winner of the template which the answer is, from its first letter to its
 * last. Space around it, with which plain answers begin, does not count; everything else does. An answer that is no template prefers
 * none. Templates are known as they are written and as the model's tokenizer spells them.
 */
public final class AnswerMatch {
    private final String i;
    private final String j;
    private final Map<String, String> winnerOf = new HashMap<>();

    /** For answers that are spelt as they are written. */
    public AnswerMatch(String i, String j, List<Template> answers) {
        this(i, j, answers, UnaryOperator.identity());
    }

    /**
     * For two options and the templates that their answers may have; refuses names with which an answer could mean either.
     *
     * @param spelling what becomes of an answer that goes through the tokenizer and back
     */
    public AnswerMatch(String i, String j, List<Template> answers, UnaryOperator<String> spelling) {
        OptionNames.require(List.of(i, j));
        this.i = i;
        this.j = j;
        for (Template template : answers) {
            String forI = template.fill(i, j);
            String forJ = template.fill(j, i);
            add(forI, i);
            add(forJ, j);
            add(spelling.apply(forI), i);
            add(spelling.apply(forJ), j);
        }
    }

    private void add(String answer, String winner) {
        String before = winnerOf.put(answer.strip(), winner);
        if (before != null && !before.equals(winner)) {
            throw new IllegalArgumentException("options \"" + i + "\" and \"" + j + "\" cannot be told apart: \""
                    + answer + "\" would mean either; rename one, or take names that the tokenizer knows");
        }
    }

    /** The preferred option, if the answer is one of the templates. */
    public Optional<String> winner(String answer) {
        return Optional.ofNullable(winnerOf.get(answer.strip()));
    }

    /**
     * The option that an answer of any words names first, as a word of its own; of two at one place the longer. A guess: in all
     * templates the winner comes first, in free text it need not ("not a dog, a cat").
     */
    public Optional<String> firstNamed(String answer) {
        int atI = indexOf(answer, i);
        int atJ = indexOf(answer, j);
        if (atI == atJ) {
            return atI == answer.length() ? Optional.empty() : Optional.of(i.length() > j.length() ? i : j);
        }
        return Optional.of(atI < atJ ? i : j);
    }

    /** Where an option is named as a word of its own, or the answer's length if nowhere. */
    private static int indexOf(String answer, String option) {
        for (int at = answer.indexOf(option); at >= 0; at = answer.indexOf(option, at + 1)) {
            int end = at + option.length();
            boolean begins = at == 0
                    || !Character.isLetterOrDigit(answer.codePointBefore(at))
                    || !Character.isLetterOrDigit(option.codePointAt(0));
            boolean ends = end == answer.length()
                    || !Character.isLetterOrDigit(answer.codePointAt(end))
                    || !Character.isLetterOrDigit(option.codePointBefore(option.length()));
            if (begins && ends) {
                return at;
            }
        }
        return answer.length();
    }
}
