package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** docs/EXAMPLES.md shows what is really printed, on data that are not ours to ship: {@code -Dteeter.data} names their folder. */
@EnabledIfSystemProperty(named = "teeter.data", matches = ".+")
class ExamplesTest {
    private static final Path DATA = Path.of(System.getProperty("teeter.data", ""));
    private static final Pattern BLOCK =
            Pattern.compile("```\\n\\$ \\./teeter ([^\\n]+)\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @Tag("slow")
    @Test
    void everyBlockIsRealOutput() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "docs", "EXAMPLES.md")));
        int blocks = 0;
        while (block.find()) {
            StringWriter out = new StringWriter();
            int code = Main.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .execute(words(block.group(1)).toArray(String[]::new));
            assertEquals(0, code, block.group(1));
            assertEquals(stable(block.group(2)), stable(out.toString()), block.group(1));
            blocks++;
        }
        assertTrue(blocks >= 7, blocks + " blocks");
    }

    @TempDir
    Path reports = Path.of("");

    private List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        words.set(1, DATA.resolve(words.get(1)).toString());
        words.add("--quiet");
        if (words.get(0).equals("audit")) {
            words.addAll(List.of("--out", reports.toString()));
        }
        return words;
    }

    /** Without what rounding leaves of a fit, which an exponential of another last bit changes, and without the folder of a report. */
    private static String stable(String text) {
        return text.replaceAll("(?m)^Report: .*$", "")
                .strip()
                .replaceAll("hold to [0-9.e-]+|to about [0-9.e-]+", "hold");
    }
}
