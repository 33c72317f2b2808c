package org.teeter.report.page;

import java.util.stream.Collectors;
import org.teeter.report.document.Shown;
import tools.jackson.databind.JsonNode;

/** How firm the results are: the fewest votes that change the order, and what training losses make of the findings. */
final class Firmness {

    private Firmness() {}

    /** A row for each place of the order and each way to change votes; nothing where the order was not asked about. */
    static String order(JsonNode data) {
        JsonNode turns = data.path("order").path("votesToTip");
        if (turns.isEmpty()) {
            return "";
        }
        double total = data.required("comparisons").doubleValue();
        Html html = table(
                "votes",
                "The fewest votes that were found to change the order",
                "changes",
                "votes",
                "by",
                "gets in",
                "in place of",
                "which votes");
        for (JsonNode turn : turns) {
            int k = turn.path("top").intValue();
            double votes = turn.path("votes").doubleValue();
            double least = turn.path("atLeast").doubleValue();
            html.open("tr").leaf("th", k == 1 ? "the first" : "the first " + k, "scope", "row");
            html.open("td", "class", "n", "title", Double.toString(votes))
                    .leaf("b", Digits.count(votes))
                    .text(" (" + Shown.percentOf(votes, total) + " %)")
                    .leaf(
                            "small",
                            least >= votes
                                    ? "fewer do not: proven"
                                    : least > 1
                                            ? "at least " + Digits.count(Math.ceil(least)) + ": proven"
                                            : votes > 1 ? "no bound known" : "")
                    .close();
            html.leaf("td", changed(turn.path("change").asString()));
            html.open("td").name(turn.path("in").asString()).close();
            html.open("td").name(turn.path("out").asString()).close();
            html.leaf("td", parts(turn.path("parts"))).close();
        }
        return html.close().close().close().done();
    }

    private static String changed(String change) {
        return switch (change) {
            case "flip" -> "turning round";
            case "drop" -> "leaving out";
            default -> "adding";
        };
    }

    private static String parts(JsonNode parts) {
        return parts.valueStream()
                        .limit(2)
                        .map(part -> Digits.count(part.path("votes").doubleValue()) + " × "
                                + part.path("judgement").asString())
                        .collect(Collectors.joining("; "))
                + (parts.size() > 2 ? "; and " + (parts.size() - 2) + " kinds more" : "");
    }

    /** A row for each loss that was named. */
    static String losses(JsonNode data) {
        if (data.path("losses").isEmpty()) {
            return "";
        }
        Html html = table(
                "losses",
                "The same findings under the losses that would train on these data",
                "loss",
                "β",
                "largest sensitivity",
                "fragile",
                "to know");
        for (JsonNode loss : data.path("losses")) {
            JsonNode largest = loss.path("largestSensitivity");
            html.open("tr")
                    .leaf("th", loss.path("loss").asString(), "scope", "row")
                    .leaf("td", Digits.significant(loss.path("beta").doubleValue()), "class", "n")
                    .leaf("td", largest.isNumber() ? Digits.significant(largest.doubleValue()) : "–", "class", "n")
                    .leaf("td", loss.path("fragile").path(0).asString("–"), "class", "n")
                    .sentence(
                            "td",
                            loss.path("diverges").asString(loss.path("caution").asString("")))
                    .close();
        }
        return html.close().close().close().done();
    }

    /** A table with its caption and heads, open for rows. */
    private static Html table(String name, String caption, String... heads) {
        Html html = new Html()
                .open("div", "class", "scroll-x")
                .open("table", "class", name)
                .leaf("caption", caption);
        html.open("thead").open("tr");
        for (String head : heads) {
            html.leaf("th", head, "scope", "col");
        }
        return html.close().close().open("tbody");
    }
}
