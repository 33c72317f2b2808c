package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class EvalCommandTest {

    private record Run(int exit, List<String> out, String err) {}

    private static Run run(byte[] input, String... args) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        StringWriter messages = new StringWriter();
        int exit = execute(input, written, messages, args);
        return new Run(exit, written.toString(StandardCharsets.UTF_8).lines().toList(), messages.toString());
    }

    private static int execute(byte[] input, OutputStream out, StringWriter messages, String... args) {
        InputStream in = System.in;
        try {
            System.setIn(new ByteArrayInputStream(input));
            return new CommandLine(new EvalCommand(out))
                    .setErr(new PrintWriter(messages))
                    .execute(args);
        } finally {
            System.setIn(in);
        }
    }

    private static Run run(String input, String... args) {
        return run(input.getBytes(StandardCharsets.UTF_8), args);
    }

    @Test
    void appendsToEveryRowAndKeepsWhatItDoesNotKnow() {
        Run run = run("name,p_kj,p_ik,note\n\"a, \"\"b\"\"\",0.02,0.99,é\n,1e-300,1-1e-300,\n", "bt");
        assertEquals(
                List.of(
                        "name,p_kj,p_ik,note,p_ij,q_ij,dpij_dpik,dpij_dpkj,log_dpij_dpik,log_dpij_dpkj",
                        "\"a, \"\"b\"\"\",0.02,0.99,é,0.6689189189189187,0.33108108108108125,22.37034331628925,"
                                + "11.29930606281958,3.107736122558579,2.4247413134626523",
                        ",1e-300,1-1e-300,,0.5,0.5,2.4999999999999998E299,2.4999999999999998E299,689.3892335370938,"
                                + "689.3892335370938"),
                run.out);
        assertEquals(0, run.exit);
        assertEquals("", run.err);
    }

    /** Values by hand or, to 12 digits, from mpmath; the formulas' own tests are in core. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            bt        | p_ik,p_kj               | 1-5e-324,5e-324       | 0.5,0.5,,,743.0537775602614,743.0537775602614
            gamma0    | m,p_kj                  | 20,0.02               | 1,0.98822400866146145,0.011775991338538554
            gamma0    | m,p_kj                  | 2,0.5                 | none,,
            gamma0    | m,p_kj                  | 0.5,0.5               | all,,
            gamma0    | m,p_kj                  | 20,0.98               | 2,0.011775991338538554,0.98822400866146145
            area      | m                       | 2                     | 0.073919095806175668,0.85355339059327376,0.14644660940672624
            area      | m,link                  | 2,laplace             | 0.083333333333333333,0.75,0.25
            area      | m,link                  | 2,loglog_gumbel       | 0.045530603911830692,,
            area      | link,m                  | uniform,0.5           | 0.75,,
            link      | link,p_ik,p_kj          | laplace,0.25,0.25     | -0.69314718055994531,-0.69314718055994531,0.125,0.875,0.5,0.5,-0.69314718055994531,-0.69314718055994531
            swing     | link,p_ik_lo,p_ik_hi    | logistic,0.9801,0.9999| 0.8688396937476,0.00142296635908
            swing     | link,p_ik_lo,p_ik_hi,p_kj|logistic,0.9801,0.9999,0.02| 0.8688396937476,0.00142296635908,0.4938447660721
            chain     | p_chain                 | 0.5;0.5;0.5           | 0.5,1.0;1.0;1.0,3.0
            chain     | p_chain,link            | 0.25;0.25,laplace     | 0.125,0.5;0.5,1.0
            witness   | link,m,delta,p_ik       | laplace,4,0,1-0.0625  | 1.3862943611198906,0.875,0.0625,0.5,8.0
            pl        | scores                  | 0;0;0                 | -1.791759469228055,0.16666666666666667,0.66666666666666667;0.16666666666666667;-0.83333333333333333
            pl-pair   | scores,u,v              | 0;0;0,1,2             | 2.0,0.5,0.69314718055994531,-0.69314718055994531,0.16666666666666667,0.16666666666666667,0.33333333333333333,-0.33333333333333333,-1.791759469228055,-1.791759469228055,-1.0986122886681098,-1.0986122886681098
            pl-region | alpha,beta,m,p_fixed    | 1,1,1,0.1875          | 0.25,0.0625,0.5625,0.0625,0.5625
            pl-region | alpha,beta,m,p_fixed    | 1,1,1,0.25            | 0.25,,,,
            pl-area   | alpha,beta,m            | 1,1,2                 | 0.041666666666666667,0.041666666666666667,0.073919095806175668,1.774058299348216
            pl-tree   | scores,tree_edges,edge  | 0;0;0,1-2;2-3,1-2     | 0.5,0.16666666666666667,0.44444444444444444
            """)
    void knowsEveryTable(String what, String header, String row, String expected) {
        Run run = run(header + "\n" + row + "\n", what);
        assertEquals("", run.err);
        assertEquals(0, run.exit);
        assertEquals(2, run.out.size());
        String line = run.out.get(1);
        assertTrue(line.startsWith(row + ","), line);
        List<String> found = cells(line.substring(row.length() + 1));
        List<String> wanted = cells(expected);
        assertEquals(wanted.size(), found.size(), line);
        for (int k = 0; k < wanted.size(); k++) {
            if (wanted.get(k).isEmpty() || Character.isLetter(wanted.get(k).charAt(0))) {
                assertEquals(wanted.get(k), found.get(k));
            } else {
                double value = Double.parseDouble(wanted.get(k));
                assertEquals(value, Double.parseDouble(found.get(k)), 2e-12 * Math.abs(value), line);
            }
        }
        assertEquals(cells(run.out.get(0)).size(), cells(line.replace(';', ' ')).size(), "as many cells as columns");
    }

    private static List<String> cells(String row) {
        return List.of(row.split("[,;]", -1));
    }

    @Test
    void saysWhenAColumnAppearsTwice() {
        Run run = run("m,area\n2,x\n", "area");
        assertEquals(0, run.exit);
        assertEquals("m,area,area,pstar,one_minus_pstar", run.out.get(0));
        assertEquals(
                "teeter eval area: standard input has a column area already; the computed one comes after it",
                run.err.strip());
    }

    @Test
    void headersOfListsCountAsOneCell() {
        Run run = run("scores\n1;2;3\n", "pl");
        assertEquals("scores,log_p,p,dlogp_ds", run.out.get(0));
        assertEquals(4, run.out.get(1).split(",", -1).length);
    }

    @Test
    void printsWhatWasRightAndStopsAtTheFirstWrongRow() {
        Run run = run("p_ik,p_kj\n0.5,0.5\n1.5,0.5\n0.5,0.5\n", "bt", "-");
        assertEquals(2, run.exit);
        assertEquals(2, run.out.size());
        assertEquals("teeter eval bt: standard input: row 2: p_ik must be inside (0, 1), got 1.5", run.err.strip());
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            bt      | p_ik         | 0.5          | standard input: there must be the columns p_ik, p_kj; p_kj is not among [p_ik]
            bt      | p_ik,p_kj,p_ik | 1,1,1      | standard input: there must be one column p_ik, got several
            bt      | p_ik,p_kj    | 0.5          | standard input: row 1: the row has 1 field, where the header has 2
            bt      | p_ik,p_kj    | 0.5,x        | standard input: row 1: p_kj must be a decimal number, got "x"
            bt      | p_ik,p_kj    | 0.5,NaN      | standard input: row 1: p_kj must be a decimal number, got "NaN"
            bt      | p_ik,p_kj    | 0.5,1        | standard input: row 1: p_kj must be inside (0, 1), got 1; write 1-x for a probability this close to 1
            bt      | p_ik,p_kj    | 0.5,1-0      | standard input: row 1: p_kj must be inside (0, 1), got 1-0
            area    | m            | 0            | standard input: row 1: M must be positive and finite, got 0.0
            area    | m,link       | 2,gumbel     | standard input: row 1: link must be one of cauchit, cloglog_gumbel, hyperbolic_secant, laplace, logistic, loglog_gumbel, probit, uniform or student_tNU, got gumbel
            pl-pair | scores,u,v   | 1;2,2,1      | standard input: row 1: places must be 1 <= u < v <= K = 2, got u = 2 and v = 1
            pl      | scores       | 1            | standard input: row 1: a ranking needs at least 2 scores, got 1
            what    | a            | 1            | WHAT must be one of bt, gamma0, area, link, swing, chain, witness, pl, pl-pair, pl-region, pl-area, pl-tree, got what
            """)
    void refusesWithAReason(String what, String header, String row, String message) {
        Run run = run(header + "\n" + row + "\n", what);
        assertEquals(2, run.exit);
        assertEquals("teeter eval " + what + ": " + message, run.err.strip());
        assertTrue(run.out.size() <= 1);
    }

    @Test
    void readsFilesAndSaysWhatIsWrongWithThem(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("in.csv");
        Files.writeString(file, "\uFEFFp_ik,p_kj\r\n0.5,0.5\r\n"); // as a spreadsheet writes it
        assertEquals(
                "0.5,0.5,0.5,0.5,1.0,1.0,0.0,0.0",
                run("", "bt", file.toString()).out.get(1));
        Files.write(file, new byte[] {'p', '_', (byte) 0xFF, '\n'});
        assertEquals(
                "teeter eval bt: " + file + ":1: byte 3 of the row is not UTF-8; save the file as UTF-8",
                run("", "bt", file.toString()).err.strip());
        Files.delete(file);
        assertEquals(
                "teeter eval bt: " + file + ": there is no such file",
                run("", "bt", file.toString()).err.strip());
        assertEquals(
                "teeter eval bt: standard input: the file is empty",
                run("", "bt").err.strip());
    }

    @Test
    void numbersReadBackAsTheyWere() {
        StringBuilder input = new StringBuilder("p_ik,p_kj\n");
        for (int k = 1; k < 1000; k++) {
            input.append(k / 1000.0).append(',').append(Math.pow(k / 1000.0, 9)).append('\n');
        }
        Run run = run(input.toString(), "bt");
        for (int k = 1; k < 1000; k++) {
            double a = k / 1000.0;
            double b = Math.pow(a, 9);
            double p = a * b / (a * b + (1 - a) * (1 - b));
            assertEquals(p, Double.parseDouble(run.out.get(k).split(",", -1)[2]));
        }
    }

    /** As programs for spreadsheets write them: a byte order mark, quotes, two characters at the end of a line, or none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFp_ik,p_kj\n0.5,0.5\n",
                "\uFEFF\"p_ik\",\"p_kj\"\r\n\"0.5\",0.5\r\n",
                "p_ik,p_kj\n0.5,0.5",
                "p_ik,p_kj\r0.5,0.5\r",
                "\n\np_ik,p_kj\n\n0.5,0.5\n\n\n"
            })
    void readsWhatOtherProgramsWrite(String table) {
        Run run = run(table, "bt");
        assertEquals("", run.err);
        assertEquals(0, run.exit);
        assertEquals(List.of("0.5,0.5,0.5,0.5,1.0,1.0,0.0,0.0"), run.out.subList(1, run.out.size()));
    }

    /** The same two rows in every form that judgements are read from. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "p_ik;p_kj;note\n0.9;0.2;x,y\n0.5;0.5;\n",
                "p_ik\tp_kj\tnote\n0.9\t0.2\tx,y\n0.5\t0.5\t\n",
                "sep=|\np_ik|p_kj|note\n0.9|0.2|x,y\n0.5|0.5|\n",
                "# made by hand\np_ik,p_kj,note\n0.9,0.2,\"x,y\"\n0.5,0.5,\n",
                "{\"p_ik\":0.9,\"p_kj\":0.2,\"note\":\"x,y\"}\n{\"note\":null,\"p_kj\":0.5,\"p_ik\":\"0.5\"}\n",
                "[{\"p_ik\":0.9,\"p_kj\":0.2,\"note\":\"x,y\"},{\"p_ik\":0.5,\"p_kj\":0.5}]",
                "{\"data\":[{\"p_ik\":0.9,\"p_kj\":0.2,\"note\":\"x,y\"},{\"p_ik\":0.5,\"p_kj\":0.5}]}"
            })
    void readsWhatIsReadElsewhere(String table) throws IOException {
        Run expected = run("p_ik,p_kj,note\n0.9,0.2,\"x,y\"\n0.5,0.5,\n", "bt");
        assertEquals(3, expected.out.size());
        assertEquals(expected, run(table, "bt"));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(table.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(expected, run(packed.toByteArray(), "bt"));
    }

    @Test
    void listsOfJsonAreLists() {
        Run run = run("{\"scores\":[1.5, 0, -2],\"u\":1,\"v\":3}\n", "pl-pair");
        assertEquals(run("scores,u,v\n1.5;0;-2,1,3\n", "pl-pair"), run);
        assertEquals(0, run.exit);
        assertEquals(
                "teeter eval area: standard input: row 2: the key \"note\" is missing in the first record; write it in"
                        + " every record",
                run("{\"m\":2}\n{\"m\":2,\"note\":1}\n", "area").err.strip());
    }

    @Test
    void aQuoteThatIsNotClosedDoesNotSwallowTheRowsAfterIt() {
        Run run = run("p_ik,p_kj,note\n0.5,0.5,a\n0.6,0.5,\"b\n0.7,0.5,c\n0.8,0.5,d\n", "bt");
        assertEquals(2, run.exit);
        assertEquals(2, run.out.size()); // the header and the row before
        assertEquals(
                "teeter eval bt: standard input: row 2: a quote is opened and never closed\n",
                run.err.replace(System.lineSeparator(), "\n"));
        assertEquals(2, run("\"p_ik,p_kj\n0.5,0.5\n", "bt").exit);
    }

    /** {@link System#out} says nothing of a full disk. */
    @Test
    void saysWhenTheResultsCouldNotBeWritten() {
        StringWriter messages = new StringWriter();
        byte[] table = "p_ik,p_kj\n0.5,0.5\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(2, execute(table, failing("No space left on device"), messages, "bt"));
        assertTrue(
                messages.toString().contains("could not be written, and are not complete: No space"),
                messages::toString);
        StringWriter none = new StringWriter();
        assertEquals(0, execute(table, failing("Broken pipe"), none, "bt")); // as of head
        assertEquals("", none.toString());
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    @Test
    void refusesAFolderAndAnEmptyComplement(@TempDir Path folder) {
        Run run = run("", "bt", folder.toString());
        assertEquals(2, run.exit);
        assertTrue(run.err.contains("must be a file, got the folder " + folder), run.err);
        assertTrue(run("p_ik,p_kj\n1-,0.1\n", "bt").err.contains("p_ik must be a decimal number, got \"1-\""));
    }
}
