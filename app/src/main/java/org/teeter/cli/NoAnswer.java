package org.teeter.cli;

import java.io.PrintWriter;
import java.util.List;
import org.teeter.data.Items;
import org.teeter.fit.Existence;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.report.Finite;
import org.teeter.tabular.bytes.Visible;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is said where the data have no finite fit: the culprits and the remedies, and no numbers. */
final class NoAnswer {
    private static final List<String> REMEDIES = List.of(
            "collect judgements that connect the parts both ways",
            "drop or pool the items named",
            "set a prior: --prior normal:2 (each score N(0, 2²)) or --prior pseudo:0.5 (half a win and half a loss against a ghost)");

    private NoAnswer() {}

    static void print(NoFiniteFitException failure, PrintWriter err) {
        err.println("teeter: no finite maximum-likelihood scores: "
                + Visible.of(failure.existence().reason()));
        err.println("teeter: what to do:");
        REMEDIES.forEach(remedy -> err.println("teeter:   " + remedy));
    }

    static void printJson(NoFiniteFitException failure, PrintWriter out) {
        Existence existence = failure.existence();
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("teeter", Version.current());
        json.put("error", "no finite fit");
        json.put("reason", existence.reason());
        json.put("connected", existence.isConnected());
        sets(json.putArray("groups"), existence.groups(), existence.items());
        sets(json.putArray("tiers"), existence.components(), existence.items());
        names(json.putArray("neverPreferred"), existence.neverPreferred(), existence.items());
        names(json.putArray("neverBeaten"), existence.neverBeaten(), existence.items());
        ArrayNode remedies = json.putArray("remedies");
        REMEDIES.forEach(remedies::add);
        out.println(Finite.text(json));
        out.flush();
    }

    private static void sets(ArrayNode array, List<List<Integer>> sets, Items items) {
        sets.forEach(set -> names(array.addArray(), set, items));
    }

    private static void names(ArrayNode array, List<Integer> members, Items items) {
        members.forEach(i -> array.add(items.name(i)));
    }
}
