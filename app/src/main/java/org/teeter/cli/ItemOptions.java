package org.teeter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.ItemTable;
import org.teeter.analysis.ModelChoice;
import picocli.CommandLine.Option;

/** What is known of the items: features that explain their scores, and former scores. */
@Question("What is known of the items")
final class ItemOptions {

    @Option(
            names = "--items",
            paramLabel = "FILE",
            description =
                    "Explain the scores by features of the items: a CSV file with a row for each, its name in the column item or the"
                            + " first. Scores are then what the features say; with --prior normal:SIGMA what is left of them is"
                            + " N(0, SIGMA²).")
    @Nullable
    private Path file;

    @Option(
            names = "--item-covariate",
            paramLabel = "NAME,…",
            split = ",",
            description =
                    "Which columns of --items are features (default: all). Columns of numbers are taken as they are, others as"
                            + " factors, whose first level is the reference; NAME:factor says that numbers are names.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--same",
            paramLabel = "NAME,…",
            split = ",",
            description =
                    "With --home: fit also how much more it counts to be named first where both items have the same in this column of"
                            + " --items, such as their provider. Scores are then free unless --item-covariate names features.")
    private List<String> same = new ArrayList<>();

    @Option(
            names = "--start",
            paramLabel = "FILE",
            description =
                    "Begin at former scores, such as scores.csv of an earlier run: the result is the same, after fewer steps.")
    @Nullable
    private Path start;

    /** One choice with what is known. */
    ModelChoice known(Analysis analysis, ModelChoice asked) {
        return known(analysis, List.of(asked)).get(0);
    }

    /** The choices with what is known. */
    List<ModelChoice> known(Analysis analysis, List<ModelChoice> asked) {
        List<ModelChoice> choices = asked;
        if (file != null) {
            ItemTable table = ItemTable.read(file);
            if (!same.isEmpty()) {
                analysis.compareWithin(table, same);
            }
            choices = same.isEmpty() || !columns.isEmpty() ? analysis.explained(choices, table, columns) : choices;
        } else if (!columns.isEmpty() || !same.isEmpty()) {
            throw new UsageException(
                    "--item-covariate and --same name columns of a file of items, and go with --items");
        }
        return start == null ? choices : analysis.starting(choices, ItemTable.read(start));
    }
}
