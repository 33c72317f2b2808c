package org.teeter.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Covariate;
import org.teeter.tabular.meaning.Decay;
import org.teeter.tabular.meaning.LabelRule;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.row.Format;
import picocli.CommandLine.Option;

/** What a person says of the columns of what is read, and how. */
@Question("How to read it")
public final class ReadingOptions {
    private static final String ROLES =
            "first, second, winner, loser, wins-first, wins-second, ties, both-bad, score-first, score-second, weight, time, rater, group,"
                    + " neutral, prompt, chosen, rejected, chosen-item, rejected-item, ranking, rest, candidates, ballot, item, rank,"
                    + " score, answers";

    @Option(
            names = "--column",
            paramLabel = "ROLE=COLUMN",
            description =
                    "Which column plays a role, where its name does not say it: " + ROLES
                            + ". A prompt in parts, the verdicts of several judges, or a rank or score for each option, are columns"
                            + " with + between them (prompt=instruction+input); of two scores the larger wins; prompt=none says that the texts contain it. Repeatable.")
    List<String> columns = new ArrayList<>();

    @Option(
            names = "--label",
            paramLabel = "LABEL=MEANING",
            description =
                    "What a label of the winner column means: first, second, tie, both_bad or skip; first:3 counts three"
                            + " times. Numbers may be ranges: -3..-1=first, -3..-1=first:size (as often as its size),"
                            + " 0..1=second..first (a part of the vote for each). Repeatable.")
    List<String> labels = new ArrayList<>();

    @Option(
            names = "--home",
            description =
                    "Fit also by how much it counts to be named first in a row: shown first, or at home. Of rows with a true"
                            + " column neutral, neither option is.")
    boolean home;

    @Option(
            names = "--covariate",
            paramLabel = "NAME[=COLUMN[-COLUMN]]",
            description =
                    "Fit also the effect of a number that speaks for the first option where it is positive: that of a column, or"
                            + " the difference of two (length=length_a-length_b). Repeatable.")
    List<String> covariates = new ArrayList<>();

    @Option(
            names = "--half-life",
            paramLabel = "TIME",
            description =
                    "Let judgements lose weight as they age: one of this age counts half (12h, 30d, 8w, 1y). The column of times is"
                            + " known by its name, or --column time=COLUMN: ISO dates and times, Unix seconds or milliseconds.")
    @Nullable
    String halfLife;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description =
                    "From when ages are counted, such as 2024-08-14 (default: the latest time in the data); what was"
                            + " judged later is left out.")
    @Nullable
    String asOf;

    @Option(
            names = "--allow-repeats",
            description = "Count a file twice that is named twice or has the content of another.")
    boolean allowRepeats;

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
            String named = column.substring(at + 1);
            String before = options.columns().get(role);
            options = options.withColumn(role, before != null && role == Role.WINNER ? before + "+" + named : named);
        }
        for (String label : labels) {
            try {
                options = options.withLabel(LabelRule.parse(label));
            } catch (IllegalArgumentException e) {
                throw new UsageException("--label " + e.getMessage());
            }
        }
        if (itemColumns != null) {
            String[] pair = itemColumns.split(",", -1);
            if (pair.length != 2 || pair[0].isBlank() || pair[1].isBlank()) {
                throw new UsageException("--item-columns needs two columns, CHOSEN,REJECTED, got " + itemColumns);
            }
            options = options.withColumn(Role.CHOSEN_ITEM, pair[0].strip())
                    .withColumn(Role.REJECTED_ITEM, pair[1].strip());
        }
        Set<String> named = new HashSet<>(Set.of("tie", "home"));
        for (String covariate : covariates) {
            try {
                Covariate parsed = Covariate.parse(covariate);
                if (!named.add(parsed.name())) {
                    throw new UsageException("--covariate needs names that differ, and are not tie or home, got "
                            + parsed.name() + "; write NAME=COLUMN with another");
                }
                options = options.withCovariate(parsed);
            } catch (IllegalArgumentException e) {
                throw new UsageException("--covariate " + e.getMessage());
            }
        }
        options = decay().map(options::withDecay).orElse(options);
        options = home ? options.keepingOrder() : options;
        options = format(format).map(options::withFormat).orElse(options);
        options = allowRepeats ? options.allowingRepeats() : options;
        return skipBadRows ? options.skippingBadRows() : options;
    }

    private Optional<Decay> decay() {
        if (halfLife == null) {
            if (asOf != null) {
                throw new UsageException("--as-of says from when ages are counted, and goes with --half-life");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(Decay.parse(halfLife, Optional.ofNullable(asOf)));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** The format of a word of the command line; empty where there is none. */
    public static Optional<Format> format(@Nullable String word) {
        if (word == null) {
            return Optional.empty();
        }
        for (Format format : Format.values()) {
            if (format.name().equalsIgnoreCase(word.strip())) {
                return Optional.of(format);
            }
        }
        throw new UsageException("--input-format must be csv, tsv, jsonl or parquet, got " + word);
    }
}
