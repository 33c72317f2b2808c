package org.teeter.cli;

import java.io.PrintWriter;
import java.util.List;
import org.teeter.data.Items;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.model.Existence;
import org.teeter.report.document.Finite;
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

    private static final List<String> REMEDIES_OF_PARAMETERS =
            List.of("fit a model without ties as an outcome: --model bradley-terry, with --ties half or drop");

    private NoAnswer() {}

    private static List<String> remedies(NoFiniteFitException failure) {
        return failure.isOfScores() ? REMEDIES : REMEDIES_OF_PARAMETERS;
    }

    static void print(NoFiniteFitException failure, PrintWriter err) {
        err.println("teeter: no finite maximum-likelihood " + (failure.isOfScores() ? "scores: " : "fit: ")
                + Visible.of(failure.reason()));
        err.println("teeter: what to do:");
        remedies(failure).forEach(remedy -> err.println("teeter:   " + remedy));
    }

    static void printJson(NoFiniteFitException failure, PrintWriter out) {
        Existence existence = failure.existence();
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("teeter", Version.current());
        json.put("error", "no finite fit");
        json.put("reason", failure.reason());
        json.put("connected", existence.isConnected());
        sets(json.putArray("groups"), existence.groups(), existence.items());
        sets(json.putArray("tiers"), existence.components(), existence.items());
        names(json.putArray("neverPreferred"), existence.neverPreferred(), existence.items());
        names(json.putArray("neverBeaten"), existence.neverBeaten(), existence.items());
        ArrayNode remedies = json.putArray("remedies");
        remedies(failure).forEach(remedies::add);
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
