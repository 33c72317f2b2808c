package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Data without a finite fit name the options that help, and these options help. */
class SelectionTest extends CommandFixture {

    /** A cycle of three that is sound; "x, y" never won, "it's me" met "x, y" alone, and lost. */
    private Path votes() throws IOException {
        return Files.write(
                folder.resolve("votes.csv"),
                List.of(
                        "item1,item2,wins1,wins2",
                        "a,b,3,2",
                        "b,c,3,2",
                        "a,c,3,2",
                        "a,\"x, y\",2,0",
                        "it's me,\"x, y\",0,1"));
    }

    /** Ten items that met often, and many that met one of them twice. */
    private Path many(int rare) throws IOException {
        List<String> rows = new ArrayList<>(List.of("item1,item2,wins1,wins2"));
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < i; j++) {
                rows.add("a" + i + ",a" + j + "," + (12 + i - j) + "," + (12 - i + j));
            }
        }
        for (int k = 0; k < rare; k++) {
            rows.add("a0,b" + k + ",1,1");
        }
        return Files.write(folder.resolve("many.csv"), rows);
    }

    private boolean tellsTiers() {
        return out.toString().lines().findFirst().orElse("").contains("tier");
    }

    @Test
    void ranksOfHundredsOfItemsAreTold() throws IOException {
        assertEquals(0, run("fit", many(295)), err::toString);
        assertTrue(tellsTiers(), out::toString);
        assertFalse(err.toString().contains("no rank intervals"), err::toString);
    }

    @Tag("slow")
    @Test
    void ranksOfAThousandItemsAreToldWhenAskedFor() throws IOException {
        Path many = many(995);
        assertEquals(0, run("fit", many), err::toString);
        assertTrue(
                err.toString()
                        .contains("teeter: no rank intervals and tiers beyond 1,000 items unless asked for: --ci wald"),
                err::toString);
        assertFalse(tellsTiers(), out::toString);
        assertEquals(0, run("fit", many, "--ci", "wald"), err::toString);
        assertTrue(tellsTiers(), out::toString);
        assertFalse(err.toString().contains("no rank intervals"), err::toString);
    }

    @Test
    void ranksOfThousandsOfItemsAreRefusedWithACommandThatHelps() throws IOException {
        Path many = many(5000);
        assertEquals(0, run("fit", many, "--ci", "wald"), err::toString);
        assertTrue(
                err.toString()
                        .contains(
                                "teeter: no rank intervals and tiers beyond 4,000 items, which need the covariances of"
                                        + " all pairs; --min-comparisons 3 keeps fewer items"),
                err::toString);
        assertFalse(tellsTiers(), out::toString);
        assertEquals(0, run("fit", many, "--ci", "wald", "--min-comparisons", "3"), err::toString);
        assertFalse(err.toString().contains("no rank intervals"), err::toString);
        assertTrue(tellsTiers(), out::toString);
    }

    /** The same as if the rows of the items left out were not in the file, also where the side and raters are told apart. */
    @ParameterizedTest
    @ValueSource(strings = {"--home", "--se clustered --column rater=judge"})
    void itemsAreLeftOutUnderConditionsToo(String options) throws IOException {
        List<String> rows = new ArrayList<>(List.of("model_a,model_b,winner,judge"));
        for (int k = 0; k < 24; k++) {
            String pair = k % 3 == 0 ? "a,b" : k % 3 == 1 ? "c,b" : "a,c";
            rows.add(pair + (k % 5 < 3 ? ",model_a" : k % 5 == 3 ? ",model_b" : ",tie") + ",j" + k % 4);
        }
        Path without = Files.write(folder.resolve("without.csv"), rows);
        rows.add("a,lost,model_a,j1");
        rows.add("lost,b,model_b,j9");
        Path all = Files.write(folder.resolve("all.csv"), rows);
        Object[] words = Stream.concat(Stream.of("fit", all, "--quiet"), Stream.of(options.split(" ", -1)))
                .toArray();
        assertEquals(3, run(words));
        assertTrue(err.toString().contains("--largest-component (3 items of 4 stay)"), err.toString());
        words[1] = without;
        assertEquals(0, run(words), err::toString);
        String expected = out.toString();
        words[1] = all;
        for (String selection : new String[] {"--largest-component", "--drop=lost"}) {
            assertEquals(
                    0, run(Stream.concat(Stream.of(words), Stream.of(selection)).toArray()), err::toString);
            assertEquals(expected, out.toString());
        }
    }

    @Test
    void remediesCanBeTyped() throws IOException {
        assertEquals(3, run("fit", votes(), "--json"));
        assertEquals(
                List.of(
                        "collect judgements that connect the parts both ways",
                        "leave out what has no finite score: --largest-component (3 items of 5 stay)",
                        "the same by name: --drop 'it'\\''s me' --drop 'x, y'",
                        "keep all, each strong component on a scale of its own: teeter fit --strong-components (3 components)",
                        "leave out items with few judgements: --min-comparisons 4 (3 items of 5 stay)",
                        "take the first order off the bias, by which all is finite: teeter fit --prior firth",
                        "set a prior: --prior normal:2 (each score N(0, 2²)) or --prior pseudo:0.5 (half a win and half a loss"
                                + " against a ghost)"),
                JsonMapper.shared()
                        .readTree(out.toString())
                        .get("remedies")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
    }

    @Test
    void eachLeavesTheSameItems() throws IOException {
        Object[][] remedies = {
            {"fit", votes(), "--json", "--largest-component"},
            {"fit", votes(), "--json", "--drop", "it's me", "--drop", "x, y"},
            {"fit", votes(), "--json", "--min-comparisons", "4"}
        };
        for (Object[] words : remedies) {
            assertEquals(0, run(words), err.toString());
            JsonNode fit = JsonMapper.shared().readTree(out.toString());
            assertEquals(3, fit.get("items").asInt());
            assertEquals(15, fit.get("comparisons").asInt());
            String option =
                    words.length == 4 ? words[3].toString() : words[3] + (words[3].equals("--drop") ? "" : " 4");
            String note = option + " left out 2 items (\"it's me\", \"x, y\") with 3 judgements";
            assertEquals(note, fit.at("/notes/0").asString());
            assertTrue(err.toString().contains("teeter: " + note), err.toString());
        }
    }

    @Test
    void theAuditSaysIt() throws IOException {
        Path report = folder.resolve("report");
        assertEquals(0, run("audit", votes(), "--drop", "it's me", "--largest-component", "--out", report));
        JsonNode record =
                JsonMapper.shared().readTree(report.resolve("run.json").toFile());
        assertEquals(
                List.of(
                        "--drop left out 1 item (\"it's me\") with 1 judgement",
                        "--largest-component left out 1 item (\"x, y\") with 2 judgements"),
                record.get("notes").valueStream().map(JsonNode::asString).toList());
        assertTrue(out.toString().replaceAll("\\s+", " ").contains("--drop left out 1 item (\"it's me\")"));
    }

    @Test
    void whatLeavesTooLittleIsRefused() throws IOException {
        assertEquals(2, run("fit", votes(), "--drop", "a,b,d"));
        assertEquals(
                "teeter: --drop needs names of items with commas between them, and \"d\" is none\n", err.toString());
        assertEquals(2, run("fit", votes(), "--min-comparisons", "1000"));
        assertTrue(
                err.toString().startsWith("teeter: --min-comparisons 1000 leaves 0 items of 5, and a fit needs two;"));
    }
}
