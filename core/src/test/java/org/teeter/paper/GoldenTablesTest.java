package org.teeter.paper;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.teeter.link.Link;
import org.teeter.link.LogLog;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;

/**
 * Every row of a folder of golden tables (17 digits, from a computation with 40 or more) through this package:
 * {@code -Dteeter.golden=FOLDER}. Writes the worst error of each column to {@code target/golden.txt}.
 */
@EnabledIfSystemProperty(named = "teeter.golden", matches = ".+")
class GoldenTablesTest {
    private static final Logistic LOGISTIC = new Logistic();

    /** For tables of inputs like 0.9999, whose complement is not that of the nearest double: the difference, relative, is 1e-13. */
    private static final double INEXACT = 5e-13;

    private final Map<String, Worst> worst = new TreeMap<>();

    private record Worst(double error, double tolerance, String where) {}

    /** A row of a table: cells by column, and what was computed from them against what they say. */
    private final class Row {
        private final String table;
        private final Map<String, String> cells = new TreeMap<>();
        private String label = "";

        Row(String table, List<String> names, List<String> values) {
            this.table = table;
            for (int c = 0; c < names.size(); c++) {
                cells.put(names.get(c), values.get(c));
            }
        }

        String text(String column) {
            String cell = cells.get(column);
            if (cell == null) {
                throw new IllegalArgumentException(table + " has no column " + column + " but " + cells.keySet());
            }
            return cell;
        }

        double number(String column) {
            return text(column).equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text(column));
        }

        Probability probability(String column) {
            return GoldenTablesTest.probability(text(column));
        }

