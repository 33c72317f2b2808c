package org.teeter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.teeter.audit.Check;
import org.teeter.audit.Finding;
import org.teeter.report.document.NamedFinding;
import org.teeter.report.document.Shown;
import org.teeter.tip.Tip;
import org.teeter.tip.Tipping;

/** The worst findings as rows of a table. */
final class FindingRows {
    static final List<String> HEAD =
            List.of("prediction", "p", "hangs on", "n", "y", "S", "y - 0.01", "y + 0.01", "to tip");

    private FindingRows() {}

    /** Whether a column holds names, which stand to the left. */
    static boolean isName(int column) {
        return column == 0 || column == 2;
    }

    /** The names in the rows. */
    static List<String> names(List<NamedFinding> findings) {
        List<String> names = new ArrayList<>();
        for (NamedFinding row : findings) {
            names.add(row.name(row.finding().i()));
            names.add(row.name(row.finding().j()));
            row.finding().source().ifPresent(source -> {
                names.add(row.name(source.a()));
                names.add(row.name(source.b()));
            });
        }
        return names;
    }

    /**
     * The head, and a row for each finding that has a source.
     *
     * @param shown how a name is shown
     */
    static List<List<String>> of(List<NamedFinding> findings, UnaryOperator<String> shown) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (NamedFinding row : findings) {
            Finding finding = row.finding();
            finding.source()
                    .ifPresent(source -> rows.add(List.of(
                            pair(shown, row, finding.i(), finding.j()) + (finding.connected() ? "" : " (prior alone)"),
                            Shown.probability(finding.prediction()),
                            pair(shown, row, source.a(), source.b()),
                            Shown.number(source.n()),
                            String.format(Locale.ROOT, "%.3f", source.y()),
                            Shown.significant(source.sensitivity()),
                            row.check()
                                    .flatMap(Check::low)
                                    .map(Shown::probability)
                                    .orElse("-"),
                            row.check()
                                    .flatMap(Check::high)
                                    .map(Shown::probability)
                                    .orElse("-"),
                            row.tip()
                                    .flatMap(Tip::tipping)
                                    .map(FindingRows::votes)
                                    .orElse("-"))));
        }
        return rows;
    }

    /** How many votes of the pair turn the prediction round, where any do and leave a finite fit. */
    private static String votes(Tipping tipping) {
        if (tipping.outcome() != Tipping.Outcome.TIPS) {
            return "never";
        }
        return tipping.votes().isPresent() ? Shown.number(tipping.votes().getAsLong()) : "no fit";
    }

    private static String pair(UnaryOperator<String> shown, NamedFinding row, int i, int j) {
        return shown.apply(row.name(i)) + " : " + shown.apply(row.name(j));
    }
}
