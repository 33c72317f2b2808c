package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code teeter figures}: which files, what they say of areas, and what is refused. */
class FiguresCommandTest {

    @TempDir
    Path folder = Path.of("");

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    private int run(String... words) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(
                                Stream.of(
                                        "figures",
                                        "--out",
                                        folder.resolve("figures").toString()),
                                Stream.of(words))
                        .toArray(String[]::new));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("figures"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theFiguresOfThePaperAreMadeWithoutAnyOption() throws IOException {
        assertEquals(0, run());
        assertEquals(
                List.of(
                        "fig1.pdf",
                        "fig1.png",
                        "fig1.svg",
                        "fig2.pdf",
                        "fig2.png",
                        "fig2.svg",
                        "figures.csv",
                        "run.json"),
                names());
        assertEquals("", err.toString());
        assertTrue(out.toString().contains("         2    0.0739191    0.0739191"), out.toString());
        List<String> rows = Files.readAllLines(folder.resolve("figures").resolve("figures.csv"));
        assertEquals("figure,by,m,area,area_error,drawn_area,difference,tolerance", rows.get(0));
        assertEquals(1 + 2 * 2 * 5, rows.size());
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            double difference = Double.parseDouble(cells[6]);
            assertEquals(Double.parseDouble(cells[5]), Double.parseDouble(cells[3]) + difference, 1e-15, row);
            assertTrue(Math.abs(difference) <= Double.parseDouble(cells[7]), row);
        }
        JsonNode record = JsonMapper.shared()
                .readTree(folder.resolve("figures").resolve("run.json").toFile());
        assertEquals("figures", record.get("command").get(0).asString());
        assertTrue(record.get("seeds").isEmpty(), "nothing is left to chance");
    }

    @Test
    void linksBoundsAndFormatsAreThoseAskedFor() throws IOException {
        assertEquals(
                0,
                run(
                        "--link",
                        "probit,student_t5,uniform",
                        "--m",
                        "0.5,2",
                        "--format",
                        "SVG",
                        "--alpha",
                        "2",
                        "--beta",
                        "0.5",
                        "--width",
                        "column"));
        assertEquals(
                List.of(
                        "fig1-probit.svg",
                        "fig1-student_t5.svg",
                        "fig1-uniform.svg",
                        "fig2-alpha2-beta0.5.svg",
                        "figures.csv",
                        "run.json"),
                names());
        String uniform = Files.readString(folder.resolve("figures").resolve("fig1-uniform.svg"));
        assertTrue(uniform.contains("width=\"234pt\""), "3.25 inches");
        assertTrue(uniform.contains("aria-label=\"2 (empty)\""), "no place is more than once sensitive");
    }

    @Test
    void saysWhatAPictureCannotShow() {
        assertEquals(0, run("--m", "0.5,100", "--format", "svg"));
        assertEquals(
                List.of(
                        "teeter: in fig1 the regions of M = 100 are too small to be seen beside the others; draw them by"
                                + " themselves, as with --m 100",
                        "teeter: for M below β the regions of Fig. 2 reach beyond p_uv + p_vu = 1, where nothing is drawn;"
                                + " their areas, by formula and as outlined, count that part too"),
                err.toString().lines().toList());
        assertEquals(0, run("--m", "1e-7,0.5,100", "--format", "svg", "--quiet"));
        assertEquals("", err.toString());
    }

    @Test
    void wrongOptionsEndWithTwoAndLeaveNothing() {
        refused("M must be from 1.0E-7 to 1.0E9 to be drawn, got 0.0", "--m", "2,0");
        refused("M must be from 1.0E-7 to 1.0E9 to be drawn, got NaN", "--m", "NaN");
        refused("M must be from 1.0E-7 to 1.0E9 to be drawn, got 1.0E-9", "--m", "1e-9");
        refused("must be a number, got 'x'", "--m", "x");
        refused("link must be one of cauchit, ", "--link", "logit");
        refused("α must be finite and at least 1, got 0.9", "--alpha", "0.9");
        refused("β must be in (0, 1], got 1.5", "--beta", "1.5");
        refused("α must be from 1.0E-9 to 1.0E9 to be drawn, got 1.0E10", "--alpha", "1e10");
        refused("expected one of [SVG, PDF, PNG] (case-insensitive) but was 'gif'", "--format", "svg,gif");
        refused("expected one of [COLUMN, PAGE] (case-insensitive) but was '3in'", "--width", "3in");
    }

    private void refused(String message, String... words) {
        assertEquals(2, run(words), String.join(" ", words));
        assertTrue(err.toString().contains(message), err.toString());
        assertFalse(Files.exists(folder.resolve("figures")), "nothing is written");
    }
}
