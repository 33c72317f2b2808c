package org.teeter.report.document;

import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The counts that a page carries so that its reader can change them and fit anew, or why it does not. */
final class CarriedCounts {
    static final int MOST_ITEMS = 300;
    static final int MOST_PAIRS = 20_000;

    private CarriedCounts() {}

    /** {@code pairs}, each with its items, wins, losses and ties; or {@code why} there are none. */
    static ObjectNode of(AuditedData data) {
        Fit<?> fit = data.audit().fit();
        if (!(data.judged() instanceof JudgedPairs judged)
                || !(fit.model() instanceof BradleyTerry)
                || !(fit.data() instanceof ComparisonGraph graph)) {
            return absent("this is for Bradley-Terry fits of pairs without conditions");
        }
        if (!(fit.prior() instanceof Prior.None
                || fit.prior() instanceof Prior.Normal
                || fit.prior() instanceof Prior.Pseudo)) {
            return absent("this page cannot fit with the prior " + fit.prior());
        }
        Counts counts = judged.counts();
        if (counts.items().size() > MOST_ITEMS || counts.edges() > MOST_PAIRS) {
            return absent("a page carries the counts of up to " + Shown.number((long) MOST_ITEMS) + " items and "
                    + Shown.number((long) MOST_PAIRS) + " pairs");
        }
        if (ComparisonGraph.of(counts, judged.decided()).edges() != graph.edges()) {
            return absent("the fit leaves out what was judged of the pairs that it predicts");
        }
        ObjectNode carried = JsonMapper.shared().createObjectNode();
        ArrayNode pairs = carried.putArray("pairs");
        for (int e = 0; e < counts.edges(); e++) {
            ObjectNode pair = pairs.addObject()
                    .put("a", counts.items().name(counts.first(e)))
                    .put("b", counts.items().name(counts.second(e)));
            put(pair, "wins", counts.wins(e));
            put(pair, "losses", counts.losses(e));
            put(pair, "ties", counts.ties(e) + counts.bothBad(e));
        }
        return carried;
    }

    /** No counts, and the reason as the continuation of a sentence. */
    static ObjectNode absent(String why) {
        return JsonMapper.shared().createObjectNode().put("why", why);
    }

    /** Whole numbers without a fraction, which halves what the page carries. */
    private static void put(ObjectNode pair, String name, double votes) {
        if (votes == Math.rint(votes) && votes < 1e15) {
            pair.put(name, (long) votes);
        } else {
            pair.put(name, votes);
        }
    }
}
