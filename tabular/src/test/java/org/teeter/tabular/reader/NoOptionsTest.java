package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.column.Role;

/** What lies beside options and may be taken for one, or tells two apart: pictures, places, ages, names that are there twice. */
class NoOptionsTest {
    @TempDir
    private Path folder;

    private Inputs inputs = new Inputs(Path.of("."));

    @BeforeEach
    void inputsAreFilesOfTheFolder() {
        inputs = new Inputs(folder);
    }

    private Reading.Judgements csv(String text) {
        return Inputs.judgements(inputs.text("data.csv", text.replace('/', '\n') + "\n"));
    }

    /** The same question about two pictures is two questions. */
    @Test
    void whatAPromptComesWithIsAPartOfIt() {
        String row = "{\"prompt\":\"What is it?\",\"NAME\":VALUE,\"chosen\":\"cat\",\"rejected\":\"dog\"}\n";
        for (String name : List.of("image", "images", "image_path", "video", "tools")) {
            for (String[] values : new String[][] {{"\"1\"", "\"2\""}, {"[{\"path\":1}]", "[{\"path\":2}]"}}) {
                String named = row.replace("NAME", name);
                Path file = inputs.text(
                        "pictures.jsonl", named.replace("VALUE", values[0]) + named.replace("VALUE", values[1]));
                assertTrue(inputs.refusal(file)
                        .startsWith("pictures.jsonl: rows with the prompt \"What is it?\" differ in the column \""
                                + name + "\", which is not read; if it is a part of the prompt, say --column prompt="));
                assertTrue(PreferenceFiles.read(
                                        List.of(file), ReadOptions.defaults().withColumn(Role.PROMPT, "prompt+" + name))
                                instanceof Reading.Unshared unshared
                        && unshared.profile().options() == 4);
            }
        }
        Path ids = inputs.text(
                "ids.jsonl", row.replace("NAME", "video_game").replace("VALUE", "1") + row.replace("NAME", "x"));
        assertTrue(!inputs.refusal(ids).contains("differ in the column"));
    }

    /** A picture is no text in UTF-8, and refuses nothing where it is not read. */
    @Test
    void bytesBesideTextsRefuseNothing() {
        String rows = "SELECT * FROM (VALUES ('p', 'a', 'b', '\\xFF\\xD8'::BLOB), ('p', 'b', 'c', '\\xFF\\xD9'::BLOB),"
                + " ('p', 'c', 'a', '\\xFF'::BLOB)) t(prompt, chosen, rejected, raw)";
        assertEquals(
                3,
                Inputs.judgements(inputs.parquet("raw.parquet", rows)).counts().rows());
        Path pictures = inputs.parquet(
                "pictures.parquet", "SELECT prompt, chosen, rejected, {'bytes': raw} AS image FROM (" + rows + ")");
        assertTrue(inputs.refusal(pictures).contains("rows with the prompt \"p\" differ in the column \"image\""));
        Path other = inputs.parquet(
                "other.parquet", "SELECT prompt, chosen, rejected, {'raw': raw} AS image FROM (" + rows + ")");
        assertTrue(inputs.refusal(ReadOptions.defaults().withColumn(Role.PROMPT, "image+prompt"), other)
                .startsWith("other.parquet: a column that is read holds bytes that are no text in UTF-8, as pictures"
                        + " are ("));
    }

    /** As Hugging Face keeps them: a picture is the same one if its bytes are, and may be a part of a prompt. */
    @Test
    void picturesArePartsOfPrompts() {
        String rows = "(VALUES ('a', 'b', '\\xFF\\xD8'::BLOB), ('b', 'c', '\\xFF\\xD8'::BLOB),"
                + " ('a', 'b', '\\xFF\\xD9'::BLOB), ('d', 'a', NULL)) t(chosen, rejected, raw)";
        ReadOptions told = ReadOptions.defaults().withColumn(Role.PROMPT, "image+prompt");
        for (String picture : List.of("{'bytes': raw, 'path': NULL::VARCHAR}", "[{'bytes': raw, 'path': 'x.jpg'}]")) {
            Path pictures = inputs.parquet(
                    "pictures.parquet",
                    "SELECT 'p' AS prompt, chosen, rejected, " + picture + " AS image FROM " + rows);
            Reading.Judgements read = Inputs.judgements(told, pictures);
            assertEquals(4, read.counts().rows());
            assertEquals(3 + 2 + 2, read.counts().items().size(), picture); // of the two pictures, and of none
        }
    }

