package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.tabular.bytes.Leftovers;
import org.teeter.testing.Child;
import picocli.CommandLine;

/** Wrong words, full disks, signals: each ends with one clear line and its exit code, and leaves nothing half-done. */
class HostileUseTest {
    private static final String ARENA =
            Path.of("..", "examples", "arena-small.csv").toString();

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    private void refuses(String message, String... words) {
        assertEquals(2, run(words), err.toString());
        assertEquals(message + System.lineSeparator(), err.toString());
        assertEquals("", out.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fit                       | teeter fit: Missing required parameter: 'INPUT'; see teeter fit --help
            fit x --xyzzy             | teeter fit: there is no option --xyzzy; see teeter fit --help
            audit x --top many        | teeter audit: Invalid value for option '--top': must be a whole number below 2^31, got 'many'; see teeter audit --help
            audit x --m 2,x           | teeter audit: Invalid value for option '--m' (M,…): must be a number, got 'x'; see teeter audit --help
            nosuch                    | teeter: there is no command nosuch; perhaps reproduce; see teeter --help
            help nosuch               | teeter: there is no help on nosuch, only on fit, audit, tip, why, plan, mitigate, tornado, head, profile, export, formats, eval, figures, serve, reproduce, generate-completion, help, synthesize, ask, train, experiment
            """)
    void wrongWordsAreToldInOneLine(String words, String message) {
        refuses(message, words.split(" ", -1));
    }

    @Test
    void wrongValuesAreNamed() {
        run("audit", ARENA, "--m", "1", "--out", folder.toString());
        run("audit", ARENA, "--top", "-1", "--out", folder.toString());
        run("audit", ARENA, "--targets", "cedar,oak", "--out", folder.toString());
        run("fit", ARENA, "--prior", "normal:1e-300");
        run("fit", ARENA, "--column", "beaten=x");
        assertEquals(
                List.of(
                        "teeter: --m must be finite and above 1, got 1.0",
                        "teeter: --top and --refits must not be negative, got -1 and 10000",
                        "teeter: --targets must be unobserved, all, or two different items of the data, A,B; got"
                                + " cedar,oak; there is no item oak",
                        "teeter: --prior must be none, firth, or normal:SIGMA or pseudo:N with a number from 1e-6 to 1e6, got"
                                + " normal:1e-300",
                        "teeter: --column needs ROLE=COLUMN, ROLE one of first, second, winner, loser, wins-first,"
                                + " wins-second, ties, both-bad, score-first, score-second, weight, time, rater, group, neutral, prompt, chosen, rejected,"
                                + " chosen-item, rejected-item, ranking, rest, candidates, ballot, item, rank, score, answers;"
                                + " got beaten=x"),
                err.toString().lines().toList());
        assertEquals("", out.toString());
    }

    private static final String[] HOSTILE = {
        "\u202Eevil",
        "a\u2066b",
        "two\nlines",
        "zero\u200Bwidth",
        "zerowidth",
        "tag\uDB40\uDC41",
        "line\u2028end",
        "日本語",
        "e\u0301a"
    };

    private Path hostileNames() throws IOException {
        StringBuilder csv = new StringBuilder("left,right,winner\n");
        for (int i = 0; i < HOSTILE.length; i++) {
            String pair = '"' + HOSTILE[i] + "\",\"" + HOSTILE[(i + 1) % HOSTILE.length] + '"';
            csv.append(pair).append(",left\n").append(pair).append(",right\n");
        }
        return Files.writeString(folder.resolve("hostile.csv"), csv);
    }

    private static void assertNothingHidden(String text) {
        text.codePoints().filter(c -> c != '\n').forEach(c -> {
            int type = Character.getType(c);
            boolean hidden = type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR;
            assertFalse(hidden, Integer.toHexString(c) + " in " + text);
        });
    }

    @Test
    void namesThatWouldTurnOrBreakTheTableAreShownAsCodes() throws IOException {
        String input = hostileNames().toString();
        assertEquals(0, run("fit", input), err.toString());
        List<String> lines = out.toString().lines().toList();
        assertNothingHidden(out + err.toString());
        assertTrue(out.toString().contains("two\\nlines ") && out.toString().contains("\\u202eevil "), out.toString());
        int column = lines.get(0).indexOf("score") + "score".length();
        assertEquals(
                List.of(column - 3, column, column + 1), // wide characters take two columns, marks upon others none
                lines.subList(1, HOSTILE.length + 1).stream()
                        .map(line -> line.indexOf(" 0.0000") + " 0.0000".length())
                        .distinct()
                        .sorted()
                        .toList());
        assertTrue(
                err.toString()
                        .contains(
                                "perhaps misspelt: \"zero\\u200bwidth\" (judged 4 times) and \"zerowidth\" (4 times) differ"
                                        + " only in characters that are not seen, case, white space or the form of a character"),
                err.toString());
    }

    /** Of raters and of columns that are not used, in what is printed and in {@code run.json}. */
    @Test
    void namesOfRatersAndColumnsHideNothing() throws IOException {
        StringBuilder csv = new StringBuilder("left,right,winner,judge,\"no\u202Ete\n\"\n");
        for (int k = 0; k < 40; k++) {
            csv.append(k % 3 == 0 ? "a,b" : "b,a").append(k % 4 == 0 ? ",left,\"" : ",right,\"");
            csv.append(HOSTILE[k % HOSTILE.length]).append("\",x\n");
        }
        String input = Files.writeString(folder.resolve("judged.csv"), csv).toString();
        assertEquals(0, run("fit", input, "--raters", "1", "--column", "rater=judge"), err.toString());
        assertTrue(out.toString().contains("  two\\nlines "), out.toString());
        Path results = folder.resolve("results");
        assertEquals(0, run("audit", input, "--out", results.toString()), err.toString());
        assertNothingHidden(out + err.toString());
        assertNothingHidden(Files.readString(results.resolve("run.json")));
    }

    @Test
    void reportsAndJsonHideNothingAndTablesAreExact() throws IOException {
        String input = hostileNames().toString();
        Path results = folder.resolve("results");
        assertEquals(0, run("audit", input, "--targets", "all", "--out", results.toString()), err.toString());
        assertEquals(0, run("fit", input, "--format", "json"), err.toString());
        assertNothingHidden(out + err.toString());
        assertNothingHidden(Files.readString(results.resolve("audit.json")));
        assertNothingHidden(Files.readString(results.resolve("report.html"))
                .replaceAll("(?s)<script.*?</script>|<bdi.*?</bdi>", "")); // an element that turns nothing outside it
        assertTrue(Files.readString(results.resolve("scores.csv")).contains("\u202Eevil,"));
    }

    @Test
    void messagesHideNothing() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a\u202Eb\nc.csv"), "left,right,winner\nx\u2066,y,left\ny,z\u202E,left\n");
        assertEquals(3, run("fit", file.toString()));
        assertEquals(2, run("fit", file + "x"));
        assertEquals(
                2,
                run("audit", hostileNames().toString(), "--targets", "a\u2066b,c\u202E", "--out", folder.toString()));
        assertEquals(2, run("fit", file.toString(), "--x\u202E"));
        assertEquals(2, run("fit", file.toString(), "--prior", "normal:\u202E"));
        assertNothingHidden(out + err.toString());
        assertEquals(6 + 4, err.toString().lines().count(), err.toString());
    }

    /** An empty word would be the folder that one is in, as after --out "$UNSET". */
    @Test
    void anEmptyPathIsRefused() {
        refuses(
                "teeter fit: Invalid value for option '--out': must name a file or folder, got an empty word; see"
                        + " teeter fit --help",
                "fit",
                ARENA,
                "--out",
                "");
    }

    @Test
    void aNameThatNoFileCanHaveIsRefused() {
        refuses(
                "teeter figures: Invalid value for option '--out': must be a name that files can have here, got 'a\\u0000b'; see"
                        + " teeter figures --help",
                "figures",
                "--out",
                "a\0b");
    }

    @Test
    void helpGoesDownToTheParts() {
        assertEquals(0, run("help", "reproduce", "theory"));
        assertTrue(out.toString().startsWith("Usage: teeter reproduce theory"), out.toString());
        assertEquals(0, run("eval", "--help"));
        assertEquals(0, run("eval", "bt", "--help"));
        assertEquals("", err.toString());
    }

    @Test
    void rowsAndExamplesOfTheHelpAreNotBroken() {
        List<String> broken = new ArrayList<>();
        rows(Main.commandLine(), broken);
        assertEquals(List.of(), broken);
    }

    private static void rows(CommandLine command, List<String> broken) {
        for (String line : command.getCommandSpec().usageMessage().footer()) {
            if (line.contains("  ") && line.replace("%%", "%").length() > 80) {
                broken.add(line);
            }
        }
        command.getSubcommands().values().forEach(part -> rows(part, broken));
    }

    @Test
    void aFolderThatIsThereKeepsItsOtherFiles() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        Files.writeString(folder.resolve("scores.csv"), "old");
        assertEquals(0, run("fit", ARENA, "--out", folder.toString()));
        assertEquals(List.of("mine.txt", "run.json", "scores.csv"), names(folder));
        assertTrue(Files.readString(folder.resolve("scores.csv")).startsWith("item,"));
    }

    @Test
    void aFolderInThePlaceOfAFileStopsBeforeAnythingIsReplaced() throws IOException {
        Files.writeString(folder.resolve("audit.json"), "old");
        Files.createDirectories(folder.resolve("scores.csv/full"));
        assertEquals(2, run("audit", ARENA, "--out", folder.toString()));
        assertEquals(
                "teeter: --out: " + folder.resolve("scores.csv")
                        + " must be a file or not be there, but is a folder; move it away\n",
                err.toString());
        assertEquals("old", Files.readString(folder.resolve("audit.json")));
        assertEquals(List.of("audit.json", "scores.csv"), names(folder));
    }

    @Test
    void resultsThatAreNotPublishedLeaveNoFolders() throws IOException {
        try (OutputFolder results = OutputFolder.at(folder.resolve("a/b/c"))) {
            Files.writeString(results.file("x"), "x");
        }
        assertEquals(List.of(), names(folder));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPlaceThatCannotBeWrittenToIsNamed() {
        refuses(
                "teeter: --out needs a folder that can be made and written to, but /proc/x/y cannot (/proc/x: no such"
                        + " file or folder); name another",
                "fit",
                ARENA,
                "--out",
                "/proc/x/y");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void linksAndFilesInThePlaceOfTheFolderAreNamed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        Path good = Files.createDirectories(folder.resolve("good"));
        Path toGood = Files.createSymbolicLink(folder.resolve("to-good"), good);
        Path file = Files.writeString(folder.resolve("file"), "mine");
        Path toFile = Files.createSymbolicLink(folder.resolve("to-file"), file);
        for (Path out : List.of(link, link.resolve("a"), link.resolve("a/b"))) {
            assertEquals(2, run("fit", ARENA, "--out", out.toString()));
        }
        for (Path out : List.of(file, toFile, file.resolve("a"), file.resolve("a/b"))) {
            assertEquals(2, run("fit", ARENA, "--out", out.toString()));
        }
        String dangling = "teeter: --out must name a folder, but " + link + " is a link to " + folder.resolve("nowhere")
                + ", which is not there; make that folder, or name another";
        String taken = "teeter: --out must name a folder, but %s is a file; name another";
        assertEquals(
                List.of(
                        dangling,
                        dangling,
                        dangling,
                        taken.formatted(file),
                        taken.formatted(toFile),
                        taken.formatted(file),
                        taken.formatted(file)),
                err.toString().lines().toList());
        assertEquals(2, run("fit", ARENA, "--out", "/"));
        assertEquals(0, run("fit", ARENA, "--out", toGood.toString()));
        assertEquals(List.of("run.json", "scores.csv"), names(good));
        assertEquals(List.of("file", "good", "link", "to-file", "to-good"), names(folder));
        assertTrue(Files.isSymbolicLink(toGood));
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void whatDeadProcessesLeftIsClearedAndNothingElse() throws IOException {
        long dead = 4_000_000_000L; // above what any system counts to
        String machine = Leftovers.MARK.substring(0, 9);
        // A number that this process, which has made folders for other tests too, does not come to.
        String alive = machine + ProcessHandle.current().pid() + "-" + Integer.MAX_VALUE;
        Path inside = Files.createDirectories(folder.resolve("r"));
        for (String left : List.of(machine + dead + "-0", machine + dead + "-1")) {
            Files.writeString(
                    Files.createDirectories(folder.resolve(".r-" + left)).resolve("scores.csv"), "x");
            Files.createDirectories(inside.resolve(".teeter-" + left + "/deeper"));
        }
        List<String> others = List.of(
                ".r-" + alive, ".r-00000000-" + dead + "-0", ".r-" + dead + "-0", ".s-" + machine + dead + "-0");
        for (String other : others) {
            Files.createDirectories(folder.resolve(other));
        }
        Files.createDirectories(inside.resolve(".teeter-" + alive));
        assertEquals(0, run("fit", ARENA, "--out", inside.toString()));
        assertEquals(List.of(".teeter-" + alive, "run.json", "scores.csv"), names(inside));
        Files.move(inside, folder.resolve("old"));
        assertEquals(0, run("fit", ARENA, "--out", inside.toString()));
        assertEquals(
                Stream.concat(others.stream(), Stream.of("old", "r")).sorted().toList(), names(folder));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theNextRunClearsWhatAKilledOneLeft() throws IOException, InterruptedException {
        Path results = folder.resolve("results");
        Files.createDirectories(results);
        Process process = start(
                folder.resolve("out").toFile(),
                "figures",
                "--out",
                results.resolve("r").toString());
        while (process.isAlive() && names(results).isEmpty()) {
            Thread.sleep(10);
        }
        process.destroyForcibly();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(1, names(results).size());
        assertTrue(names(results).get(0).startsWith(".r-"), names(results).toString());
        assertEquals(0, run("fit", ARENA, "--out", results.resolve("r").toString()));
        assertEquals(List.of("r"), names(results));
    }

    private Process start(File output, String... words) throws IOException {
        List<String> command = Child.java();
        command.add("org.teeter.cli.Main");
        command.addAll(List.of(words));
        return Child.start(new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(folder.resolve("err").toFile()));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void resultsThatDoNotFitOnTheDiskAreNoSuccess() throws IOException, InterruptedException {
        Process process = start(new File("/dev/full"), "fit", ARENA, "--quiet");
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(2, process.exitValue());
        String told = Files.readString(folder.resolve("err"), StandardCharsets.UTF_8);
        assertTrue(told.startsWith("teeter: standard output could not be written to ("), told);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aSignalLeavesNothing() throws IOException, InterruptedException {
        Path results = folder.resolve("results");
        Files.createDirectories(results);
        Process process = start(
                folder.resolve("out").toFile(),
                "figures",
                "--out",
                results.resolve("a/b").toString());
        while (process.isAlive() && names(results).isEmpty()) {
            Thread.sleep(10);
        }
        process.destroy();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(143, process.exitValue());
        assertEquals(List.of(), names(results));
        assertFalse(Files.readString(folder.resolve("err")).contains("Exception"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
