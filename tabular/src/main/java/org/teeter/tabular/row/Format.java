package org.teeter.tabular.row;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.teeter.tabular.bytes.Packing;

/** How a file writes its rows; any of them but {@link #PARQUET} may be gzipped. */
public enum Format {
    /** Separated values with a header, quoted as in RFC 4180; the separator is one of {@code , ; tab |}, taken from the header. */
    CSV("CSV"),
    /** The same, separated by tabs. */
    TSV("TSV"),
    /** One JSON object a line, or one JSON array of objects. */
    JSONL("JSON"),
    /** Apache Parquet. */
    PARQUET("Parquet"),
    /** Rankings of numbered alternatives, as PrefLib keeps them. */
    PREFLIB("PrefLib");

    private static final Map<String, Format> ENDINGS = Map.ofEntries(
            Map.entry(".csv", CSV),
            Map.entry(".tsv", TSV),
            Map.entry(".tab", TSV),
            Map.entry(".jsonl", JSONL),
            Map.entry(".ndjson", JSONL),
            Map.entry(".json", JSONL),
            Map.entry(".parquet", PARQUET),
            Map.entry(".soc", PREFLIB),
            Map.entry(".soi", PREFLIB),
            Map.entry(".toc", PREFLIB),
            Map.entry(".toi", PREFLIB));

    private final String title;

    Format(String title) {
        this.title = title;
    }

    /** The format that the name of a file says it has, packed or not. */
    public static Optional<Format> named(Path file) {
        String name = Packing.withoutEnding(file.toString().toLowerCase(Locale.ROOT));
        int dot = name.lastIndexOf('.');
        return Optional.ofNullable(ENDINGS.get(dot < 0 ? "" : name.substring(dot)));
    }

    /** As it is called in a sentence. */
    public String title() {
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