    /** Answers that are known by their places are others in each row. */
    @Test
    void placesAreNoOptions() {
        String rows = """
                {"prompt":"p","responses":["x","y","z"],"ranking":[2,1,3]}
                {"prompt":"q","responses":["u","v"],"ranking":["0","1"]}
                """;
        String refused =
                ": ranking holds labels, such as \"LABEL\", which may be the places of what responses holds, and no options;"
                        + " write the names of what was ranked, the best first, or say --column ranking=ranking if these are"
                        + " names";
        Path file = inputs.text("places.jsonl", rows);
        assertEquals("places.jsonl" + refused.replace("LABEL", "0"), inputs.refusal(file));
        assertEquals(
                "places.parquet" + refused.replace("LABEL", "2"),
                inputs.refusal(inputs.parquet("places.parquet", "SELECT ['x', 'y'] AS responses, [2, 1] AS ranking")));
        assertEquals(
                2,
                PreferenceFiles.read(List.of(file), ReadOptions.defaults().withColumn(Role.RANKING, "ranking"))
                        .sources()
                        .get(0)
                        .rows());
        for (String others : List.of(
                rows + "{\"prompt\":\"q\",\"responses\":[\"u\",\"v\"],\"ranking\":[7,8]}",
                rows.replace("\"u\",\"v\"", "\"u\""))) {
            assertEquals(
                    "ranked",
                    PreferenceFiles.read(List.of(inputs.text("o.jsonl", others)), ReadOptions.defaults())
                                    instanceof Reading.Ballots
                            ? "ranked"
                            : "");
        }
    }

    /** Pairs of numbered items are no rows of ranks. */
    @Test
    void pairsOfNumbersAreNoRanks() {
        for (String text : List.of(
                "id1,id2,result\n1,2,1\n2,3,1\n", "subject,stim1,stim2,resp\n1,2,1,1\n1,3,2,2\n",
                "player_i,player_j,y\n1,2,1\n", "trial,left_object,right_object,answer\n1,2,1,2\n")) {
            assertTrue(
                    inputs.refusal(inputs.text("pairs.csv", text))
                            .contains("say which column is what, perhaps --column first="),
                    text);
        }
    }

    /** Who ranked has an age, which is no rank. */
    @Test
    void columnsBesideRanksAreNoOptions() {
        String ranks = "1,1,2,3\n2,2,1,3\n1,3,1,2\n2,1,3,2\n";
        for (String name : List.of("age", "Subject", "sex")) {
            Reading read = PreferenceFiles.read(
                    List.of(inputs.text("m.csv", name + ",a,b,c\n" + ranks)), ReadOptions.defaults());
            assertEquals(List.of(name), read.sources().get(0).ignored());
        }
        String advice = "if wave is no option, say --column rank=a+b+c, and else --column rank=wave+a+b+c";
        assertEquals(
                "m.csv: without wave each row ranks all others, so that it may be no option; " + advice,
                inputs.refusal(inputs.text("m.csv", "wave,a,b,c\n" + ranks)));
        assertEquals(
                "m.csv: wave alone has numbers beyond the 4 columns of ranks; " + advice,
                inputs.refusal(inputs.text("m.csv", "wave,a,b,c\n4,1,2,3\n33,2,1,3\n".replace("4,1", "2,1"))));
        ReadOptions all = ReadOptions.defaults().withColumn(Role.RANK, "wave+a+b+c");
        assertEquals(
                4,
                PreferenceFiles.read(List.of(inputs.text("m.csv", "wave,a,b,c\n" + ranks)), all)
                        .sources()
                        .get(0)
                        .rows());
        for (String plain : List.of("a,b,c\n1,2,3\n2,1,3\n1,2,3\n2,1,3\n", "a,b,c\n1,2,2\n2,1,2\n1,1,2\n2,1,1\n")) {
            assertEquals(
                    4,
                    PreferenceFiles.read(List.of(inputs.text("m.csv", plain)), ReadOptions.defaults())
                            .sources()
                            .get(0)
                            .rows());
        }
    }

    @Test
    void ordersInBracesAreNoOrders() {
        assertTrue(inputs.refusal(
                        ReadOptions.defaults().withColumn(Role.RANKING, "preference"),
                        inputs.text("paircomp.csv", "preference,sex\n\"{a > b, c > a, c > b}\",m\n"))
                .startsWith("paircomp.csv:2: preference must list options, the best first"));
    }

    /** A name that is there twice is no matter unless it is asked for. */
    @Test
    void columnsThatAreThereTwiceAndNotUsed() {
        Reading.Judgements read = csv("note,winner,loser,note/1,x,y,2/3,y,x,4");
        assertEquals(Map.of("x|y", "1 1 0 0"), Inputs.table(read.counts()));
        assertEquals(List.of("note", "note"), Inputs.source(read).ignored());
        String twice =
                "n.csv:1: the column \"note\" is there twice; the first line must name the columns, each by its own"
                        + " name";
        Path file = inputs.text("n.csv", "note,winner,loser,note\n1,x,y,2\n");
        assertEquals(twice, inputs.refusal(ReadOptions.defaults().withColumn(Role.RATER, "note"), file));
        assertTrue(inputs.refusal(inputs.text("r.csv", "rank1,rank2,rank2\na,b,c\n"))
                .startsWith("r.csv:1: the column \"rank2\" is there twice"));
        assertTrue(inputs.refusal(inputs.text("w.csv", "winner,loser,weight,weight\nx,y,1,2\n"))
                .startsWith("w.csv:1: the column \"weight\" is there twice"));
    }
}
