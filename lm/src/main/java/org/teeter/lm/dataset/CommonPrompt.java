package org.teeter.lm.dataset;

import java.util.List;
import java.util.Set;
import org.teeter.chat.Message;
import org.teeter.lm.text.Prompt;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.text.SharedPrompt;

/** Pairs that have no column for their prompt, cut where {@link SharedPrompt} says that it ends. */
final class CommonPrompt {

    private CommonPrompt() {}

    static PreferencePair split(Fields.Value chosen, Fields.Value rejected, Set<String> columns) throws BadRow {
        if (chosen.isText() != rejected.isText()) {
            throw new BadRow("chosen and rejected must both be texts or both be lists of messages");
        }
        return chosen.isText()
                ? ofTexts(chosen.text(), rejected.text(), columns)
                : ofMessages(chosen.messages(), rejected.messages(), columns);
    }

    private static PreferencePair ofTexts(String chosen, String rejected, Set<String> columns) throws BadRow {
        int end = SharedPrompt.ofTexts(chosen, rejected);
        requirePrompt(end, chosen.startsWith(rejected) || rejected.startsWith(chosen), columns);
        return new PreferencePair(
                new Prompt.Plain(chosen.substring(0, end)), chosen.substring(end), rejected.substring(end));
    }

    private static PreferencePair ofMessages(List<Message> chosen, List<Message> rejected, Set<String> columns)
            throws BadRow {
        int end = SharedPrompt.ofMessages(chosen, rejected);
        int shorter = Math.min(chosen.size(), rejected.size());
        requirePrompt(end, chosen.subList(0, shorter).equals(rejected.subList(0, shorter)), columns);
        return new PreferencePair(
                new Prompt.Chat(chosen.subList(0, end)),
                Fields.Value.answer("chosen", chosen.subList(end, chosen.size())),
                Fields.Value.answer("rejected", rejected.subList(end, rejected.size())));
    }

    private static void requirePrompt(int end, boolean oneBeginsTheOther, Set<String> columns) throws BadRow {
        if (end == 0 && oneBeginsTheOther) {
            throw new BadRow("without a column prompt, chosen and rejected must differ before either ends; add the"
                    + " column, or leave the row out");
        }
        if (end == 0) {
            throw new BadRow("chosen and rejected share no beginning that could be the prompt; add a column prompt"
                    + (columns.size() <= 2 ? "" : ", or say which it is with --column prompt=…, got " + columns));
        }
    }
}
