package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verdict is ten lines at most, above the table; what is beyond stands beneath it, and nothing is lost. */
class VerdictLinesTest {
    private static final int LINES = 10;

    @TempDir
    Path folder = Path.of("");

    private enum Kind {
        LEADERBOARD,
        LEADERBOARD_OF_LONG_NAMES,
        ONE_SIDED,
        PREFERENCES,
        RANKINGS,
        PROMPTS,
        PARTS,
        NO_FINITE_FIT;

        List<String> rows() {
            Random random = new Random(3 + ordinal());
            List<String> rows = new ArrayList<>();
            switch (this) {
                case LEADERBOARD, LEADERBOARD_OF_LONG_NAMES -> {
                    rows.add("model_a,model_b,winner,judge,length");
                    String name = this == LEADERBOARD
                            ? "model-"
                            : "a-language-model-of-many-parameters-that-was-tuned-again-";
                    for (int k = 0; k < 3000; k++) {
                        int a = random.nextInt(30);
                        int b = (a + 1 + random.nextInt(29)) % 30;
                        boolean won = random.nextDouble() < 1 / (1 + Math.exp((a - b) / 20.0));
                        rows.add(name + a + "," + name + b + "," + (won ? "model_a" : "model_b") + ",j" + k % 7 + ","
                                + k);
                    }
                }
                case ONE_SIDED -> {
                    rows.add("item1,item2,wins1,wins2");
                    for (int k = 0; k < 12; k++) {
                        rows.add("item-number-" + k + ",item-number-" + (k + 1) + "," + (90 + k % 10) + ",2");
                    }
                }
                case PREFERENCES, PROMPTS -> {
                    rows.add("prompt,chosen,rejected");
                    int answers = this == PROMPTS ? 4 : 9;
                    for (int k = 0; k < 2000; k++) {
                        int prompt = this == PROMPTS ? k % 40 : 0;
                        int a = random.nextInt(answers);
                        int b = (a + 1 + random.nextInt(answers - 1)) % answers;
                        rows.add("question " + prompt + ",a long answer " + a + " to it,a long answer " + b + " to it");
                    }
                }
                case RANKINGS -> {
                    rows.add("ranking");
                    for (int k = 0; k < 400; k++) {
                        List<String> ballot = new ArrayList<>();
                        for (int i = 0; i < 6; i++) {
                            ballot.add(random.nextInt(ballot.size() + 1), "candidate " + i);
                        }
                        rows.add(String.join(">", ballot));
                    }
                }
                case PARTS, NO_FINITE_FIT -> {
                    rows.add("item1,item2,wins1,wins2");
                    for (int k = 0; k < 30; k++) {
                        rows.add("left " + k + ",right " + k + "," + (this == PARTS ? 98 : 9) + ","
                                + (this == PARTS ? 2 : 0));
                    }
                }
            }
            return rows;
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void isTenLinesAtMost(Kind kind) throws IOException {
        Path data = Files.write(folder.resolve("data.csv"), kind.rows());
        List<String> words = new ArrayList<>(
                List.of("audit", data.toString(), "--out", folder.resolve("r").toString(), "--quiet"));
        if (kind == Kind.PARTS || kind == Kind.NO_FINITE_FIT) {
            words.addAll(List.of("--prior", "normal:2", "--across-parts"));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
        assertEquals(0, code, err::toString);
        List<String> lines = out.toString().lines().toList();
        int verdict = lines.indexOf("");
        assertTrue(verdict > 0 && verdict <= LINES, out::toString);
        String printed = String.join(" ", Arrays.asList(out.toString().split("\\s+")));
        JsonNode audit =
                JsonMapper.shared().readTree(folder.resolve("r/audit.json").toFile());
        for (JsonNode sentence : audit.required("verdict")) {
            assertTrue(printed.contains(sentence.asString().replaceAll("\\s+", " ")), sentence::asString);
        }
    }
}
