package org.teeter.tabular.form;

import java.util.HexFormat;
import java.util.List;
import org.teeter.tabular.bytes.HashedInput;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;

/** What tells the prompts of rows of texts apart, where columns hold them: the same of rows that are judged together. */
public final class PromptKey {
    private PromptKey() {}

    /**
     * The SHA-256 of a prompt, 64 hexadecimal digits.
     *
     * @param columns the names of the columns that hold it, which are all that the row carries
     */
    public static String of(List<String> columns, Row row) throws BadRow {
        byte[] prompt = TextRow.prompt(columns, row, 0, columns.size()).bytes();
        return HexFormat.of().formatHex(HashedInput.sha256().digest(prompt));
    }
}
