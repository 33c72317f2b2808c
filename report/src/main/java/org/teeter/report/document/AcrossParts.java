package org.teeter.report.document;

import java.util.Optional;
import org.teeter.fit.Fit;
import org.teeter.graph.Parts;
import org.teeter.tabular.bytes.Visible;

/** What every answer says where a prior holds data together that fall into parts between which nothing was compared. */
public final class AcrossParts {
    private AcrossParts() {}

    /** The warning; empty where there is one part. */
    public static Optional<String> warning(Fit<?> fit) {
        int parts = Parts.of(fit.graph()).count();
        return parts == 1 ? Optional.empty() : Optional.of(opening(parts) + ". " + source(fit) + ".");
    }

    /** The same of a group of judgements that are fitted by themselves; its name is the user's. */
    public static Optional<String> warning(String group, Fit<?> fit) {
        int parts = Parts.of(fit.graph()).count();
        return parts == 1
                ? Optional.empty()
                : Optional.of("WARNING: of " + Visible.of(group) + ", " + fallInto(parts) + ". " + source(fit) + ".");
    }

    /** How many parts there are, without a full stop. */
    static String opening(int parts) {
        return "WARNING: " + fallInto(parts);
    }

    private static String fallInto(int parts) {
        return "the data fall into " + Shown.number(parts) + " parts between which nothing was compared";
    }

    /** Where it comes from what is said across them, without a full stop. */
    static String source(Fit<?> fit) {
        return "What is said across parts, also by the order of the ranking, comes from the "
                + (fit.prior().regression().isPresent() ? "features" : "prior") + " alone";
    }
}
