package org.teeter.report.document;

import java.util.List;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Davidson;
import org.teeter.model.LinkModel;
import org.teeter.model.Model;
import org.teeter.model.RaoKupper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The counts that a page carries so that its reader can change them and fit anew, or why it does not. */
final class CarriedCounts {
    static final int MOST_ITEMS = 300;
    static final int MOST_PAIRS = 20_000;

    private static final String SERVED =
            "teeter serve opens this page with a form beside it, in which votes are changed and fitted anew.";

    private static final List<String> OUTCOMES = List.of("wins", "losses", "ties");

    private CarriedCounts() {}

    /**
     * {@code pairs}, each with its items, wins, losses and ties; {@code parts}, the same apart by who judged, where that is known ({@link
     * CarriedParts}); and {@code turns}, the votes of each turn of the order. Or {@code why} there are none.
     */
    static ObjectNode of(AuditedData data) {
        Fit<?> fit = data.audit().fit();
        if (!(data.judged() instanceof JudgedPairs judged) || !(fit.data() instanceof ComparisonGraph graph)) {
            return absent(
                    "this page fits pairs, without conditions such as --home and --covariate, and without --raters",
                    "teeter tip finds the fewest votes that change the order, whatever they are votes of.");
        }
        if (!isKnown(fit.model())) {
            return absent(
                    "this page fits Bradley-Terry, probit, Davidson and Rao-Kupper, not "
                            + fit.model().name(),
                    SERVED);
        }
        if (!(fit.prior() instanceof Prior.None
                || fit.prior() instanceof Prior.Normal
                || fit.prior() instanceof Prior.Pseudo)) {
            return absent("this page cannot fit with the prior " + fit.prior(), SERVED);
        }
        Counts counts = judged.counts();
        if (counts.items().size() > MOST_ITEMS || counts.edges() > MOST_PAIRS) {
            return absent(
                    "a page carries the counts of up to " + Shown.number((long) MOST_ITEMS) + " items and "
                            + Shown.number((long) MOST_PAIRS) + " pairs",
                    SERVED);
        }
        if (ComparisonGraph.of(counts, judged.decided()).edges() != graph.edges()) {
            return absent("the fit leaves out what was judged of the pairs that it predicts", SERVED);
        }
        ObjectNode carried = JsonNodeFactory.instance.objectNode();
        ArrayNode pairs = carried.putArray("pairs");
        for (int e = 0; e < counts.edges(); e++) {
            ObjectNode pair = pairs.addObject()
                    .put("a", counts.items().name(counts.first(e)))
                    .put("b", counts.items().name(counts.second(e)));
            put(pair, "wins", counts.wins(e));
            put(pair, "losses", counts.losses(e));
            put(pair, "ties", counts.ties(e) + counts.bothBad(e));
        }
        CarriedParts.of(judged).ifPresent(parts -> carried.set("parts", parts));
        ArrayNode turns = carried.putArray("turns");
        data.order().ifPresent(order -> order.turns().forEach(turn -> add(turns.addArray(), turn, graph)));
        data.boundaries()
                .ifPresent(found -> carried.set("boundaries", found.json("").get("boundaries")));
        return carried;
    }

    /** The models that the page's engine has too. */
    private static boolean isKnown(Model<?> model) {
        return model instanceof BradleyTerry
                || model instanceof Davidson
                || model instanceof RaoKupper
                || (model instanceof LinkModel some && some.link() instanceof Probit);
    }

    /** The votes of a turn of the order, a row for each outcome of a pair. */
    private static void add(ArrayNode rows, Order.Turn turn, ComparisonGraph graph) {
        for (Order.Part part : turn.parts()) {
            int e = part.kind() / graph.alternatives();
            rows.addObject()
                    .put("a", graph.items().name(graph.first(e)))
                    .put("b", graph.items().name(graph.second(e)))
                    .put("outcome", OUTCOMES.get(part.kind() % graph.alternatives()))
                    .put("votes", part.votes());
        }
    }

    /**
     * No counts.
     *
     * @param why as the continuation of a sentence
     * @param instead a sentence that says what does it
     */
    static ObjectNode absent(String why, String instead) {
        return JsonNodeFactory.instance.objectNode().put("why", why).put("instead", instead);
    }

    /** Whole numbers without a fraction, which halves what the page carries. */
    private static void put(ObjectNode pair, String name, double votes) {
        if (isWhole(votes)) {
            pair.put(name, (long) votes);
        } else {
            pair.put(name, votes);
        }
    }

    /** The same of an element of an array. */
    static void add(ArrayNode row, double votes) {
        if (isWhole(votes)) {
            row.add((long) votes);
        } else {
            row.add(votes);
        }
    }

    private static boolean isWhole(double votes) {
        return votes == Math.rint(votes) && votes < 1e15;
    }
}
