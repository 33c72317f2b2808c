package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine;

/**
 * The pages of docs/pages, which the program writes of the examples. After a change of what a page shows, run {@link #main} in this
 * module's folder.
 */
final class KeptPages {
    static final Path FOLDER = Path.of("..", "docs", "pages");

    static final List<String> EXAMPLES = List.of("arena-small", "baseball");

    /** What stands for the day on which a page was made, and for the version that made it. */
    private static final String DAY = "2026-11-29";

    private static final String MAKER = "Made by Teeter from its examples.";

    private KeptPages() {}

    /** Draws all of them anew. */
    public static void main(String[] none) throws IOException {
        Files.createDirectories(FOLDER);
        Path work = Files.createTempDirectory("teeter-pages");
        for (String example : EXAMPLES) {
            Files.writeString(FOLDER.resolve(example + ".html"), page(example, work));
        }
    }

    /** The page as it is drawn now, as if in the folder of the whole project. */
    static String page(String example, Path work) throws IOException {
        String file = "examples/" + example + ".csv";
        Path out = work.resolve(example);
        StringWriter said = new StringWriter();
        CommandLine line =
                Main.commandLine().setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        int code = line.execute("audit", "../" + file, "--quiet", "--out", out.toString());
        if (code != 0) {
            throw new IllegalStateException("the audit of " + file + " ended with " + code + ": " + said);
        }
        return Files.readString(out.resolve("report.html"))
                .replace("../" + file, file)
                .replace(",\"--quiet\"", "")
                .replace(LocalDate.now(ZoneOffset.UTC).toString(), DAY)
                .replace("\"teeter\":\"" + Version.current() + "\"", "\"teeter\":\"\"")
                .replace("Made by Teeter " + Version.current() + ".", MAKER);
    }
}
