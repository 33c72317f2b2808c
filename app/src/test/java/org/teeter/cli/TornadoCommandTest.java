package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TornadoCommandTest extends CommandFixture {
    private static final String SMALL = "../examples/arena-small.csv";
    private static final String VOTES = """
            model_a,model_b,winner,judge
            a,b,model_a,x
            a,b,model_a,x
            b,a,model_a,y
            b,c,model_a,x
            b,c,model_a,y
            c,b,model_a,y
            a,c,model_a,y
            c,a,model_a,x
            a,c,tie,x
            a,c,model_a,x
            """;

    private ToDoubleFunction<String> scores(Object... words) {
        assertEquals(
                0,
                run(Stream.concat(Stream.of("fit", "--json", "--quiet"), Stream.of(words))
                        .toArray()),
                err::toString);
        Map<String, Double> scores = new HashMap<>();
        for (JsonNode row : JsonMapper.shared().readTree(out.toString()).get("scores")) {
            scores.put(row.get("item").asString(), row.get("score").asDouble());
        }
        return name -> scores.getOrDefault(name, Double.NaN);
    }

    private JsonNode choices(Object... words) {
        assertEquals(
                0,
                run(Stream.concat(Stream.of("tornado", "--json", "--quiet"), Stream.of(words))
                        .toArray()),
                err::toString);
        return JsonMapper.shared().readTree(out.toString());
    }

    private static JsonNode choice(JsonNode all, String what) {
        for (JsonNode one : all.get("choices")) {
            if (one.get("what").asString().startsWith(what)) {
                return one;
            }
        }
        throw new AssertionError(what + " is not among " + all);
    }

    @Test
    void theReadmeShowsItsRealOutput() throws IOException {
        assertEquals(0, run("tornado", "../examples/baseball.csv", "--rows", "6", "--quiet"));
        List<String> readme = Files.readAllLines(Path.of("..", "README.md"));
        int from = readme.indexOf("$ ./teeter tornado examples/baseball.csv --rows 6") + 1;
        int to = from + readme.subList(from, readme.size()).indexOf("```");
        assertEquals(out.toString().stripTrailing(), String.join("\n", readme.subList(from, to)));
    }

    /** Each line is what the command line gives that is typed for it. */
    @Test
    void linesAreFits() throws IOException {
        Path data = Files.writeString(folder.resolve("votes.csv"), VOTES);
        JsonNode all = choices(data, "--column", "rater=judge", "--top", "2");
        ToDoubleFunction<String> base = scores(data);
        double lead = base.applyAsDouble("a") - Math.max(base.applyAsDouble("b"), base.applyAsDouble("c"));
        assertEquals("a", all.get("first").asString());
        assertEquals(lead, all.get("lead").asDouble(), 1e-12);
        ToDoubleFunction<String> dropped = scores(data, "--ties", "drop");
        JsonNode ties = choice(all, "ties left out");
        assertEquals(
                dropped.applyAsDouble("a") - Math.max(dropped.applyAsDouble("b"), dropped.applyAsDouble("c")),
                ties.get("lead").asDouble(),
                1e-12);
        assertEquals(ties.get("lead").asDouble() - lead, ties.get("moved").asDouble(), 1e-12);
        ToDoubleFunction<String> held = scores(data, "--prior", "normal:1");
        assertEquals(
                held.applyAsDouble("a") - Math.max(held.applyAsDouble("b"), held.applyAsDouble("c")),
                choice(all, "--prior normal:1").get("lead").asDouble(),
                1e-12);
        ToDoubleFunction<String> two = scores(data, "--drop", "b");
        JsonNode without = choice(all, "without the games of \"b\"");
        assertEquals(
                two.applyAsDouble("a") - two.applyAsDouble("c"),
                without.get("lead").asDouble(),
                1e-12);
        assertEquals(
                (two.applyAsDouble("a") - two.applyAsDouble("c")) - (base.applyAsDouble("a") - base.applyAsDouble("c")),
                without.get("moved").asDouble(),
                1e-12);
        Path rest = folder.resolve("rest.csv");
        Files.write(rest, VOTES.lines().filter(line -> !line.endsWith(",x")).toList());
        ToDoubleFunction<String> ofY = scores(rest);
        JsonNode withoutX = choice(all, "without rater \"x\"");
        assertEquals(
                ofY.applyAsDouble("a") - Math.max(ofY.applyAsDouble("b"), ofY.applyAsDouble("c")),
                withoutX.get("lead").asDouble(),
                1e-12);
        assertEquals("b", withoutX.get("first").asString());
    }

    @Test
    void theFirstLinesAreShownInOrder() {
        assertEquals(0, run("tornado", SMALL, "--quiet", "--rows", "3"));
        List<String> lines = out.toString().lines().toList();
        assertEquals(
                "\"cedar\" is first, ahead of \"newcomer\" by 0.000 in log-odds. What else could have been, each by itself:",
                lines.get(0));
        assertTrue(
                lines.get(1).startsWith("  the luckiest of 10 versions of \"newcomer\", in the mean  ##########|"),
                lines.get(1));
        assertEquals(7, lines.size());
        assertEquals(
                "  1 choice leaves no finite fit.",
                lines.get(5)); // the games of old-baseline, without which newcomer has none
        // without the games of elm, aspen has the score of cedar but for rounding
        assertTrue(lines.get(6).startsWith("6 of these 12 choices put another item first;"), lines.get(6));
    }

    /** Ten normal numbers: the mean of the largest is 1.5387527; two items of 20 games have an information of 5. */
    @Test
    void theLuckiestOfTenVersionsIsLuckyByItsError() throws IOException {
        Path data = Files.writeString(
                folder.resolve("counts.csv"), "item1,item2,wins1,wins2\na,b,10,10\nb,c,10,10\na,c,10,10\n");
        double lead = choice(choices(data), "the luckiest").get("lead").asDouble();
        assertEquals(-1.5387527308 / Math.sqrt(10), lead, 1e-9);
    }

    /** Of an item that was hardly judged: a probability of e^-1000 rounds to 0, its logit does not. */
    @Test
    void theLuckiestOfWhatWasHardlyJudgedIsFarAheadAndNoInfinity() throws IOException {
        Path data = Files.writeString(
                folder.resolve("few.csv"),
                "left,right,winner,weight\na,b,left,4\na,b,right,3\nb,c,left,1e-7\nb,c,right,1e-7\n");
        double lead = choice(choices(data), "the luckiest").get("lead").asDouble();
        assertEquals(Math.log(4 / 3.0) - 1.5387527308 / Math.sqrt(5e-8), lead, 1e-3); // c is as good as b
        assertEquals(0, run("tornado", data, "--model", "probit", "--quiet"), err.toString());
        assertFalse(out.toString().contains("Infinity"), out.toString());
    }

    /** Whole choices that the help promises are not made there, which is said. */
    @Test
    void withConditionsItIsSaidThatNothingIsLeftOut() throws IOException {
        String said = "teeter: with --home and --covariate no item's games, no rater and no group are left out; without"
                + " them they are\n";
        assertEquals(0, run("tornado", SMALL, "--home"), err.toString());
        assertTrue(err.toString().contains(said), err.toString());
        assertFalse(out.toString().contains("without the games"), out.toString());
        assertEquals(0, run("tornado", SMALL), err.toString());
        assertFalse(err.toString().contains("left out"), err.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --top 0 | --top must be from 1 to 7, got 0
            --top 8 | --top must be from 1 to 7, got 8
            --rows 0 | --rows must be 1 or more, got 0
            --prior firth | --prior firth is of fit, audit and tip, not of tornado
            """)
    void whatIsRefused(String words, String message) {
        Object[] all = Stream.concat(Stream.of("tornado", SMALL), Stream.of(words.split(" ", -1)))
                .toArray();
        assertEquals(2, run(all));
        assertTrue(err.toString().contains(message), err.toString());
    }
}
