package org.teeter.tabular.text;

import java.util.List;

/**
 * Where the prompt ends that a chosen and a rejected answer both contain: the one rule for rows without a column for it.
 *
 * <p>Of lists of messages, the prompt is the messages that both begin with. Of texts it ends with the last {@code "\n\nAssistant:"}
 * that both have in their common beginning, as hh-rlhf marks its turns: answers to one question often begin with the same words,
 * which are no part of it. Of texts without such a mark it is their common beginning, less a space before the difference, which is
 * what TRL makes of any text.
 */
public final class SharedPrompt {
    static final String TURN = "\n\nAssistant:";

    private SharedPrompt() {}

    /** Whether a prompt ends as turns are marked, so that no other text is missing. */
    public static boolean isMarked(String prompt) {
        return prompt.endsWith(TURN);
    }

    /** The length of the prompt; 0 if there is none. */
    public static int ofTexts(String chosen, String rejected) {
        int shorter = Math.min(chosen.length(), rejected.length());
        int end = 0;
        while (end < shorter && chosen.codePointAt(end) == rejected.codePointAt(end)) {
            end += Character.charCount(chosen.codePointAt(end));
        }
        int turn = chosen.lastIndexOf(TURN, end - TURN.length());
        if (turn >= 0) {
            return turn + TURN.length();
        }
        if (end >= shorter) {
            return 0; // one answer would be nothing
        }
        return end > 0 && chosen.charAt(end - 1) == ' ' ? end - 1 : end;
    }

    /** The number of messages of the prompt; 0 if there is none. */
    public static <M> int ofMessages(List<M> chosen, List<M> rejected) {
        int shorter = Math.min(chosen.size(), rejected.size());
        int end = 0;
        while (end < shorter && chosen.get(end).equals(rejected.get(end))) {
            end++;
        }
        return end < shorter ? end : 0;
    }
}
