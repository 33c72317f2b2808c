package org.teeter.report.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.teeter.data.Counts;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The counts of a page once more in parts, so that its reader can leave out a rater, a group or a file; or why it has none. */
final class CarriedParts {
    /** A row is what one rater in one group and file said of a pair, of 12 bytes or so. */
    static final int MOST_ROWS = 40_000;

    static final int MOST_NAMES = 3_000;

    private final Counts whole;
    private final List<String> files = new ArrayList<>();
    private final Map<String, Integer> groups = new LinkedHashMap<>();
    private final Map<String, Integer> raters = new LinkedHashMap<>();
    private final ArrayNode cells = JsonNodeFactory.instance.arrayNode();
    private long rows;

    private CarriedParts(Counts whole) {
        this.whole = whole;
    }

    /**
     * {@code files}, {@code groups} and {@code raters} by name, and {@code cells}: each an array of the numbers of its file, group and
     * rater, -1 for none, and then, for each pair of which something is said, its number, wins, losses and ties. Or {@code why} there
     * are none, as a sentence. Empty where all is of one.
     */
    static Optional<ObjectNode> of(JudgedPairs judged) {
        Apart apart = judged.apart();
        CarriedParts parts = new CarriedParts(judged.counts());
        if (apart.files().isEmpty()) {
            parts.add(-1, judged.counts(), apart, false);
        }
        for (Apart.OfFile file : apart.files()) {
            parts.files.add(file.name());
            parts.add(parts.files.size() - 1, file.counts(), apart, true);
        }
        if (parts.files.size() < 2 && parts.groups.size() < 2 && parts.raters.size() < 2) {
            return Optional.empty();
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        int names = parts.files.size() + parts.groups.size() + parts.raters.size();
        if (parts.rows > MOST_ROWS || names > MOST_NAMES) {
            return Optional.of(node.put(
                    "why",
                    "A page keeps apart the votes of up to " + Shown.number((long) MOST_NAMES)
                            + " raters, groups and files, and " + Shown.number((long) MOST_ROWS)
                            + " rows of a pair by one of them; here are " + Shown.number((long) names) + " and "
                            + Shown.number(parts.rows) + "."));
        }
        parts.files.forEach(node.putArray("files")::add);
        parts.groups.keySet().forEach(node.putArray("groups")::add);
        parts.raters.keySet().forEach(node.putArray("raters")::add);
        node.set("cells", parts.cells);
        return Optional.of(node);
    }

    /** Adds each context of some counts, and what is of none where {@code rest}. */
    private void add(int file, Counts of, Apart apart, boolean rest) {
        double[][] left = new double[of.edges()][];
        for (int e = 0; e < left.length; e++) {
            left[e] = votes(of, e);
        }
        Set<Integer> contexts = apart.contexts().isEmpty() ? Set.of() : of.contexts(); // whose names are known
        for (int context : contexts) {
            Counts in = of.in(context);
            ArrayNode cell = cell(
                    file,
                    number(groups, apart.contexts().get(context).group()),
                    number(raters, apart.contexts().get(context).rater()));
            for (int e = 0; e < in.edges(); e++) {
                double[] votes = votes(in, e);
                double[] all = left[of.edge(in.first(e), in.second(e))];
                for (int k = 0; k < votes.length; k++) {
                    all[k] -= votes[k];
                }
                add(cell, in.first(e), in.second(e), 0, votes);
            }
        }
        if (rest) {
            ArrayNode cell = cell(file, -1, -1);
            for (int e = 0; e < left.length; e++) {
                double rounding = 1e-9 * Arrays.stream(votes(of, e)).sum();
                add(cell, of.first(e), of.second(e), rounding, left[e]);
            }
        }
    }

    private ArrayNode cell(int file, int group, int rater) {
        return cells.addArray().add(file).add(group).add(rater);
    }

    /** Adds what is said of a pair, and takes for nothing what is not above {@code nothing}. */
    private void add(ArrayNode cell, int first, int second, double nothing, double... votes) {
        if (votes[0] > nothing || votes[1] > nothing || votes[2] > nothing) {
            rows++;
            if (rows <= MOST_ROWS) {
                cell.add(whole.edge(first, second));
                for (double sum : votes) {
                    CarriedCounts.add(cell, sum > nothing ? sum : 0);
                }
            }
        }
    }

    private static double[] votes(Counts counts, int e) {
        return new double[] {counts.wins(e), counts.losses(e), counts.ties(e) + counts.bothBad(e)};
    }

    /** Its number, made if it is new; -1 of no name. */
    private static int number(Map<String, Integer> numbers, String name) {
        if (name.isEmpty()) {
            return -1;
        }
        Integer known = numbers.putIfAbsent(name, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }
}
