package org.teeter.tabular;

import java.util.Locale;

/** How a file writes its rows; any of them but {@link #PARQUET} may be gzipped. */
public enum Format {
    /** Separated values with a header, quoted as in RFC 4180; the separator is one of {@code , ; tab |}, taken from the header. */
    CSV("CSV"),
    /** The same, separated by tabs. */
    TSV("TSV"),
    /** One JSON object a line, or one JSON array of objects. */
    JSONL("JSON"),
    /** Apache Parquet. */
    PARQUET("Parquet");

    private final String title;

    Format(String title) {
        this.title = title;
    }

    /** As it is called in a sentence. */
    String title() {
        return title;
    }

    /** As the command line and the messages write it: {@code jsonl}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How a person says on the command line that the files have this format. */
    String flag() {
        return "--input-format " + word();
    }
}
