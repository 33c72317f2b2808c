package org.teeter.report.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The findings, by the pair they hang on, worst first: each in words, with the fan from one point of the data to the swing of the prediction. */
final class FindingCards {

    /** Once so many cards are shown, further pairs are behind one click. */
    private static final int SHOWN = 6;

    /** One point, as in the paper's Example 1: the step behind {@code p_low} and {@code p_high}. */
    private static final double STEP = 0.01;

    private FindingCards() {}

    static String cards(JsonNode data) {
        JsonNode findings = data.required("findings");
        Html html = new Html();
        if (findings.isEmpty()) {
            return html.leaf("p", "No prediction was found to be fragile.", "class", "empty")
                    .done();
        }
        List<Hinge> hinges = Hinge.of(data);
        int shown = 0;
        int open = 0;
        while (open < hinges.size() && shown < SHOWN) {
            shown += hinges.get(open).findings().size();
            hinges.get(open++).write(html);
        }
        if (open < hinges.size()) {
            html.open("details", "class", "more")
                    .leaf("summary", "The other " + (findings.size() - shown) + " findings");
            hinges.subList(open, hinges.size()).forEach(hinge -> hinge.write(html));
            html.close();
        }
        return html.done();
    }

    /** A judged pair, and the findings that hang on it most, the worst first. */
    private record Hinge(JsonNode pair, List<JsonNode> findings) {

        /** In the order of their worst findings. A finding that hangs on no pair stands alone. */
        static List<Hinge> of(JsonNode data) {
            Map<List<String>, JsonNode> known = new HashMap<>();
            data.path("hinges").forEach(row -> known.put(source(row), row));
            Map<List<String>, Hinge> hinges = new LinkedHashMap<>();
            for (JsonNode finding : data.required("findings")) {
                JsonNode target = finding.path("target");
                hinges.computeIfAbsent(
                                source(target), key -> new Hinge(known.getOrDefault(key, target), new ArrayList<>()))
                        .findings
                        .add(finding);
            }
            return List.copyOf(hinges.values());
        }

        private static List<String> source(JsonNode row) {
            return Stream.of("source_a", "source_b", "conditions")
                    .map(name -> row.path(name).asString(""))
                    .toList();
        }

        void write(Html html) {
            html.open("section", "class", "hinge");
            if (pair.path("source_a").isString()) {
                String a = pair.path("source_a").asString();
                String b = pair.path("source_b").asString();
                html.open("h3", "data-a", a, "data-b", b)
                        .text("On ")
                        .name(a)
                        .text(" against ")
                        .name(b)
                        .text(hanging())
                        .close();
            }
            html.open("div", "class", "cards");
            for (JsonNode finding : findings) {
                card(html, finding);
            }
            html.close().close();
        }

        /** How many hang on it among all that were listed, of which the page may show fewer. */
        private String hanging() {
            int all = pair.path("findings").asInt(findings.size());
            return (all == 1 ? " hangs one prediction" : " hang " + Digits.count(all) + " predictions")
                    + (all > findings.size() ? ", of which the worst " + findings.size() + " are here" : "");
        }
    }

    private static void card(Html html, JsonNode finding) {
        JsonNode of = finding.path("target");
        html.open(
                "article",
                "class",
                "card",
                "data-a",
                of.path("target_i").asString(""),
                "data-b",
                of.path("target_j").asString(""));
        html.sentence("h4", finding.required("title").asString());
        for (JsonNode sentence : finding.required("sentences")) {
            html.sentence("p", sentence.asString());
        }
        JsonNode target = finding.path("target");
        if (target.path("p_low").isNumber()
                && target.path("p_high").isNumber()
                && target.path("p").isNumber()
                && target.path("y").isNumber()) {
            fan(html, target);
        }
        tip(html, target);
        if (target.isObject() && !target.isEmpty()) {
            numbers(html, target);
        }
        html.close();
    }

    /** What turns it round: a share of its pair, in votes; or all shares at once. */
    private static void tip(Html html, JsonNode target) {
        StringBuilder text = new StringBuilder();
        JsonNode votes = target.path("votes_to_tip");
        JsonNode share = target.path("tip_delta_y");
        if (share.isNumber() && share.doubleValue() == 0) {
            text.append("It is even as it is: any vote of that pair turns it round.");
        } else if (votes.isNumber()) {
            text.append("Turned round by ")
                    .append(Digits.count(votes.doubleValue()))
                    .append(votes.doubleValue() == 1 ? " vote" : " votes")
                    .append(" of that pair, of ")
                    .append(Digits.count(target.path("n").doubleValue()))
                    .append('.');
        } else if (share.isNumber()) {
            double even = target.path("y").doubleValue() + share.doubleValue();
            text.append("Turned round where that share is ")
                    .append(Digits.probability(even))
                    .append('.');
        } else if (target.path("tip_outcome").isString()) {
            text.append("No share of that pair turns it round.");
        }
        JsonNode error = target.path("robustness_value");
        if (error.isNumber() && error.doubleValue() > 0) {
            text.append(" All shares at once turn it round if each is wrong by ")
                    .append(Digits.significant(100 * error.doubleValue()))
                    .append(" points.");
        }
        if (!text.isEmpty()) {
            html.leaf("p", text.toString().strip(), "class", "tipping");
        }
    }

