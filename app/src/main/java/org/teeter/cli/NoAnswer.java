package org.teeter.cli;

import java.io.PrintWriter;
import java.util.List;
import org.teeter.analysis.NoAnswerException;
import org.teeter.data.Items;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.model.Existence;
import org.teeter.report.document.Finite;
import org.teeter.report.document.PublishedDocument;
import org.teeter.tabular.bytes.Visible;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is said where the data have no finite fit: the culprits and the remedies, and no numbers. */
final class NoAnswer {
    private NoAnswer() {}

    static void print(NoAnswerException none, PrintWriter err) {
        NoFiniteFitException failure = none.reason();
        if (!none.where().isEmpty()) {
            err.println("teeter: " + none.where());
        }
        err.println("teeter: no finite maximum-likelihood " + (failure.isOfScores() ? "scores: " : "fit: ")
                + Visible.of(failure.reason()));
        err.println("teeter: what to do:");
        none.remedies().forEach(remedy -> err.println("teeter:   " + Visible.of(remedy)));
    }

    static void printJson(NoAnswerException none, PrintWriter out) {
        NoFiniteFitException failure = none.reason();
        Existence existence = failure.existence();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        PublishedDocument.NO_FIT.begin(json, Version.current());
        json.put("error", "no finite fit");
        json.put("reason", failure.reason());
        json.put("connected", existence.isConnected());
        sets(json.putArray("groups"), existence.groups(), existence.items());
        sets(json.putArray("tiers"), existence.components(), existence.items());
        names(json.putArray("neverPreferred"), existence.neverPreferred(), existence.items());
        names(json.putArray("neverBeaten"), existence.neverBeaten(), existence.items());
        ArrayNode remedies = json.putArray("remedies");
        none.remedies().forEach(remedies::add);
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
