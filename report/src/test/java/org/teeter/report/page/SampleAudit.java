package org.teeter.report.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.teeter.report.page.SampleNetwork.Case;
import org.teeter.report.page.SampleNetwork.Pair;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Invented audits of every size a page meets. Scores are drawn and taken for the fit, shares are drawn around them, and the
 * flows, leverages and sensitivities are those of that network, so that the parts of a page agree with each other.
 */
final class SampleAudit {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int[] THRESHOLDS = {2, 5, 10};

    private final SampleNetwork net;
    private final IntFunction<String> names;

    private SampleAudit(SampleNetwork net, IntFunction<String> names) {
        this.net = net;
        this.names = names;
    }

    /** The samples, each with a trap of its own. */
    static final List<String> SAMPLES = List.of("typical", "paper", "pair", "hostile", "rows", "large", "bare");

    static ObjectNode sample(String name) {
        return switch (name) {
            case "typical" -> of(11, 24, 40, 2.6, 20, i -> "model-" + (char) ('a' + i % 26) + (7 + i % 5) + "b");
            case "paper" -> paper();
            case "pair" -> of(3, 2, 1, 1.0, 20, i -> "option " + (i + 1));
            case "hostile" -> of(4, 12, 18, 2.0, 20, SampleAudit::hostile);
            case "rows" -> of(5, 400, 1_000, 1.6, 1_000, i -> "contestant " + (i + 1));
            case "large" -> of(6, 2_000, 2_600, 1.2, 50, i -> "item number " + (i + 1));
            case "bare" -> bare();
            default -> throw new IllegalArgumentException("the sample must be one of " + SAMPLES + ", got " + name);
        };
    }

    static ObjectNode of(long seed, int items, int pairs, double spread, int top, IntFunction<String> names) {
        SampleNetwork net = new SampleNetwork(seed, items, spread);
        net.compare(pairs);
        return new SampleAudit(net, names).data(top);
    }

    /** The paper's Example 1: two strong preferences that nearly cancel. */
    private static ObjectNode paper() {
        List<String> animals = List.of("dog", "cat", "bird");
        SampleNetwork net = new SampleNetwork(2, 3, 1);
        double first = Math.log(0.99 / 0.01);
        double second = Math.log(0.02 / 0.98);
        net.scores[0] = first;
        net.scores[1] = 0;
        net.scores[2] = -second;
        net.pairs.add(new Pair(0, 1, 100, 0.99, 0.99));
        net.pairs.add(new Pair(1, 2, 100, 0.02, 0.02));
        return new SampleAudit(net, animals::get).data(20);
    }

    /** An audit that found nothing, of data that is hardly there. */
    private static ObjectNode bare() {
        ObjectNode data = of(7, 2, 1, 0.1, 0, i -> "only " + i);
        for (String list : List.of("findings", "targets", "comparisonsIndex", "scores", "input", "notes")) {
            data.putArray(list);
        }
        ((ObjectNode) data.get("map")).putArray("points");
        ((ObjectNode) data.get("graph")).putArray("nodes");
        ((ObjectNode) data.get("graph")).putArray("edges");
        ((ObjectNode) data.get("graph")).putNull("target");
        ((ObjectNode) data.get("check"))
                .put("cases", 0)
                .putNull("worstRelativeError")
                .putArray("rows");
        data.putNull("certificate");
        data.putArray("verdict").add("No prediction is fragile.");
        return data;
    }

    static String hostile(int i) {
        List<String> names = List.of(
                "</script><script>document.title='broken'</script>",
                "<img src=x onerror=\"document.title='broken'\">",
                "<!-- <script> ",
                "נמר לבן (גדול)",
                "قطة سوداء",
                "\u202Ereversed\u202D by override",
                "a name of two hundred letters "
                        + "and nowhere a place to break".replace(" ", "").repeat(7),
                "${title} & {{mustache}} 'quoted' \"twice\"",
                "",
                "line\u2028separator\nand\ttab\u0000nul",
                "__proto__",
                "😀🏳️‍🌈 漢字かな交じり文");
        return names.get(i);
    }