    /** Two axes from 0 to 1: above, the observed share and one point to either side; below, the prediction after each. */
    private static void fan(Html html, JsonNode target) {
        double y = target.path("y").doubleValue();
        double p = target.path("p").doubleValue();
        double low = target.path("p_low").doubleValue();
        double high = target.path("p_high").doubleValue();
        double less = Math.max(0, y - STEP);
        double more = Math.min(1, y + STEP);
        html.open("figure", "class", "fan");
        html.open("figcaption")
                .text("observed ")
                .name(target.path("source_a").asString("?"))
                .text(" over ")
                .name(target.path("source_b").asString("?"))
                .text(": ")
                .number("b", y, Digits.probability(y))
                .text(" ± 0.01")
                .close();
        html.open(
                "svg",
                "viewBox",
                "0 0 1000 52",
                "preserveAspectRatio",
                "none",
                "role",
                "img",
                "aria-label",
                "A change of one point in the data, above, and the prediction it leads to, below, on axes from 0 to 1");
        line(html, "axis", 0, 6, 1000, 6);
        line(html, "axis", 0, 46, 1000, 46);
        for (int tick = 0; tick <= 4; tick++) {
            line(html, "axis", 250 * tick, 3, 250 * tick, 9);
            line(html, "axis", 250 * tick, 43, 250 * tick, 49);
        }
        String corners = coordinate(1000 * less) + ",6 " + coordinate(1000 * more) + ",6 " + coordinate(1000 * high)
                + ",46 " + coordinate(1000 * low) + ",46";
        html.open("polygon", "class", "spread", "points", corners).close();
        line(html, "from", 1000 * less, 6, 1000 * more, 6);
        line(html, "to", 1000 * low, 46, 1000 * high, 46);
        line(html, "now", 1000 * p, 36, 1000 * p, 52);
        line(html, "now", 1000 * y, 0, 1000 * y, 12);
        html.close();
        html.open("p", "class", "ends", "aria-hidden", "true")
                .leaf("span", "0")
                .leaf("span", "½")
                .leaf("span", "1")
                .close();
        html.open("p", "class", "swing")
                .text("predicted ")
                .name(target.path("target_i").asString("?"))
                .text(" over ")
                .name(target.path("target_j").asString("?"))
                .text(": ");
        html.number("b", low, Digits.probability(low), "class", "end")
                .text(" (one point less) · ")
                .number("b", p, Digits.probability(p))
                .text(" now · ")
                .number("b", high, Digits.probability(high), "class", "end")
                .text(" (one point more)");
        html.close().close();
    }

    private static void line(Html html, String style, double x1, double y1, double x2, double y2) {
        html.open(
                        "line",
                        "class",
                        style,
                        "x1",
                        coordinate(x1),
                        "y1",
                        coordinate(y1),
                        "x2",
                        coordinate(x2),
                        "y2",
                        coordinate(y2))
                .close();
    }

    private static String coordinate(double x) {
        return BigDecimal.valueOf(x).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** The row of {@code targets.csv}, every field under the name it has there. */
    private static void numbers(Html html, JsonNode target) {
        html.open("details").leaf("summary", "All numbers of this finding").open("dl", "class", "fields");
        target.forEachEntry((field, value) -> {
            html.open("div").leaf("dt", field);
            if (value.isNumber()) {
                double x = value.doubleValue();
                html.open("dd", "title", value.asString())
                        .text(Field.of(field).shown(x))
                        .close();
            } else if (value.isBoolean()) {
                html.leaf("dd", value.asBoolean() ? "yes" : "no");
            } else if (value.isNull()) {
                html.leaf("dd", "–");
            } else {
                html.open("dd").name(value.asString()).close();
            }
            html.close();
        });
        html.close().close();
    }

    /** How a column of {@code targets.csv} is shown. */
    private enum Field {
        PROBABILITY {
            @Override
            String shown(double x) {
                return Digits.probability(x);
            }
        },
        COUNT {
            @Override
            String shown(double x) {
                return Digits.count(x);
            }
        },
        OTHER {
            @Override
            String shown(double x) {
                return Digits.significant(x);
            }
        };

        abstract String shown(double x);

        static Field of(String column) {
            return switch (column) {
                case "p", "y", "p_source", "p_low", "p_high", "ci_low", "ci_high" -> PROBABILITY;
                case "n", "m_class", "votes_to_tip" -> COUNT;
                default -> OTHER;
            };
        }
    }
}
