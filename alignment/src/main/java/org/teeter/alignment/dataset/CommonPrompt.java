package org.teeter.alignment.dataset;

import java.util.List;
import org.teeter.alignment.text.Message;
import org.teeter.alignment.text.Prompt;

/**
 * The prompt of a pair that has no column for it: what chosen and rejected share at their beginning, as TRL takes it. Of texts, by
 * code points, a space before the difference going to the answers; of messages, whole ones.
 */
final class CommonPrompt {

    private CommonPrompt() {}

    static PreferencePair split(Fields.Value chosen, Fields.Value rejected) throws BadExample {
        if (chosen.isText() != rejected.isText()) {
            throw new BadExample("chosen and rejected must both be texts or both be lists of messages");
        }
        return chosen.isText()
                ? ofTexts(chosen.text(), rejected.text())
                : ofMessages(chosen.messages(), rejected.messages());
    }

    private static PreferencePair ofTexts(String chosen, String rejected) throws BadExample {
        int end = 0;
        while (end < Math.min(chosen.length(), rejected.length())
                && chosen.codePointAt(end) == rejected.codePointAt(end)) {
            end += Character.charCount(chosen.codePointAt(end));
        }
        requireDifference(end == chosen.length() || end == rejected.length());
        end -= end > 0 && chosen.charAt(end - 1) == ' ' ? 1 : 0;
        requirePrompt(end);
        return new PreferencePair(
                new Prompt.Plain(chosen.substring(0, end)), chosen.substring(end), rejected.substring(end));
    }

    private static PreferencePair ofMessages(List<Message> chosen, List<Message> rejected) throws BadExample {
        int end = 0;
        int shorter = Math.min(chosen.size(), rejected.size());
        while (end < shorter && chosen.get(end).equals(rejected.get(end))) {
            end++;
        }
        requireDifference(end == shorter);
        requirePrompt(end);
        return new PreferencePair(
                new Prompt.Chat(chosen.subList(0, end)),
                Fields.Value.answer("chosen", chosen.subList(end, chosen.size())),
                Fields.Value.answer("rejected", rejected.subList(end, rejected.size())));
    }

    private static void requireDifference(boolean none) throws BadExample {
        if (none) {
            throw new BadExample("without a column prompt, chosen and rejected must differ before either ends; add the"
                    + " column, or leave the row out");
        }
    }

    private static void requirePrompt(int end) throws BadExample {
        if (end == 0) {
            throw new BadExample(
                    "chosen and rejected share no beginning that could be the prompt; add a column prompt");
        }
    }
}
