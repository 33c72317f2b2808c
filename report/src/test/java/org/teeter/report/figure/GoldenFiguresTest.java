package org.teeter.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.geom.Path2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.teeter.link.Logistic;
import org.teeter.sensitivity.PairRegion;

/**
 * Published places of Fig. 1 and Fig. 2, in or out of each region by 40 digits, pairs a millionth to both sides of a boundary among them:
 * {@code -Dteeter.golden=FOLDER}.
 */
@EnabledIfSystemProperty(named = "teeter.golden", matches = ".+")
class GoldenFiguresTest {
    private static final double[] BOUNDS = {1.01, 2, 3, 5, 10};
    private static final double FINE =
            1e-7; // sides within 1e-7 of the boundaries, for the pairs that lie 1e-6 beside them

    @Test
    void figure1HasItsPlaces() throws IOException {
        Map<String, Path2D> paths = new LinkedHashMap<>();
        for (double m : BOUNDS) {
            Outline outline = Outline.of(new Logistic(), m, FINE);
            paths.put("in_ik_M" + Axis.number(m), OutlineTest.path(outline));
            paths.put("in_kj_M" + Axis.number(m), OutlineTest.path(outline.transposed()));
        }
        assertEquals(267, held("fig1_points.csv", "p_ik", "p_kj", paths));
    }

    @Test
    void figure2HasItsPlaces() throws IOException {
        Map<String, Path2D> paths = new LinkedHashMap<>();
        for (double m : BOUNDS) {
            PairRegion region = new PairRegion(1.01, 0.99, m);
            paths.put("in_uv_M" + Axis.number(m), OutlineTest.path(Outline.ofUv(region, FINE)));
            paths.put("in_vu_M" + Axis.number(m), OutlineTest.path(Outline.ofVu(region, FINE)));
        }
        assertEquals(325, held("fig2_points.csv", "p_uv", "p_vu", paths));
    }

    private static int held(String table, String x, String y, Map<String, Path2D> paths) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(System.getProperty("teeter.golden"), table));
        List<String> names = Arrays.asList(lines.get(0).split(",", -1));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            double px = Double.parseDouble(cells[names.indexOf(x)]);
            double py = Double.parseDouble(cells[names.indexOf(y)]);
            paths.forEach((column, path) -> assertEquals(
                    cells[names.indexOf(column)].equals("1"),
                    OutlineTest.contains(path, px, py),
                    column + " in " + line));
        }
        return lines.size() - 1;
    }

    /** Proposition 1 and 2 as in the table, to which the drawn areas come within the stated precision. */
    @Test
    void areasAreThoseOfTheTable() throws IOException {
        List<String> lines = Files.readAllLines(Path.of(System.getProperty("teeter.golden"), "fig_areas_mc.csv"));
        int rows = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            double m = Double.parseDouble(cells[1]);
            double first = Double.parseDouble(cells[2]);
            double second = Double.parseDouble(cells[3]);
            boolean pairs = cells[0].equals("fig1");
            Outline a = pairs ? Outline.of(new Logistic(), m) : Outline.ofUv(new PairRegion(1.01, 0.99, m));
            Outline b = pairs ? a.transposed() : Outline.ofVu(new PairRegion(1.01, 0.99, m));
            assertEquals(first, a.area(), Outline.PRECISION * first, line);
            assertEquals(second, b.area(), Outline.PRECISION * second, line);
            rows++;
        }
        assertEquals(10, rows);
    }
}
