package org.teeter.report.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.teeter.data.Amount;
import org.teeter.data.Items;
import org.teeter.votes.Change;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How few votes change what is said of an order, and which votes these are.
 *
 * @param items under their names
 * @param noun what a judgement is called
 * @param total judgements, as a sum of weights
 * @param claims what is said of the order, with the votes that change it
 * @param separations what is said of whether the data can tell items apart
 */
public record TipDocument(Items items, String noun, double total, List<Tipped> claims, List<Separation> separations) {
    private static final int PARTS_SHOWN = 6;

    public TipDocument {
        claims = List.copyOf(claims);
        separations = List.copyOf(separations);
    }

    /**
     * Whether one item leads another by more than so many standard errors.
     *
     * @param tier of the second item, from 1, where the first is the best of a tier; 0 of two items that were named
     * @param first the item ahead
     * @param second the other
     * @param lead in score units
     * @param error its standard error
     * @param needed in standard errors
     * @param turns votes that change the answer
     */
    public record Separation(
            int tier,
            int first,
            int second,
            double lead,
            double error,
            double needed,
            List<Change> asked,
            List<Order.Turn> turns) {
        public Separation {
            asked = List.copyOf(asked);
            turns = List.copyOf(turns);
        }

        boolean holds() {
            return lead > needed * error;
        }
    }

    /**
     * Something that is said of the order.
     *
     * @param k of which items are the first k; 0 of which of two is ahead
     * @param last the item that holds the last place of those ahead
     * @param next the item behind it
     * @param lead of the one over the other, in score units
     * @param error the standard error of that
     * @param asked what may be done to votes
     * @param turns what was found, a change each; a change that is missing turns nothing round and leaves a finite fit
     * @param bloc fewest raters that were found without whom it is otherwise; empty where raters are not known, or none were found
     */
    public record Tipped(
            int k,
            int last,
            int next,
            double lead,
            double error,
            List<Change> asked,
            List<Order.Turn> turns,
            Optional<Order.Bloc> bloc) {
        public Tipped {
            asked = List.copyOf(asked);
            turns = List.copyOf(turns);
        }
    }

    /** All votes that were found. */
    public List<Order.Turn> turns() {
        return Stream.concat(
                        claims.stream().flatMap(claim -> claim.turns().stream()),
                        separations.stream().flatMap(separation -> separation.turns().stream()))
                .toList();
    }

