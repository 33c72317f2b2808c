package org.teeter.report.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.teeter.data.Amount;
import org.teeter.data.Items;
import org.teeter.fit.Fit;
import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.tabular.bytes.Visible;
import org.teeter.votes.Claim;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What each choice behind a ranking, and each source of its judgements, moves when it is made otherwise or left out: the lead of the first
 * over the best other, which items are the first k, and ranks. Every line is a full fit.
 *
 * @param base the ranking as it is
 * @param lines the others, in any order
 * @param undecided how many choices leave no finite fit
 * @param k of which items are the first k
 */
public record Tornado(Standing base, List<Line> lines, int undecided, int k) {
    private static final int BAR = 10;
    private static final int WATCHED = 20;
    private static final int NAME = 28;

    public Tornado {
        lines = lines.stream()
                .sorted(Comparator.comparingDouble(line -> -Math.abs(line.moved())))
                .toList();
    }

    /**
     * A ranking of items by name.
     *
     * @param order from the first down
     * @param leads of the first over each, in log-odds of the prediction, so that links and models compare
     */
    public record Standing(List<String> order, List<Double> leads) {
        public Standing {
            order = List.copyOf(order);
            leads = List.copyOf(leads);
        }

        /** That of a fit. */
        public static Standing of(Fit<?> fit, Items items) {
            List<Integer> order = Claim.order(fit);
            return new Standing(
                    order.stream().map(items::name).toList(),
                    order.stream().map(i -> lead(fit, order.get(0), i)).toList());
        }

        private static double lead(Fit<?> fit, int i, int j) {
            return logOdds(fit.model().link(), fit.scores().difference(i, j));
        }

        /** What a difference of scores is in log-odds; infinite where the link rounds to 0 or 1. */
        public static double logOdds(Link link, double x) {
            return link instanceof Logistic ? x : link.probability(x).logit();
        }

