package org.teeter.tabular.form;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.text.Answer;
import org.teeter.tabular.text.TextPair;

/** Takes the two texts of a row and their prompt. */
public final class TextRow {
    /** Among the keys of a message. */
    private static final Pattern MESSAGE = Pattern.compile("\\b(role|from|content|value)\\b");

    private final List<String> names;
    private final int promptSlot;
    private final int promptParts;
    private final int weightSlot;

    public TextRow(Layout layout) {
        this.names = layout.slotNames();
        this.promptSlot = layout.slot(Role.PROMPT);
        this.promptParts = layout.columns(Role.PROMPT).size();
        this.weightSlot = layout.slot(Role.WEIGHT);
    }

    double weight(Row row) throws BadRow {
        return weightSlot < 0 ? 1 : Numbers.weight(names.get(weightSlot), row, weightSlot);
    }

    public TextPair read(Row row) throws BadRow {
        for (int slot = 0; slot < 2; slot++) {
            Optional<String> fields = row.isJson(slot) ? row.fields(slot) : Optional.empty();
            if (fields.isPresent() && !MESSAGE.matcher(fields.get()).find()) {
                throw new BadRow(names.get(slot)
                        + " holds an object that is no message; write the one of its fields that is meant ("
                        + fields.get() + ") as a column of its own");
            }
        }
        Answer first = Answer.of(names.get(0), row, 0);
        Answer second = Answer.of(names.get(1), row, 1);
        if (Arrays.equals(first.bytes(), second.bytes())) {
            throw new BadRow(names.get(0) + " and " + names.get(1)
                    + " are the same text, and nothing can be preferred to itself");
        }
        Answer prompt = promptParts == 0 ? Answer.sharedPrompt(first, second) : prompt(row);
        if ((first.listsTexts() || second.listsTexts()) && !prompt.listsTexts()) { // else they are turns
            throw new BadRow(
                    names.get(first.listsTexts() ? 0 : 1) + " lists texts, where one text or the messages of one"
                            + " conversation must be; write a row for each two answers that were compared");
        }
        return new TextPair(first, second, prompt, promptParts > 0);
    }

    private Answer prompt(Row row) throws BadRow {
        return prompt(names, row, promptSlot, promptParts);
    }

    /** What the texts of a row answer, of so many columns from a slot on. */
    static Answer prompt(List<String> names, Row row, int from, int count) throws BadRow {
        Answer first = Answer.of(names.get(from), row, from);
        if (count == 1) {
            return first;
        }
        List<Answer> parts = new ArrayList<>(List.of(first));
        for (int slot = from + 1; slot < from + count; slot++) {
            parts.add(row.isMissing(slot) ? Answer.empty() : Answer.of(names.get(slot), row, slot));
        }
        return Answer.joined(parts);
    }
}
