package org.teeter.report.document;

import java.util.List;
import java.util.stream.Collectors;
import org.teeter.tabular.bytes.Visible;

/** Markdown as GitHub and Hugging Face read it. */
public final class Markdown {
    private Markdown() {}

    /** A text in which nothing has a meaning of its own. */
    public static String text(String text) {
        return Visible.of(text).replaceAll("[\\\\`*_{}\\[\\]<>|~#$]", "\\\\$0");
    }

    /** A row of a table, with its line end. */
    public static String row(List<String> cells) {
        return cells.stream().map(Markdown::text).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
