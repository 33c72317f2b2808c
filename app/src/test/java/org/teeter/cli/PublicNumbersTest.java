package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Numbers about which other programs were asked: which one is right can be said without any program. */
class PublicNumbersTest extends CommandFixture {
    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("data.csv"), text.replace('/', '\n') + "\n");
    }

    /** Score and standard error of each item, as programs read them. */
    private Map<String, double[]> fit(String text, Object... more) throws IOException {
        Object[] words = new Object[more.length + 4];
        System.arraycopy(more, 0, words, 4, more.length);
        words[0] = "fit";
        words[1] = file(text);
        words[2] = "--format";
        words[3] = "csv";
        assertEquals(0, run(words), err.toString());
        Map<String, double[]> scores = new LinkedHashMap<>();
        out.toString()
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .forEach(cells -> scores.put(
                        cells[0], new double[] {Double.parseDouble(cells[1]), Double.parseDouble(cells[2])}));
        return scores;
    }

    private static double number(Map<String, double[]> fit, String item, int column) {
        return Objects.requireNonNull(fit.get(item), item)[column];
    }

    /**
     * On a tree each judged pair stands for itself: the lead is the logarithm of the odds, ties counted half to both, and its variance
     * {@code 1/w + 1/l}. Where programs stop early, or take a newcomer's error from the many votes of others, they miss these.
     */
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
    item1,item2,wins1,wins2,ties/a,b,1,0,2/b,c,1,0,2/c,d,4,1,0                => a b 2 1, b c 2 1, c d 4 1
    item1,item2,wins1,wins2/old,x,250000,250000/x,y,1,2/y,z,260011,240009     => old x 250000 250000, x y 1 2, y z 260011 240009
    item1,item2,wins1,wins2/m1,base,5,95/m2,base,60,40/m3,base,4,96           => m1 base 5 95, m2 base 60 40, m3 base 4 96
    item1,item2,wins1,wins2,ties/a,b,0,0,1/b,c,0,0,1                          => a b .5 .5, b c .5 .5
    winner,loser,weight/x,y,.9/y,x,.1/y,z,.6/z,y,.4                           => x y .9 .1, y z .6 .4
    model_a,model_b,score/m,base,A>>B/base,m,[[A>>B]]/m,base,A=B/m,base,A>B   => m base 4.5 3.5
    generator_1,generator_2,preference/b,m,1.0000048889/b,m,2/b,m,1.5/b,m,    => b m 1.4999951111 1.5000048889
    model_1,model_2,winner,judge/x,y,model_1,j/x,y,tie,j/y,x,model_1,j        => x y 1.5 1.5
    """)
    void onATreeEveryPairStandsForItself(String data, String pairs) throws IOException {
        Map<String, double[]> scores = fit(data.strip());
        double mean = scores.values().stream().mapToDouble(score -> score[0]).sum();
        assertEquals(0, mean, 1e-12);
        for (String pair : pairs.strip().split(", ", -1)) {
            String[] words = pair.split(" ", -1);
            double won = Double.parseDouble(words[2]);
            double lost = Double.parseDouble(words[3]);
            double lead = Math.log(won / lost);
            assertEquals(
                    lead, number(scores, words[0], 0) - number(scores, words[1], 0), 1e-9 * (1 + Math.abs(lead)), pair);
            assertEquals(
                    Math.sqrt(1 / won + 1 / lost),
                    number(fit(data.strip(), "--anchor", words[1] + "=0"), words[0], 1),
                    1e-6 * Math.sqrt(1 / won + 1 / lost),
                    pair);
        }
    }

    /** A path of two ties: information 1/4 a pair, whose pseudo-inverse has 20/9, 8/9, 20/9 on its diagonal. */
    @Test
    void tiesAloneHaveErrorsToo() throws IOException {
        Map<String, double[]> scores = fit("model_a,model_b,winner/a,b,tie/b,c,tie");
        for (Map.Entry<String, double[]> item : scores.entrySet()) {
            assertEquals(0, item.getValue()[0]);
            assertEquals(Math.sqrt((item.getKey().equals("b") ? 8 : 20) / 9.0), item.getValue()[1], 1e-12);
        }
        assertEquals(2, run("fit", folder.resolve("data.csv"), "--ties", "drop"));
        assertEquals(
                "teeter: there is nothing to fit: no judgement is left once ties are dropped; use --ties half\n",
                err.toString());
    }

    /** Eq. (4) of the paper: along a chain the sensitivity is v_ij / v_kj, v = p (1 - p), whichever program is asked. */
    @Test
    void modelsThatMeetOnlyTheBaseline() throws IOException {
        Path star = file("item1,item2,wins1,wins2/m1,base,20,80/m2,base,95,5/m3,base,5,95");
        assertEquals(0, run("audit", star, "--json", "--out", folder.resolve("audit")), err.toString());
        String targets = Files.readString(folder.resolve("audit/targets.csv"));
        assertTrue(targets.lines().count() == 4, targets);
        double p = 1 / (1 + (80 / 20.0) * (95 / 5.0)); // m1 over m2
        double s = p * (1 - p) / (0.05 * 0.95);
        assertEquals(
                s,
                JsonMapper.shared()
                        .readTree(Files.readString(folder.resolve("audit/audit.json")))
                        .get("targets")
                        .valueStream()
                        .filter(target -> List.of("m1", "m2")
                                        .contains(target.get("target_i").asString())
                                && List.of("m1", "m2")
                                        .contains(target.get("target_j").asString()))
                        .mapToDouble(
                                target -> Math.abs(target.get("sensitivity").asDouble()))
                        .max()
                        .orElseThrow(),
                1e-9);
    }

    /** Ford (1957): who never won, and groups that never met, have no finite scores; a prior has one for all. */
    @Test
    void whoHasNoFiniteScoreIsNamed() throws IOException {
        assertEquals(3, run("fit", file("item1,item2,wins1,wins2/a,b,2,1/b,c,2,1/c,d,3,0")));
        assertTrue(err.toString().contains("\"d\" was never preferred to any item"), err.toString());
        assertEquals(3, run("fit", file("item1,item2,wins1,wins2/a,b,2,1/c,d,2,1")));
        assertTrue(err.toString().contains("never compared with each other: {\"a\", \"b\"}, {\"c\", \"d\"}"));
        // Two items, one win: s / 4 = 1 / (1 + e^(2 s)) under N(0, 2²) each, of which 2 s is the lead.
        Map<String, double[]> held = fit("winner,loser/a,b", "--prior", "normal:2");
        double s = number(held, "a", 0);
        assertEquals(s / 4, 1 / (1 + Math.exp(2 * s)), 1e-12);
        assertEquals(-s, number(held, "b", 0), 1e-12);
        assertEquals(List.of("a", "b"), List.copyOf(held.keySet()));
    }
}