        /** The lead over the best other that is among some. */
        double leadAmong(List<String> some) {
            Set<String> left = new HashSet<>(some);
            return IntStream.range(1, order.size())
                    .filter(r -> left.contains(order.get(r)))
                    .mapToDouble(leads::get)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * A choice made otherwise.
     *
     * @param kind of choice: ties, model, prior, side, rater, group, item or versions
     * @param what is otherwise, in words
     * @param order of the items that are left
     * @param lead that the item that was first has over the best other of them; negative where it is no longer first
     * @param moved from the lead that it had over the best of these
     */
    public record Line(String kind, String what, List<String> order, double lead, double moved) {
        public Line {
            order = List.copyOf(order);
        }

        /** In which the item that was first has this lead. */
        public static Line of(String kind, String what, List<String> order, double lead, Standing base) {
            return new Line(kind, what, order, lead, lead - base.leadAmong(order));
        }

        /** Of a fit that has the item that was first, which is still first if others have its score but for rounding. */
        public static Line of(String kind, String what, Fit<?> fit, Items items, Standing base) {
            Integer first = items.id(base.order().get(0)).orElseThrow();
            List<Integer> order = new ArrayList<>(Claim.order(fit));
            if (fit.scores().difference(order.get(0), first) <= Claim.equal(fit)) {
                order.remove(first);
                order.add(0, first);
            }
            int best = order.get(0).equals(first) ? order.get(1) : order.get(0);
            return of(kind, what, order.stream().map(items::name).toList(), Standing.lead(fit, first, best), base);
        }
    }

    /** How the first k differ: who is in, and who is out, of those that are in both rankings. */
    private List<String> in(Line line) {
        Set<String> before = new HashSet<>(first(base.order(), line.order()));
        return first(line.order(), base.order()).stream()
                .filter(name -> !before.contains(name))
                .toList();
    }

    private List<String> out(Line line) {
        Set<String> after = new HashSet<>(first(line.order(), base.order()));
        return first(base.order(), line.order()).stream()
                .filter(name -> !after.contains(name))
                .toList();
    }

    private List<String> first(List<String> order, List<String> among) {
        Set<String> kept = new HashSet<>(among);
        return order.stream().filter(kept::contains).limit(k).toList();
    }

    /** An item and by how many ranks it moved among those that both rankings have. */
    private record Move(String name, int from, int to) {}

    private Optional<Move> widest(Line line) {
        Set<String> kept = new HashSet<>(line.order());
        List<String> before = base.order().stream().filter(kept::contains).toList();
        Map<String, Integer> after = new HashMap<>();
        line.order().forEach(name -> after.put(name, after.size()));
        return IntStream.range(0, Math.min(WATCHED, before.size()))
                .mapToObj(r -> new Move(before.get(r), r + 1, after.getOrDefault(before.get(r), r) + 1))
                .filter(move -> move.from() != move.to())
                .max(Comparator.comparingInt(move -> Math.abs(move.from() - move.to())));
    }

    /** A table, the choice that moves the lead most first; names between the marks that {@link Verdict} explains. */
    public List<String> lines(int rows) {
        String first = Verdict.marked(base.order().get(0));
        List<String> text = new ArrayList<>();
        text.add(first + " is first, ahead of " + Verdict.marked(base.order().get(1)) + " by "
                + Shown.decimals(3, base.leads().get(1)) + " in log-odds. What else could have been, each by itself:");
        double widest =
                lines.stream().mapToDouble(line -> Math.abs(line.moved())).max().orElse(0);
        List<Line> shown = lines.subList(0, Math.min(rows, lines.size()));
        int width = shown.stream()
                .mapToInt(line -> Visible.width(line.what()))
                .max()
                .orElse(0);
        for (Line line : shown) {
            double moved = line.moved();
            int length = widest == 0 ? 0 : (int) Math.round(BAR * Math.abs(moved) / widest);
            text.add("  " + Visible.padded(line.what(), width) + "  "
                    + (moved < 0
                            ? " ".repeat(BAR - length) + "#".repeat(length) + "|" + " ".repeat(BAR)
                            : " ".repeat(BAR) + "|" + "#".repeat(length) + " ".repeat(BAR - length))
                    + String.format(Locale.ROOT, " %+.3f", moved) + happens(line));
        }
        if (lines.size() > rows) {
            text.add("  " + Shown.number(lines.size() - rows) + " more move it less; --json has them.");
        }
        if (undecided > 0) {
            text.add("  " + Amount.of(undecided, "choice leaves", "choices leave") + " no finite fit.");
        }
        long dethroned = lines.stream()
                .filter(line -> !line.order().get(0).equals(base.order().get(0)))
                .count();
        long changed = lines.stream().filter(line -> !in(line).isEmpty()).count();
        text.add((dethroned == 0 ? "None" : Shown.number(dethroned)) + " of these "
                + Amount.of(lines.size(), "choice") + (dethroned <= 1 ? " puts" : " put") + " another item first; "
                + (changed == 0 ? "none" : Shown.number(changed)) + (changed <= 1 ? " changes" : " change")
                + " which items are the first " + k + ".");
        return text;
    }

    private String happens(Line line) {
        List<String> what = new ArrayList<>();
        if (!line.order().get(0).equals(base.order().get(0))) {
            what.add("first is " + name(line.order().get(0)));
        }
        List<String> in = in(line);
        if (!in.isEmpty() && k > 1) {
            what.add("into the first " + k + ": " + name(in.get(0))
                    + (in.size() > 1 ? " and " + (in.size() - 1) + " more" : ""));
        }
        if (what.isEmpty()) {
            widest(line)
                    .ifPresent(move -> what.add(name(move.name()) + " from rank " + move.from() + " to " + move.to()));
        }
        return what.isEmpty() ? "" : "  " + String.join("; ", what);
    }

    private static String name(String name) {
        return Verdict.marked(name.length() <= NAME ? name : name.substring(0, NAME - 1) + "…");
    }

    /** The same as JSON, with every line. */
    public ObjectNode json(String version) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("teeter", version);
        json.put("first", base.order().get(0));
        json.put("lead", base.leads().get(1));
        json.put("top", k);
        json.put("withoutFiniteFit", undecided);
        ArrayNode array = json.putArray("choices");
        for (Line line : lines) {
            ObjectNode row = array.addObject();
            row.put("kind", line.kind());
            row.put("what", line.what());
            row.put("first", line.order().get(0));
            row.put("lead", line.lead());
            row.put("moved", line.moved());
            ArrayNode in = row.putArray("in");
            in(line).forEach(in::add);
            ArrayNode out = row.putArray("out");
            out(line).forEach(out::add);
            widest(line)
                    .ifPresent(move -> row.putObject("widestMove")
                            .put("item", move.name())
                            .put("from", move.from())
                            .put("to", move.to()));
        }
        return json;
    }
}
