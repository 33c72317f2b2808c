package org.teeter.cli;

import java.util.ArrayList;
import java.util.List;
import org.teeter.analysis.Selection;
import picocli.CommandLine.Option;

/** Which items are left out before the fit. */
@Question("Which items")
final class SelectionOptions {

    @Option(
            names = "--drop",
            paramLabel = "ITEM,…",
            description = "Leave these items out, with all their judgements. Repeatable.")
    private List<String> dropped = new ArrayList<>();

    @Option(
            names = "--min-comparisons",
            paramLabel = "N",
            defaultValue = "0",
            description = "Leave items out until each of the others has N judgements or more among those that stay.")
    private double least;

    @Option(
            names = "--largest-component",
            description =
                    "Fit the largest set of items that has a finite fit: in which whoever lost also won, directly or"
                            + " through others.")
    private boolean largestComponent;

    Selection selection() {
        if (!(least >= 0 && least < Double.POSITIVE_INFINITY)) {
            throw new UsageException("--min-comparisons must be a number from 0, got " + least);
        }
        return new Selection(dropped, least, largestComponent);
    }
}
