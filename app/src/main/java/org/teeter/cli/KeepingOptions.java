package org.teeter.cli;

import org.teeter.tabular.column.Role;
import org.teeter.tabular.reader.ReadOptions;
import picocli.CommandLine.Option;

/** Whether what was counted is kept. */
final class KeepingOptions {
    @Option(
            names = "--keep-counts",
            description =
                    "Also write counts.csv to --out: what was counted of each pair, exactly, as an input that --update adds to.")
    boolean keepCounts;

    /** The options with which that is read. */
    ReadOptions options(ReadOptions asked) {
        if (!keepCounts) {
            return asked;
        }
        boolean more = asked.keepOrder()
                || !asked.covariates().isEmpty()
                || asked.columns().containsKey(Role.GROUP)
                || asked.columns().containsKey(Role.RATER);
        if (more) {
            throw new UsageException("--keep-counts keeps counts of pairs, without --home, --covariate, --column group"
                    + " and --column rater");
        }
        return asked.keepingCounts();
    }
}
