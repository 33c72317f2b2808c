package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A linear head on the command line: of unit vectors, it is Bradley-Terry. */
class HeadCommandTest {
    private static final String PAIRS = """
            item1,item2,wins1,wins2
            0,1,98,2
            2,1,98,2
            """;

    @TempDir
    Path folder = Path.of("");

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();
    private Path pairs = Path.of("");
    private Path vectors = Path.of("");

    @BeforeEach
    void write() throws IOException {
        pairs = Files.writeString(folder.resolve("pairs.csv"), PAIRS);
        vectors = array("x.npy", "<f4", 1, 0, 0, 0, 0, 1);
    }

    /** A NumPy array of rows of two numbers. */
    private Path array(String name, String type, double... values) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + values.length / 2 + ", 2), }";
        byte[] text = (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
        int size = type.charAt(2) - '0';
        ByteBuffer file = ByteBuffer.allocate(10 + text.length + size * values.length);
        file.order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) text.length)
                .put(text);
        for (double value : values) {
            if (size == Float.BYTES) {
                file.putFloat((float) value);
            } else {
                file.putDouble(value);
            }
        }
        return Files.write(folder.resolve(name), file.array());
    }

    private int run(Object... words) {
        out = new StringWriter();
        err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(
                Stream.concat(Stream.of("head", "--quiet"), Stream.of(words).map(Object::toString))
                        .toArray(String[]::new));
    }

    /** What all vectors have in common takes digits off their differences. */
    @Test
    void doublesThatAreHeldInSinglePrecisionAreSaid() throws IOException {
        Path doubles = array("doubles.npy", "<f8", 1.1, 0.1, 0.1, 0.1, 0.1, 1.1);
        StringWriter said = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(said, true));
        assertEquals(0, line.execute("head", pairs.toString(), "--embeddings", doubles.toString(), "--targets", "0,2"));
        String note =
                "teeter: vectors of double precision are held in single: numbers are off by up to 6e-8 of their size,"
                        + " and differences of vectors by as much of what these have in common\n";
        assertTrue(said.toString().contains(note), said::toString);
        said.getBuffer().setLength(0);
        assertEquals(0, line.execute("head", pairs.toString(), "--embeddings", vectors.toString(), "--targets", "0,2"));
        assertFalse(said.toString().contains("single"), said::toString);
    }

    /** On a chain of two pairs at .98, the paper's ½ · ½ / (.98 · .02). */
    @Test
    void unitVectorsAreFreeScores() {
        assertEquals(0, run(pairs, "--embeddings", vectors, "--targets", "0,2", "--json"), err::toString);
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        JsonNode finding = json.at("/findings/0");
        assertEquals(0.5, finding.get("p").asDouble(), 1e-12);
        assertEquals(0.25 / (0.98 * 0.02), Math.abs(finding.get("sensitivity").asDouble()), 1e-8);
        assertEquals(2, json.get("leverageSum").asDouble(), 1e-9);
        assertTrue(json.at("/check/0/relativeError").asDouble() < 1e-3);
        assertEquals(0, run(pairs, "--embeddings", vectors, "--targets", "0,2"));
        String text = out.toString();
        assertTrue(
                text.startsWith(
                        "1 of 1 prediction is fragile: the largest sensitivity to the share of another pair is 12.8."),
                text);
        assertTrue(text.contains("Judgements decide 2.000 of 2 directions, as they must."), text);
    }

    /** The pair of a held-out file is what is predicted: at ½, and by as much of the loss of a coin. */
    @Test
    void heldOutJudgementsAreWhatIsPredicted() throws IOException {
        Path held = Files.writeString(folder.resolve("held.csv"), "item1,item2,wins1,wins2\n0,2,3,1\n");
        assertEquals(0, run(pairs, "--embeddings", vectors, "--held", held, "--json"), err::toString);
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertEquals(1, json.get("targets").asInt());
        assertEquals("0", json.at("/findings/0/target_i").asString());
        assertEquals("2", json.at("/findings/0/target_j").asString());
        assertEquals(4, json.at("/held/comparisons").asDouble());
        assertEquals(Math.log(2), json.at("/held/logLoss").asDouble(), 1e-9);
        assertEquals(0, run(pairs, "--embeddings", vectors, "--held", held));
        String words = out.toString().replaceAll("\\s+", " ");
        assertTrue(words.contains("Of 4 judgements held out, "), words);
        assertTrue(words.contains("their mean log-loss is 0.6931 (a coin: 0.6931)."), words);
        Path texts = Files.writeString(folder.resolve("texts.csv"), "prompt,chosen,rejected\np,a,b\n");
        assertEquals(2, run(pairs, "--embeddings", vectors, "--held", texts));
        assertTrue(
                err.toString().contains("--held takes judgements of pairs of options that have names"), err.toString());
        Path tied = Files.writeString(folder.resolve("tied.csv"), "item1,item2,wins1,wins2,ties\n0,2,0,0,4\n");
        assertEquals(2, run(pairs, "--embeddings", vectors, "--held", tied, "--ties", "drop"));
        assertTrue(
                err.toString().contains("--held has no judgement that is left once ties are decided"), err.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --model probit | head is of bradley-terry, the loss of reward models; leave out --model and --raters
            --prior pseudo:1 | head takes --prior none, or normal:SIGMA of each weight, got --prior pseudo:1
            --top 0 | --top and --visits must be 1 or more, and --refits not negative, got 0, 64 and 3
            --targets 0,7 | --targets must be two different options with vectors, A,B; got 0,7; there is no vector for 7, options are called by row numbers from 0 to 2
            --targets 1,1 | --targets must be two different options with vectors, A,B; got 1,1
            """)
    void whatIsRefused(String words, String message) {
        Object[] all = Stream.concat(Stream.of(pairs, "--embeddings", vectors), Stream.of(words.split(" ", -1)))
                .toArray();
        assertEquals(2, run(all));
        assertTrue(err.toString().contains(message), err.toString());
    }

    @Test
    void optionsWithoutVectorAreNamed() throws IOException {
        Path more = Files.writeString(folder.resolve("more.csv"), PAIRS + "3,1,5,5\n");
        assertEquals(2, run(more, "--embeddings", vectors));
        assertTrue(
                err.toString().contains("there is no vector for \"3\"; options are called by row numbers from 0 to 2"),
                err.toString());
        Path sure = Files.writeString(folder.resolve("sure.csv"), "winner,loser\n0,1\n2,1\n");
        assertEquals(2, run(sure, "--embeddings", vectors));
        assertTrue(err.toString().contains("points the way of every judgement"), err.toString());
        assertTrue(err.toString().contains("set a prior: --prior normal:1"), err.toString());
        assertEquals(0, run(sure, "--embeddings", vectors, "--prior", "normal:1"), err::toString);
        assertTrue(out.toString().contains("directions, the prior the rest."), out.toString());
    }
}