        double[] numbers(String column) {
            return Arrays.stream(text(column).split(";"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }

        /** Relative error; exact zeros and values that leave the doubles must be met as such. */
        void relative(String column, double computed, double tolerance) {
            if (!text(column).isEmpty()) {
                note(column, error(text(column), computed, 0), tolerance, computed);
            }
        }

        /** Error in units of max(1, |value|). */
        void absolute(String column, double computed, double tolerance) {
            if (!text(column).isEmpty()) {
                note(column, error(text(column), computed, 1), tolerance, computed);
            }
        }

        private void note(String column, double error, double tolerance, double computed) {
            Worst now = new Worst(error, tolerance, cells + " computed " + computed);
            worst.merge(
                    table + "." + label + column,
                    now,
                    (a, b) -> !(a.error / a.tolerance >= b.error / b.tolerance) ? b : a);
        }
    }

    private static double error(String expected, double computed, double floor) {
        if (expected.equals("inf")) {
            return computed == Double.POSITIVE_INFINITY ? 0 : Double.POSITIVE_INFINITY;
        }
        double value = new BigDecimal(expected).doubleValue();
        if (floor > 0) {
            return Math.abs(computed - value) / Math.max(floor, Math.abs(value));
        }
        if (Math.abs(value) < 1e-300 || Double.isInfinite(value)) { // log columns carry these
            return Math.abs(computed - value) <= 1e-300 || computed == value ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.abs(computed - value) / Math.abs(value);
    }

    private static Probability probability(String text) {
        return BradleyTerryTest.probability(text);
    }

    private static Link link(String name) {
        return SensitiveRegionTest.links().stream()
                .filter(link -> link.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void forEach(String table, BiConsumer<Row, Integer> check) throws IOException {
        Path file = Path.of(System.getProperty("teeter.golden"), table + ".csv");
        List<String> lines = Files.readAllLines(file);
        List<String> names = split(lines.get(0));
        for (int r = 1; r < lines.size(); r++) {
            check.accept(new Row(table, names, split(lines.get(r))), r);
        }
    }

    private static List<String> split(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int k = 0; k < line.length(); k++) {
            char c = line.charAt(k);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    @Test
    void everyRowAgrees() throws IOException {
        bradleyTerry();
        regions();
        swings();
        links();
        witnesses();
        rankings();
        trees();
        figures();
        report();
    }

    private void bradleyTerry() throws IOException {
        forEach("bt_grid", (row, r) -> {
            Probability a = row.probability("p_ik");
            Probability b = row.probability("p_kj");
            Sensitivity s = Sensitivity.of(LOGISTIC, a, b);
            row.relative("p_ij", s.p().p(), 4e-15);
            row.relative("q_ij", s.p().q(), 4e-15);
            row.relative("dpij_dpik", s.toIk(), 4e-15);
            row.relative("dpij_dpkj", s.toKj(), 4e-15);
            row.absolute("log_dpij_dpik", s.logToIk(), 4e-15);
            row.absolute("log_dpij_dpkj", s.logToKj(), 4e-15);
            row.relative("logit_ik", a.logit(), 4e-15);
            row.absolute("logit_ij", LOGISTIC.sum(a, b), 4e-15);
        });
        forEach("bt_random_doubles", (row, r) -> {
            Probability a = row.probability("p_ik_double");
            Probability b = row.probability("p_kj_double");
            Sensitivity s = Sensitivity.of(LOGISTIC, a, b);
            row.relative("p_ij", s.p().p(), 4e-15);
            row.relative("q_ij", s.p().q(), 4e-15);
            row.relative("dpij_dpik", s.toIk(), 4e-15);
            row.relative("dpij_dpkj", s.toKj(), 4e-15);
            row.relative("logit_ij", s.p().logit(), 1e-12);
        });
        forEach("example1", (row, r) -> {
            Sensitivity s = Sensitivity.of(LOGISTIC, row.probability("p_ik"), row.probability("p_kj"));
            row.relative("p_ij", s.p().p(), 4e-15);
            row.relative("q_ij", s.p().q(), INEXACT); // 1 - 0.9999
            row.relative("S_ik", s.toIk(), INEXACT);
            row.relative("S_kj", s.toKj(), INEXACT);
        });
        forEach("section4_prediction", (row, r) -> {
            Probability b = row.probability("p23");
            if (b.isInterior()) { // 0 and 1 are outside of the model
                Sensitivity s = Sensitivity.of(LOGISTIC, Probability.of(0.99), b);
                row.relative("p13_BT", s.p().p(), 4e-15);
                row.relative("dp13_dp12", s.toIk(), 4e-15);
                row.relative("dp13_dp23", s.toKj(), 4e-15);
            }
        });
        forEach("bt_chain", (row, r) -> {
            List<Probability> chain = Arrays.stream(row.text("link_probs").split(";"))
                    .map(GoldenTablesTest::probability)
                    .toList();
            Chain c = Chain.of(LOGISTIC, chain);
            row.relative("p_ij", c.p().p(), 4e-15);
            row.relative("sum_S_worstcase_linear", c.sum(), 2e-14); // each 1 - p of up to six decimals is rounded
            double[] expected = row.numbers("sensitivities");
            for (int l = 0; l < expected.length; l++) {
                row.note("sensitivities", Math.abs(c.sensitivities().get(l) / expected[l] - 1), 2e-14, expected[l]);
            }
        });
    }

    private void regions() throws IOException {
        forEach("gamma0", (row, r) -> {
            BradleyTerryRegion region = new BradleyTerryRegion(row.number("M"));
            Probability b = row.probability("p_kj_double");
            Probability gamma = region.gamma0(b);
            assertTrue(region.caseOf(b)
                    == (row.text("case").equals("1") ? BradleyTerryRegion.Case.ABOVE : BradleyTerryRegion.Case.BELOW));
            // 1.01 is not its nearest double, and 1 - (1+M) p_kj is as small as 1e-6.
            double tolerance = row.text("M").equals("1.01") ? 1e-11 : 2e-15;
            row.relative("gamma0", gamma.p(), tolerance);
            row.relative("one_minus_gamma0", gamma.q(), tolerance);
        });
        forEach("bt_area", (row, r) -> {
            double m = row.number("M");
            BradleyTerryRegion region = new BradleyTerryRegion(m);
            row.relative("A_BT", region.area().value(), 4e-15);
            if (m >= 1) {
                double tolerance = m < 1.1 ? INEXACT : 2e-15; // √(M - 1) of a decimal
                row.relative("pstar_upper", region.tip().p(), tolerance);
                row.relative("one_minus_pstar", region.tip().q(), tolerance);
                row.relative(
                        "area_in_(pik_pij)_coords", region.areaOverPrediction().value(), 4e-15);
                row.relative("A_PL3_ijk_wrt_pik", ThreeItems.area(m).value(), 4e-15);
            }
        });
        forEach(
                "bt_area_naive_vs_stable",
                (row, r) -> row.relative(
                        "A_true",
                        new BradleyTerryRegion(row.number("M_double")).area().value(),
                        4e-15));
        forEach("pl_region_bounds", (row, r) -> {
            PairRegion region = new PairRegion(row.number("alpha"), row.number("beta"), row.number("M"));
            double p = row.number("p_fixed");
            row.label = row.number("fraction_of_limit") > 0.99 ? "near_limit_" : "";
            // Near the limit the printed decimals of p, α, β and M are not the doubles they are read as: 500 times
            // their rounding.
            double tolerance = row.label.isEmpty() ? 2e-14 : 5e-13;
            row.relative("limit_beta_4aM", region.limit(), 2e-15);
            row.relative("gamma_minus", region.gamma(p).lower(), tolerance);
            row.relative("gamma_plus", region.gamma(p).upper(), tolerance);
            row.relative("eta_minus", region.eta(p).lower(), tolerance);
            row.relative("eta_plus", region.eta(p).upper(), tolerance);
        });
        forEach("pl_area_theorem2", (row, r) -> {
            PairRegion region = new PairRegion(row.number("alpha"), row.number("beta"), row.number("M"));
            row.relative("A_uv", region.areaUv(), 4e-15);
            row.relative("A_vu", region.areaVu(), 4e-15);
            row.relative("ratio_BT_over_uv", region.bradleyTerryOverUv(), 4e-15);
            if (!row.text("A_uv_realizable_wedge").isEmpty()) {
                row.relative("kappa_K4_u1v2_min_ratio", region.leastRatio(), 1e-12);
                row.relative("A_uv_realizable_wedge", region.realisableAreaUv(), 1e-12);
                row.relative("A_vu_realizable_wedge", region.realisableAreaVu(), 1e-12);
            }
        });
        forEach("link_area", (row, r) -> {
            Link link = link(row.text("link"));
            double m = row.number("M");
            SensitiveRegion region = new SensitiveRegion(link, m);
            row.label = link.name() + " ";
            if (!(link instanceof LogLog && m >= 1e4)) { // see loglog_area_components
                row.relative("area_pik_pkj", region.area().value(), 1e-12);
            }
            if (region.hasTip()) {
                row.relative("one_minus_pstar", region.tip().q(), 1e-12);
                row.relative("xstar", link.descent(0, m), 1e-12);
            }
        });
        forEach(
                "link_area_at_1",
                (row, r) -> row.relative(
                        "A_at_M1",
                        new SensitiveRegion(link(row.text("link")), 1).area().value(),
                        1e-12));
        forEach("loglog_area_components", (row, r) -> {
            SensitiveRegion region = new SensitiveRegion(new LogLog(), row.number("M"));
            row.relative("total", region.area().value(), 1e-12);
            List<Area> components = region.components();
            row.relative("area_corner_(0,1)_b>1/e", components.get(0).value(), 1e-12);
            if (components.size() > 1) {
                row.relative("area_corner_(1,0)_b<e^-M", components.get(1).value(), 5e-8); // at M = 100 it has 7 digits
            }
        });
    }

    private void swings() throws IOException {
        forEach("bt_swing", (row, r) -> {
            Probability a = row.probability("p_ik");
            Probability b = row.probability("p_kj");
            double reach = row.number("eps");
            row.relative("worst_abs_dpij", Swing.worstWithin(a, b, reach), INEXACT);
        });
        forEach("bt_tolerance", (row, r) -> {
            Probability a = row.probability("p_ik");
            double tau = row.number("tau");
            row.relative("max_logit_shift", Swing.toleratedLogOdds(tau), 4e-15);
            row.relative("max_up_dpik", Swing.toleratedRise(a, tau), INEXACT);
            row.relative("max_down_dpik", Swing.toleratedRise(a.complement(), tau), INEXACT);
        });
        forEach("bt_clip_rule", (row, r) -> {
            double m = row.number("M");
            row.relative("logit_clip", Swing.clip(m), 4e-15);
            row.relative("label_smoothing_eps", Swing.labelSmoothing(m), 4e-15);
            row.relative("p_lower", new BradleyTerryRegion(m).tip().q(), 4e-15);
        });
        forEach("link_swing", (row, r) -> {
            Link link = link(row.text("link"));
            Probability low = row.probability("p_ik_lo");
            Probability high = row.probability("p_ik_hi");
            Swing.Worst swing = Swing.worst(link, low, high);
            row.relative("delta_x", link.gap(low, high), 1e-11);
            row.relative("max_swing_over_pkj", swing.size(), 1e-12);
            row.relative("argmax_pkj", swing.kj().p(), 1e-12);
            row.relative("swing_at_pkj_0.02", Swing.of(link, low, high, Probability.of(0.02)), 1e-12);
        });
    }

    private void links() throws IOException {
        forEach("link_points", (row, r) -> {
            Link link = link(row.text("link"));
            Probability a = row.probability("p_ik");
            Probability b = row.probability("p_kj");
            Sensitivity s = Sensitivity.of(link, a, b);
            row.label = link.name() + " ";
            row.relative("ginv_pik", link.quantile(a), 4e-15);
            row.relative("ginv_pkj", link.quantile(b), 4e-15);
            row.relative("p_ij", s.p().p(), 1e-12);
            row.relative("q_ij", s.p().q(), 1e-12);
            row.relative("S_ik", s.toIk(), 1e-12);
            row.relative("S_kj", s.toKj(), 1e-12);
            row.absolute("log_S_ik", s.logToIk(), 1e-12);
            row.absolute("log_S_kj", s.logToKj(), 1e-12);
        });
    }

    private void witnesses() throws IOException {
        forEach("theorem1_witness", (row, r) -> {
            Link link = link(row.text("link"));
            Witness witness = Witness.of(
                    link, row.number("M"), row.number("delta"), Probability.complementOf(row.number("one_minus_pik")));
            row.label = link.name() + " ";
            row.relative("x0", witness.x0(), 1e-12);
            row.relative("p0", witness.p0().p(), 1e-12);
            row.relative("one_minus_p0", witness.p0().q(), 1e-12);
            if (row.number("p_kj_witness") > 1e-300) {
                row.relative("p_kj_witness", witness.kj().p(), 1e-12);
            }
            row.relative("p_ij", witness.ij().p(), 1e-12);
            row.relative("S_ik", witness.slope(), 1e-12);
        });
        forEach("theorem1_fixed_pkj_limit", (row, r) -> {
            Link link = link(row.text("link"));
            double limit = row.number("limit_S_as_pik_to_1");
            if (0 < limit && limit < Double.POSITIVE_INFINITY) {
                double s = link.slope(Probability.complementOf(1e-290), row.probability("p_kj"));
                row.label = link.name() + " ";
                row.relative("limit_S_as_pik_to_1", s, 1e-12);
            }
        });
    }

    private void rankings() throws IOException {
        forEach("pl_vectors", (row, r) -> {
            RankingProbability ranking = RankingProbability.of(row.numbers("scores_in_ranking_order"));
            row.absolute("log_p_omega", ranking.logP(), 1e-12);
            row.relative("p_omega", ranking.p(), 1e-12);
            double[] expected = row.numbers("dlogp_ds");
            for (int m = 0; m < expected.length; m++) {
                double e = Math.abs(ranking.gradient()[m] - expected[m]);
                row.note("dlogp_ds", e, 1e-12, ranking.gradient()[m]);
            }
        });
        Map<String, double[]> scores = new TreeMap<>();
        forEach("pl_vectors", (row, r) -> scores.put(row.text("id"), row.numbers("scores_in_ranking_order")));
        forEach("pl_pairs", (row, r) -> {
            if (!scores.containsKey(row.text("id"))) {
                return;
            }
            PairInRanking pair =
                    PairInRanking.of(scores.get(row.text("id")), (int) row.number("u"), (int) row.number("v"));
            row.absolute("log_alpha", pair.logAlpha(), 1e-12);
            row.absolute("log_beta", pair.logBeta(), 1e-12);
            row.absolute("log_p_uv", pair.logPuv(), 1e-12);
            row.absolute("log_p_vu", pair.logPvu(), 1e-12);
            row.absolute("log_dp_dpuv", pair.logToPuv(), 1e-12);
            row.absolute("log_abs_dp_dpvu", pair.logToPvu(), 1e-12);
            row.relative("alpha", pair.alpha(), 1e-12);
            row.relative("beta", pair.beta(), 1e-12);
            row.relative("p_uv", Math.exp(pair.logPuv()), 1e-12);
            row.relative("dp_dpuv_formal", pair.toPuv(), 1e-12);
            row.relative("dp_dpvu_formal", pair.toPvu(), 1e-12);
            row.relative("elasticity_puv", pair.elasticity(), 1e-12);
        });
        forEach("pl_k_trend", (row, r) -> {
            PairRegion region = new PairRegion(row.number("alpha"), row.number("beta"), 1);
            row.relative("area_uv_times_M2", region.areaUv(), 4e-15);
            row.relative("area_vu_times_M2", region.areaVu(), 4e-15);
        });
        forEach("pl3_six_orders", (row, r) -> {
            ThreeItems items = new ThreeItems(row.probability("p_ik"), row.probability("p_kj"));
            for (ThreeItems.Order order : ThreeItems.Order.values()) {
                String name = order.name().toLowerCase(Locale.ROOT);
                row.relative("p_" + name, items.p(order), 1e-12);
                row.absolute("d_dpik_" + name, items.toIk(order), 1e-12);
            }
        });
    }

    private void trees() throws IOException {
        forEach("pl_tree_sensitivity", (row, r) -> {
            List<TreeSensitivity.Edge> tree = Arrays.stream(
                            row.text("tree_edges(positions)").split(";"))
                    .map(GoldenTablesTest::edge)
                    .toList();
            TreeSensitivity s =
                    TreeSensitivity.of(row.numbers("scores_in_ranking_order"), tree, edge(row.text("edge")));
            row.relative("p_edge", s.pEdge(), 1e-12);
            row.relative("p_omega", s.pRanking(), 1e-12);
            row.relative("dp_omega_dp_edge", s.slope(), 1e-12);
            row.relative("dlogp_dlogit_edge", s.logOddsSlope(), 1e-12);
        });
    }

    private static TreeSensitivity.Edge edge(String text) {
        int dash = text.indexOf('-');
        return new TreeSensitivity.Edge(
                Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
    }

    private void figures() throws IOException {
        forEach("fig1_points", (row, r) -> {
            Probability a = row.probability("p_ik");
            Probability b = row.probability("p_kj");
            row.relative("S_ik", LOGISTIC.slope(a, b), 4e-15);
            for (String m : List.of("1.01", "2", "3", "5", "10")) {
                BradleyTerryRegion region = new BradleyTerryRegion(Double.parseDouble(m));
                assertTrue(region.contains(a, b) == row.text("in_ik_M" + m).equals("1"), row.cells::toString);
                assertTrue(region.contains(b, a) == row.text("in_kj_M" + m).equals("1"), row.cells::toString);
            }
        });
        forEach("fig2_points", (row, r) -> {
            double uv = row.number("p_uv");
            double vu = row.number("p_vu");
            for (String m : List.of("1.01", "2", "3", "5", "10")) {
                PairRegion region = new PairRegion(1.01, 0.99, Double.parseDouble(m));
                assertTrue(region.containsUv(uv, vu) == row.text("in_uv_M" + m).equals("1"), row.cells::toString);
                assertTrue(region.containsVu(uv, vu) == row.text("in_vu_M" + m).equals("1"), row.cells::toString);
            }
        });
        forEach("fig_areas_mc", (row, r) -> {
            if (row.text("fig").equals("fig1")) {
                BradleyTerryRegion region = new BradleyTerryRegion(row.number("M"));
                row.relative("area_panel1", region.area().value(), 4e-15);
                row.relative(
                        "area_intersection", region.overlap().value(), 2e-5); // the table has 5 digits, see OverlapTest
            } else {
                PairRegion region = new PairRegion(1.01, 0.99, row.number("M"));
                row.relative("area_panel1", region.areaUv(), 4e-15);
                row.relative("area_panel2", region.areaVu(), 4e-15);
            }
        });
    }

    private void report() throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        worst.forEach((column, w) -> {
            lines.add(String.format(Locale.ROOT, "%-60s %.2e (tolerance %.0e)", column, w.error, w.tolerance));
            if (!(w.error <= w.tolerance)) {
                failures.add(column + " " + w);
            }
        });
        lines.addAll(failures);
        Files.write(Path.of("target", "golden.txt"), lines);
        assertTrue(failures.isEmpty(), () -> String.join("\n", failures));
    }
}
