package org.teeter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.teeter.tabular.row.Format;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.column.Role;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to read, and what a person says of its columns. */
final class InputOptions {
    private static final String ROLES =
            "first, second, winner, loser, wins-first, wins-second, ties, weight, time, rater,"
                    + " prompt, chosen, rejected, chosen-item, rejected-item";

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description =
                    "Preference files: CSV, TSV, JSON lines or Parquet, each also gzipped; several are counted together. - is standard"
                            + " input, of which the format is seen from how it begins (Parquet needs a file).")
    List<Path> files = new ArrayList<>();

    @Option(
            names = "--column",
            paramLabel = "ROLE=COLUMN",
            description = "Which column plays a role, where its name does not say it: " + ROLES + ". Repeatable.")
    List<String> columns = new ArrayList<>();

    @Option(
            names = "--item-columns",
            paramLabel = "CHOSEN,REJECTED",
            description = "Columns that name what wrote the chosen and the rejected text.")
    @Nullable
    String itemColumns;

    @Option(
            names = "--input-format",
            paramLabel = "FORMAT",
            description = "Read every file as csv, tsv, jsonl or parquet, whatever its name.")
    @Nullable
    String format;

    @Option(
            names = "--skip-bad-rows",
            description = "Leave rows that cannot be counted out, write them to rejected.csv and say so.")
    boolean skipBadRows;

    ReadOptions options() {
        ReadOptions options = ReadOptions.defaults();
        for (String column : columns) {
            int at = column.indexOf('=');
            String word = at < 0 ? column : column.substring(0, at);
            Role role = Role.of(word.strip().toLowerCase(Locale.ROOT))
                    .filter(r -> at > 0 && at + 1 < column.length())
                    .orElseThrow(() ->
                            new UsageException("--column needs ROLE=COLUMN, ROLE one of " + ROLES + "; got " + column));
            options = options.withColumn(role, column.substring(at + 1));
        }
        if (itemColumns != null) {
            String[] pair = itemColumns.split(",", -1);
            if (pair.length != 2 || pair[0].isBlank() || pair[1].isBlank()) {
                throw new UsageException("--item-columns needs two columns, CHOSEN,REJECTED, got " + itemColumns);
            }
            options = options.withColumn(Role.CHOSEN_ITEM, pair[0].strip())
                    .withColumn(Role.REJECTED_ITEM, pair[1].strip());
        }
        if (format != null) {
            options = options.withFormat(format(format));
        }
        return skipBadRows ? options.skippingBadRows() : options;
    }

    private static Format format(String word) {
        for (Format format : Format.values()) {
            if (format.name().equalsIgnoreCase(word.strip())) {
                return format;
            }
        }
        throw new UsageException("--input-format must be csv, tsv, jsonl or parquet, got " + word);
    }
}
