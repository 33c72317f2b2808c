package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProfileCommandTest extends CommandFixture {

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private JsonNode profile(Object... words) {
        Object[] all = new Object[words.length + 3];
        System.arraycopy(words, 0, all, 1, words.length);
        all[0] = "profile";
        all[all.length - 2] = "--json";
        all[all.length - 1] = "--quiet";
        assertEquals(0, run(all), err.toString());
        return JsonMapper.shared().readTree(out.toString());
    }

    /**
     * c won all of ten against a, at least .722 of them by Wilson's interval (10 / (10 + 1.96²)), b won 97 of 100 against c, at least
     * .915: beyond p*(5) = .947, for certain beyond p*(2) = .854.
     */
    @Test
    void pairsAndTriples() throws IOException {
        JsonNode json = profile(file("counts.csv", "item1,item2,wins1,wins2\na,b,5,5\nb,c,97,3\na,c,0,10\n"));
        JsonNode pairs = json.get("pairs");
        assertEquals(3, pairs.get("pairs").asInt());
        assertEquals("[1,0,0,0,1,1]", pairs.get("favouriteFrom50By10").toString());
        assertEquals(
                "[1,0,0,1,0,1]",
                pairs.get("favouriteAtLeastBelow50From50By10").toString().replace(" ", ""));
        assertEquals(6, pairs.get("triples").asInt());
        assertEquals(2, pairs.at("/dominance/1/observed").asInt());
        assertEquals(1, pairs.at("/dominance/0/confident").asInt());
        assertEquals(120, json.get("judgements").asInt());
    }

    @Test
    void promptsOfModels() throws IOException {
        JsonNode json = profile(file("votes.csv", """
                prompt,model_a,model_b,winner
                p,a,b,model_a
                p,b,a,model_a
                p,a,c,model_a
                q,a,b,model_b
                q,b,a,model_a
                r,a,b,tie
                ,a,b,model_a
                """));
        assertEquals(
                "{\"withOnePair\":2,\"withTwoPairs\":1,\"withMorePairs\":0,\"judgedAgain\":2,\"unanimous\":1,"
                        + "\"contradictory\":1,\"contradictions\":1}",
                json.get("prompts").toString());
        assertEquals(1, json.get("ties").asInt());
    }

    @Test
    void textsHaveDuplicatesContradictionsAndMargins() throws IOException {
        String rows = """
                {"id":1,"prompt":"p","chosen":"yes","rejected":"no","chosen_score":4,"rejected_score":1.5}
                {"id":1,"prompt":"p","chosen":"yes","rejected":"no","chosen_score":4,"rejected_score":1.5}
                {"id":2,"prompt":"p","chosen":"no","rejected":"yes","chosen_score":2,"rejected_score":2}
                {"id":3,"prompt":"q","chosen":"yes","rejected":"no","chosen_score":1,"rejected_score":"1e1"}
                {"id":4,"prompt":"r","chosen":"yes","rejected":"no","rejected_score":1}
                """;
        JsonNode json = profile(file("dpo.jsonl", rows));
        assertEquals(1, json.get("repeatedRows").asInt());
        assertEquals(1, json.at("/texts/duplicates").asInt());
        assertEquals(1, json.at("/texts/contradictions").asInt());
        assertEquals("chosen_score - rejected_score", json.at("/margins/of").asString());
        assertEquals("[0,0,0,0,2,0]", json.at("/margins/positive").toString());
        assertEquals(1, json.at("/margins/negative").asInt());
        assertEquals(1, json.at("/margins/zero").asInt());
        assertEquals(1, json.at("/margins/missing").asInt());
        assertEquals(1, json.at("/prompts/contradictory").asInt());
        assertEquals(3, json.at("/prompts/withOnePair").asInt());
    }

    @Test
    void groupsAndRaters() throws IOException {
        StringBuilder rows = new StringBuilder("left,right,winner,who,lang\n");
        for (int k = 0; k < 12; k++) {
            rows.append("a,b,left,ann,").append(k % 2 == 0 ? "de" : "fr").append('\n');
            rows.append(k % 3 == 0 ? "b,a,right,bob,de\n" : "b,a,left,bob,de\n");
            rows.append("a,b,left,eve,fr\n");
        }
        JsonNode json = profile(file("raters.csv", rows.toString()), "--column", "rater=who");
        JsonNode bob = json.at("/raters/1");
        assertEquals("bob", bob.get("rater").asString());
        assertEquals(4 / 12.0, bob.get("agreement").doubleValue()); // the others prefer a throughout
        assertEquals(8 / 12.0, bob.get("toFirst").doubleValue());
        assertEquals(1, bob.get("decisive").doubleValue());
        json = profile(folder.resolve("raters.csv"), "--column", "group=lang");
        assertEquals("de", json.at("/groups/0/group").asString());
        assertEquals(18, json.at("/groups/0/judgements").asInt());
        assertEquals("[0,0,0,0,0,1]", json.at("/groups/1/favouriteFrom50By10").toString());
        assertEquals(0, run("profile", folder.resolve("raters.csv"), "--column", "rater=who", "--quiet"));
        assertTrue(out.toString().contains("least so: \"bob\" 33.3% of 12"), out.toString());
        assertTrue(out.toString().contains("most lopsided: \"ann\" 100% of 12, \"eve\" 100% of 12"), out.toString());
    }

    @Test
    void everyFormatTellsTheSame() throws IOException {
        String csv = profile(file("a.csv", "prompt,chosen,rejected\np,a,b\np,b,a\nq,c,d\n"))
                .toString();
        String json = profile(file("a.jsonl", """
                {"prompt":"p","chosen":"a","rejected":"b"}
                {"prompt":"p","chosen":"b","rejected":"a"}
                {"prompt":"q","chosen":"c","rejected":"d"}
                """)).toString();
        assertEquals(csv, json);
    }

    @Test
    void writesFilesAndNamesTheFavouritesShares() throws IOException {
        Path into = folder.resolve("profile");
        assertEquals(0, run("profile", "../examples/arena-small.csv", "--quiet", "--out", into));
        assertTrue(Files.exists(into.resolve("run.json")));
        JsonNode json = JsonMapper.shared().readTree(Files.readString(into.resolve("profile.json")));
        assertEquals(17, json.at("/pairs/pairs").asInt());
        assertTrue(out.toString().lines().count() <= 20, out.toString());
        assertTrue(out.toString().contains("sensitive of 132 triples"), out.toString());
    }

    @Test
    void refusesWhatItIsNotOf() throws IOException {
        assertEquals(2, run("profile", file("r.csv", "rank1,rank2,rank3\na,b,c\nb,a,c\n"), "--quiet"));
        assertTrue(
                err.toString().contains("profile is of judgements of pairs, and these are rankings"), err.toString());
        assertEquals(2, run("profile", "../examples/arena-small.csv", "--m", "1"));
        Path both = file("both.csv", "left,right,winner,who,lang\na,b,left,ann,de\n");
        assertEquals(2, run("profile", both, "--column", "rater=who", "--column", "group=lang"));
        assertTrue(err.toString().contains("leave one of them out"), err.toString());
        assertFalse(Files.exists(folder.resolve("teeter-report")));
    }

    /**
     * Verdicts 1 1 1, 1 1 2, 2 tie -, 2 - -: three rows with two or more, one of them unanimous; n = 8 values, 1 five times, 2 twice, tie once.
     * n D_o = 0 + 4/2 + 2/1 = 4, n D_e = (56 - 20 - 2 - 0)/7 = 34/7, alpha = 1 - 28/34.
     */
    @Test
    void judgesOfARow() throws IOException {
        Path judged = file("judged.csv", """
                model_a,model_b,g1,g2,g3
                a,b,model_a,model_a,model_a
                a,b,model_a,model_a,model_b
                a,b,model_b,tie,
                a,b,model_b,,
                """);
        JsonNode judges = profile(judged, "--column", "winner=g1+g2+g3").get("judges");
        assertEquals(3, judges.get("rows").asInt());
        assertEquals(1, judges.get("unanimous").asInt());
        assertEquals(1 - 28.0 / 34, judges.get("alpha").asDouble(), 1e-15);
        assertEquals(
                "[{\"judge\":\"g1\",\"verdicts\":4,\"neither\":0,\"compared\":5,\"agreed\":3},{\"judge\":\"g2\",\"verdicts\":3,\"neither\":1,\"compared\":5,\"agreed\":3},{\"judge\":\"g3\",\"verdicts\":2,\"neither\":0,\"compared\":4,\"agreed\":2}]",
                judges.get("each").toString());
        assertEquals(0, run("profile", judged, "--column", "winner=g1+g2+g3", "--quiet"));
        assertTrue(
                out.toString()
                        .contains("3 judges of a row: all agree in 1 (33.3%) of 3 rows with two verdicts or more"
                                + " (Krippendorff's alpha\n  0.18)"),
                out.toString());
        Path texts = file(
                "texts.jsonl",
                "{\"prompt\":\"p\",\"response_1\":\"a\",\"response_2\":\"b\",\"g1\":1,\"g2\":2}\n{\"prompt\":\"q\",\"response_1\":\"a\",\"response_2\":\"b\",\"g1\":1,\"g2\":1}\n");
        JsonNode ofTexts = profile(texts, "--column", "winner=g1+g2", "--label", "1=first", "--label", "2=second")
                .get("judges");
        assertEquals(2, ofTexts.get("rows").asInt());
        assertEquals(1, ofTexts.get("unanimous").asInt());
    }
}