    /** Line by line, names between the marks that {@link Verdict} explains. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Tipped claim : claims) {
            lines.add(headline(claim));
            addTurns(lines, claim.asked(), claim.turns(), turn -> puts(claim, turn));
            claim.bloc()
                    .ifPresent(bloc -> lines.add("  " + bloc.without(total) + " puts "
                            + Verdict.marked(items.name(bloc.behind()))
                            + (claim.k() == 1
                                    ? " there"
                                    : claim.k() == 0
                                            ? " ahead"
                                            : " in the place of " + Verdict.marked(items.name(bloc.ahead())))
                            + bloc.proof()));
        }
        for (Separation separation : separations) {
            lines.add(headline(separation));
            addTurns(lines, separation.asked(), separation.turns(), turn -> effect(separation));
        }
        return lines;
    }

    private void addTurns(
            List<String> lines, List<Change> asked, List<Order.Turn> turns, Function<Order.Turn, String> effect) {
        for (Change change : asked) {
            turns.stream()
                    .filter(turn -> turn.change() == change)
                    .findFirst()
                    .ifPresentOrElse(
                            turn -> addTurn(lines, effect.apply(turn), turn),
                            () -> lines.add("  " + Order.changing(change)
                                    + " votes: no number was found that changes it and leaves a finite fit"));
        }
    }

    private String headline(Separation separation) {
        String first = Verdict.marked(items.name(separation.first()));
        String second = Verdict.marked(items.name(separation.second()));
        String lead = "by " + Shown.significant(separation.lead()) + " ± " + Shown.significant(separation.error())
                + String.format(
                        Locale.ROOT,
                        " (z = %.1f, and %.2f are needed)",
                        separation.lead() / separation.error(),
                        separation.needed());
        if (separation.tier() == 0) {
            return first + " is " + (separation.holds() ? "" : "not ") + "significantly ahead of " + second + ": "
                    + lead + ".";
        }
        return separation.holds()
                ? second + " is in tier " + separation.tier() + ", below " + first + ", which leads it " + lead + "."
                : second + " is in tier " + separation.tier() + " with " + first + ", which leads it " + lead + ".";
    }

    private String effect(Separation separation) {
        String second = Verdict.marked(items.name(separation.second()));
        if (separation.tier() == 0) {
            return separation.holds() ? "makes it so no longer" : "makes it so";
        }
        return separation.holds() ? "lifts " + second + " out of that tier" : "drops " + second + " out of that tier";
    }

    private String headline(Tipped claim) {
        String lead = Shown.significant(claim.lead()) + " ± " + Shown.significant(claim.error()) + " (z = "
                + String.format(Locale.ROOT, "%.1f", claim.lead() / claim.error()) + ")";
        String last = Verdict.marked(items.name(claim.last()));
        String next = Verdict.marked(items.name(claim.next()));
        return (claim.k() == 0
                        ? last + " is ahead of " + next
                        : claim.k() == 1
                                ? last + " is first, ahead of " + next
                                : "The first " + claim.k() + " end with " + last + ", ahead of " + next)
                + " by " + lead + ".";
    }

    private String puts(Tipped claim, Order.Turn turn) {
        String in = Verdict.marked(items.name(turn.behind()));
        String out = Verdict.marked(items.name(turn.ahead()));
        return "puts " + in + (claim.k() == 1 ? " there" : claim.k() == 0 ? " ahead" : " in the place of " + out);
    }

    private void addTurn(List<String> lines, String effect, Order.Turn turn) {
        lines.add("  " + Order.changing(turn.change()) + " " + Order.ofAll(turn.votes(), total, noun) + " " + effect
                + turn.proof());
        List<Order.Part> parts = turn.parts();
        for (Order.Part part : parts.subList(0, Math.min(PARTS_SHOWN, parts.size()))) {
            lines.add("    " + Shown.number(part.votes()) + " × " + part.what() + " (of " + Shown.number(part.of())
                    + ")");
        }
        double rest =
                parts.stream().skip(PARTS_SHOWN).mapToDouble(Order.Part::votes).sum();
        if (rest > 0) {
            lines.add("    " + Shown.number(rest) + " more, of "
                    + Amount.of(parts.size() - PARTS_SHOWN, "other kind", "other kinds") + " (--json has them)");
        }
    }

    /** The same as JSON. */
    public ObjectNode json(String version) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("teeter", version);
        json.put("items", items.size());
        json.put("votes", total);
        ArrayNode array = json.putArray("claims");
        for (Tipped claim : claims) {
            ObjectNode row = array.addObject();
            row.put("top", claim.k());
            row.put("ahead", items.name(claim.last()));
            row.put("behind", items.name(claim.next()));
            row.put("lead", claim.lead());
            row.put("standardError", claim.error());
            claim.bloc().ifPresent(bloc -> row.set("ratersToTip", bloc.json(items)));
            ArrayNode turns = row.putArray("votesToTip");
            claim.turns().forEach(turn -> turns.add(turn.json(items)));
        }
        ArrayNode apart = json.putArray("separations");
        for (Separation separation : separations) {
            ObjectNode row = apart.addObject();
            row.put("tier", separation.tier());
            row.put("ahead", items.name(separation.first()));
            row.put("behind", items.name(separation.second()));
            row.put("lead", separation.lead());
            row.put("standardError", separation.error());
            row.put("needed", separation.needed());
            row.put("separated", separation.holds());
            ArrayNode turns = row.putArray("votesToTip");
            separation.turns().forEach(turn -> turns.add(turn.json(items)));
        }
        return json;
    }
}
