package org.teeter.report.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.teeter.data.Amount;
import org.teeter.data.Items;
import org.teeter.votes.Change;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * For each k up to some: how few votes change which items are the first k. Together they say how much of an order a budget of votes can
 * change, each boundary by itself.
 *
 * @param items under their names
 * @param noun what a judgement is called
 * @param total judgements, as a sum of weights
 * @param change what is done to votes
 * @param lines from the first place down
 */
public record Boundaries(Items items, String noun, double total, Change change, List<Line> lines) {
    private static final double[] BUDGETS = {1, 10, 100, 1000, 10_000, 100_000};

    public Boundaries {
        lines = List.copyOf(lines);
    }

    /**
     * One boundary.
     *
     * @param k the rank above it
     * @param last the item there
     * @param votes that were found to change which items are the first k, 0 where the next has the same score; empty where none were found
     * @param atLeast fewer do not, proven; 0 where that is not known
     * @param in the item that comes in, or the next
     * @param out the item that leaves, or the last
     */
    public record Line(int k, int last, OptionalDouble votes, double atLeast, int in, int out) {}

    /** A table, then what budgets of votes can do; names between the marks that {@link Verdict} explains. */
    public List<String> lines(int widest) {
        List<String> text = new ArrayList<>();
        text.add(String.format(
                Locale.ROOT, "%4s  %9s  %9s  %s", "rank", "votes", "at least", "item, and what would change"));
        for (Line line : lines) {
            text.add(String.format(
                    Locale.ROOT,
                    "%4d  %9s  %9s  %s%s",
                    line.k(),
                    line.votes().isPresent() ? Shown.number(line.votes().getAsDouble()) : "-",
                    line.atLeast() > 0 ? Shown.number(line.atLeast()) : "",
                    name(line.last(), widest),
                    happens(line, widest)));
        }
        text.add("");
        text.add("Each by itself, by " + Order.changing(change) + " votes, of " + Amount.of(Math.round(total), noun)
                + ": " + budgets() + ".");
        return text;
    }

    /** How many boundaries some budgets move, up to the first that moves all. */
    private String budgets() {
        List<String> moved = new ArrayList<>();
        for (double budget : BUDGETS) {
            long turned = lines.stream()
                    .filter(line -> line.votes().isPresent() && line.votes().getAsDouble() <= budget)
                    .count();
            moved.add(Amount.of((long) budget, "vote") + (budget == 1 ? " moves " : " move ")
                    + Shown.number(turned) + " of "
                    + Amount.of(lines.size(), "boundary", "boundaries"));
            if (turned == lines.size() || budget > total) {
                break;
            }
        }
        return String.join("; ", moved);
    }

    private String happens(Line line, int widest) {
        if (line.votes().isEmpty()) {
            return "";
        }
        if (line.votes().getAsDouble() == 0) {
            return " = " + name(line.in(), widest);
        }
        return line.out() == line.last()
                ? " < " + name(line.in(), widest)
                : ": " + name(line.in(), widest) + " in, " + name(line.out(), widest) + " out";
    }

    private String name(int item, int widest) {
        String name = items.name(item);
        return Verdict.marked(name.length() <= widest ? name : name.substring(0, widest - 1) + "…");
    }

    /** The same as JSON. */
    public ObjectNode json(String version) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("teeter", version);
        json.put("votes", total);
        json.put("change", change.name().toLowerCase(Locale.ROOT));
        ArrayNode array = json.putArray("boundaries");
        for (Line line : lines) {
            ObjectNode row = array.addObject();
            row.put("top", line.k());
            row.put("last", items.name(line.last()));
            row.putNull("votes");
            line.votes().ifPresent(votes -> row.put("votes", votes));
            row.put("atLeast", line.atLeast());
            row.put("in", items.name(line.in()));
            row.put("out", items.name(line.out()));
        }
        return json;
    }
}