    private ObjectNode data(int top) {
        int solved = net.solved();
        List<Case> cases = net.cases(top);
        ObjectNode data = JSON.createObjectNode();
        data.put("teeter", "0.1.0").put("created", "2026-11-21");
        verdict(data, cases);
        data.putObject("model")
                .put("name", "Bradley-Terry")
                .put("prior", "none")
                .put("ties", "half");
        data.putArray("input")
                .addObject()
                .put("path", "data/sample.csv")
                .put("rows", 4321)
                .put("shape", "arena: model_a, model_b, winner")
                .put("rejected", 0)
                .put("sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        data.put("items", net.scores.length)
                .put("comparisons", net.pairs.stream().mapToInt(Pair::n).sum())
                .put("edges", net.pairs.size())
                .put("connected", true)
                .put("bridges", net.bridges());
        data.putObject("fit")
                .put("logLikelihood", -1234.5678)
                .put("residual", 3.1e-13)
                .put("iterations", 9);
        dominance(data);
        double bound = 0;
        for (int e = 0; e < solved; e++) {
            bound = Math.max(bound, net.index(e));
        }
        data.putObject("certificate")
                .put("maxIndex", bound)
                .put(
                        "sentence",
                        "No prediction of this fit, compared or not, has a sensitivity above "
                                + Digits.significant(bound) + ".");
        scores(data);
        ArrayNode targets = data.putArray("targets");
        ArrayNode findings = data.putArray("findings");
        for (Case c : cases) {
            ObjectNode target = target(c);
            targets.add(target);
            if (findings.size() < Math.min(20, top) && Math.abs(c.sensitivity()) > 0.5) {
                finding(findings, c, target);
            }
        }
        comparisons(data, cases, solved);
        map(data, cases);
        graph(data, cases);
        check(data);
        data.putArray("notes")
                .add("Ties were counted as half a win for each.")
                .add("12 rows compared an item with itself and were left out.");
        return data;
    }

    private void verdict(ObjectNode data, List<Case> cases) {
        long fragile = cases.stream()
                .filter(c -> Math.abs(c.sensitivity()) > THRESHOLDS[0])
                .count();
        ArrayNode verdict = data.putArray("verdict");
        if (cases.isEmpty() || fragile == 0) {
            verdict.add("No prediction moves by more than twice a change in the data.");
            return;
        }
        Case worst = cases.get(0);
        verdict.add(fragile + (fragile == 1 ? " prediction moves by" : " predictions move by")
                + " more than twice a change in the data; the worst by "
                + Digits.significant(Math.abs(worst.sensitivity())) + " times.");
        verdict.add("It is " + name(worst.i()) + " over " + name(worst.j()) + ", which rests on the comparison of "
                + name(net.pairs.get(worst.source()).a()) + " with "
                + name(net.pairs.get(worst.source()).b()) + ".");
    }

    /** A name set apart from the sentence around it. */
    private String name(int item) {
        return "\u2068" + names.apply(item) + "\u2069";
    }

    private void dominance(ObjectNode data) {
        ObjectNode dominance = data.putObject("dominance");
        ArrayNode m = dominance.putArray("m");
        ArrayNode pstar = dominance.putArray("pstar");
        ArrayNode share = dominance.putArray("share");
        ArrayNode observed = dominance.putArray("observed");
        ArrayNode confident = dominance.putArray("confident");
        for (int threshold : THRESHOLDS) {
            double p = (1 + Math.sqrt(1 - 1.0 / threshold)) / 2;
            m.add(threshold);
            pstar.add(p);
            share.add(share(pair -> pair.p() > p || pair.p() < 1 - p));
            observed.add(share(pair -> pair.y() > p || pair.y() < 1 - p));
            confident.add(share(pair -> pair.n() > 40 && (pair.y() > p || pair.y() < 1 - p)));
        }
    }

    private double share(Predicate<Pair> dominant) {
        return (double) net.pairs.stream().filter(dominant).count() / net.pairs.size();
    }

    private void scores(ObjectNode data) {
        List<Integer> ranked = new ArrayList<>();
        for (int i = 0; i < net.scores.length; i++) {
            ranked.add(i);
        }
        ranked.sort(Comparator.comparingDouble(i -> -net.scores[i]));
        ArrayNode rows = data.putArray("scores");
        for (int i : ranked) {
            int comparisons = 0;
            double wins = 0;
            double conductance = 0;
            for (Pair pair : net.pairs) {
                if (pair.a() == i || pair.b() == i) {
                    comparisons += pair.n();
                    wins += pair.n() * (pair.a() == i ? pair.y() : 1 - pair.y());
                    conductance += pair.conductance();
                }
            }
            ObjectNode row = rows.addObject().put("item", names.apply(i)).put("score", net.scores[i]);
            if (i % 17 == 16) {
                row.putNull("se");
            } else {
                row.put("se", 1.2 / Math.sqrt(conductance));
            }
            row.put("comparisons", comparisons)
                    .put("wins", Math.rint(wins))
                    .put("losses", comparisons - Math.rint(wins))
                    .put("ties", 0);
        }
    }

    private ObjectNode target(Case c) {
        Pair pair = net.pairs.get(c.source());
        double up = SampleNetwork.moved(c, pair, Math.min(1 - 1e-9, pair.y() + 0.01));
        double down = SampleNetwork.moved(c, pair, Math.max(1e-9, pair.y() - 0.01));
        double step = pair.y() < 0.5 ? 1e-4 * (1 - pair.y()) : -1e-4 * pair.y();
        ObjectNode row = JSON.createObjectNode()
                .put("target_i", names.apply(c.i()))
                .put("target_j", names.apply(c.j()))
                .put("observed", false)
                .put("p", c.p())
                .put("se", 0.4 * Math.sqrt(c.p() * (1 - c.p())))
                .put("source_a", names.apply(pair.a()))
                .put("source_b", names.apply(pair.b()))
                .put("n", pair.n())
                .put("y", pair.y())
                .put("p_source", pair.p())
                .put("leverage", net.leverage(c.source()))
                .put("flow", c.flow())
                .put("sensitivity", c.sensitivity())
                .put("model_to_model", c.sensitivity() / net.leverage(c.source()))
                .put("local_bound", c.p() * (1 - c.p()) / (pair.p() * (1 - pair.p())))
                .put("m_class", mClass(c.sensitivity()))
                .put("p_low", down)
                .put("p_high", up);
        if (c.i() % 5 == 4) {
            return row.putNull("refit_delta_y").putNull("refit_predicted").putNull("refit_actual");
        }
        return row.put("refit_delta_y", step)
                .put("refit_predicted", step * c.sensitivity())
                .put("refit_actual", step * c.sensitivity() * (1 + 2e-4 * Math.sin(c.i() + 3.0 * c.j())));
    }

    private static int mClass(double sensitivity) {
        int reached = 0;
        for (int threshold : THRESHOLDS) {
            reached = Math.abs(sensitivity) > threshold ? threshold : reached;
        }
        return reached;
    }

    private void finding(ArrayNode findings, Case c, ObjectNode target) {
        Pair pair = net.pairs.get(c.source());
        ObjectNode finding = findings.addObject();
        finding.put(
                "title",
                name(c.i()) + " over " + name(c.j()) + " is "
                        + (Math.abs(c.sensitivity()) > 5
                                ? "decided by one comparison"
                                : "sensitive to one comparison"));
        finding.putArray("sentences")
                .add("The two were never compared. The fit says " + Digits.probability(c.p()) + ", and "
                        + Digits.percent(Math.abs(c.flow())) + " of the evidence runs through " + name(pair.a())
                        + " against " + name(pair.b()) + ".")
                .add("One point more or less in those " + pair.n() + " comparisons moves the prediction by about "
                        + Digits.significant(Math.abs(c.sensitivity())) + " points.");
        finding.set("target", target);
    }

    private void comparisons(ObjectNode data, List<Case> cases, int solved) {
        ArrayNode rows = data.putArray("comparisonsIndex");
        for (int e = 0; e < solved; e++) {
            Pair pair = net.pairs.get(e);
            ObjectNode row = rows.addObject()
                    .put("item_a", names.apply(pair.a()))
                    .put("item_b", names.apply(pair.b()))
                    .put("n", pair.n())
                    .put("y", pair.y())
                    .put("p", pair.p())
                    .put("leverage", net.leverage(e))
                    .put("resistance", net.leverage(e) / pair.conductance())
                    .put("index", net.index(e));
            int source = e;
            Case worst =
                    cases.stream().filter(c -> c.source() == source).findFirst().orElse(null);
            if (worst == null) {
                row.putNull("worst_i").putNull("worst_j").putNull("worst_sensitivity");
            } else {
                row.put("worst_i", names.apply(worst.i()))
                        .put("worst_j", names.apply(worst.j()))
                        .put("worst_sensitivity", worst.sensitivity());
            }
            row.put("bridge", net.leverage(e) > 1 - 1e-9);
        }
    }

    private void map(ObjectNode data, List<Case> cases) {
        ObjectNode map = data.putObject("map");
        ArrayNode m = map.putArray("m");
        for (int threshold : THRESHOLDS) {
            m.add(threshold);
        }
        ArrayNode points = map.putArray("points");
        for (Case c : cases) {
            Pair pair = net.pairs.get(c.source());
            boolean atI = pair.a() == c.i() || pair.b() == c.i();
            boolean atJ = pair.a() == c.j() || pair.b() == c.j();
            if (points.size() < 2_000 && (atI || atJ)) {
                // A source at j is one at i of the reversed prediction.
                int i = atI ? c.i() : c.j();
                int j = atI ? c.j() : c.i();
                int k = pair.a() == i ? pair.b() : pair.a();
                points.addObject()
                        .put("i", names.apply(i))
                        .put("k", names.apply(k))
                        .put("j", names.apply(j))
                        .put("p_ik", net.p(i, k))
                        .put("p_kj", net.p(k, j))
                        .put("p_ij", net.p(i, j))
                        .put("local", c.p() * (1 - c.p()) / (pair.p() * (1 - pair.p())))
                        .put("sensitivity", Math.abs(c.sensitivity()))
                        .put("observed", false);
            }
        }
    }

    private void graph(ObjectNode data, List<Case> cases) {
        ObjectNode graph = data.putObject("graph");
        double[] x = cases.isEmpty()
                ? new double[net.scores.length]
                : net.solve(cases.get(0).i(), cases.get(0).j());
        List<Pair> drawn = new ArrayList<>(net.pairs);
        drawn.sort(Comparator.comparingDouble(pair -> -Math.abs(pair.conductance() * (x[pair.a()] - x[pair.b()]))));
        drawn = drawn.subList(0, Math.min(400, drawn.size()));
        Set<Integer> shown = new HashSet<>();
        ArrayNode edges = JSON.createArrayNode();
        for (Pair pair : drawn) {
            shown.addAll(List.of(pair.a(), pair.b()));
            edges.addObject()
                    .put("a", names.apply(pair.a()))
                    .put("b", names.apply(pair.b()))
                    .put("n", pair.n())
                    .put("y", pair.y())
                    .put("p", pair.p())
                    .put("flow", pair.conductance() * (x[pair.a()] - x[pair.b()]));
        }
        ArrayNode nodes = graph.putArray("nodes");
        List<Integer> sorted = new ArrayList<>(shown);
        Collections.sort(sorted);
        sorted.forEach(item -> nodes.addObject().put("item", names.apply(item)).put("score", net.scores[item]));
        graph.set("edges", edges);
        graph.put("omitted", net.pairs.size() - drawn.size());
        if (cases.isEmpty()) {
            graph.putNull("target");
        } else {
            Case worst = cases.get(0);
            graph.putObject("target")
                    .put("i", names.apply(worst.i()))
                    .put("j", names.apply(worst.j()))
                    .put("p", worst.p())
                    .put("sensitivity", worst.sensitivity());
        }
    }

    private static void check(ObjectNode data) {
        ArrayNode rows = JSON.createArrayNode();
        double worst = 0;
        for (var target : data.get("targets")) {
            if (target.get("refit_actual").isNull() || rows.size() == 40) {
                continue;
            }
            double error = Math.abs(target.get("refit_actual").doubleValue()
                            / target.get("refit_predicted").doubleValue()
                    - 1);
            worst = Math.max(worst, error);
            ObjectNode row = rows.addObject();
            for (String field : List.of(
                    "target_i",
                    "target_j",
                    "source_a",
                    "source_b",
                    "refit_delta_y",
                    "refit_predicted",
                    "refit_actual")) {
                row.set(field, target.get(field));
            }
            row.put("relative_error", error);
        }
        data.putObject("check")
                .put("cases", rows.size())
                .put("worstRelativeError", worst)
                .set("rows", rows);
    }
}
