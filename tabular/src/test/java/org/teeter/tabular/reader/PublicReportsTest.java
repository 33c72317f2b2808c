package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.tabular.column.Role;

/** What people had, whose reports elsewhere say so: files that must be read, or told apart, or refused by name. */
class PublicReportsTest {
    @TempDir
    private Path folder;

    private Inputs inputs = new Inputs(Path.of("."));

    @BeforeEach
    void inputsAreFilesOfTheFolder() {
        inputs = new Inputs(folder);
    }

    private Reading.Judgements csv(ReadOptions options, String text) {
        return Inputs.judgements(options, inputs.text("data.csv", text.replace('/', '\n') + "\n"));
    }

    private Reading.Judgements csv(String text) {
        return csv(ReadOptions.defaults(), text);
    }

    private Reading.Judgements jsonl(ReadOptions options, String... lines) {
        return Inputs.judgements(options, inputs.text("data.jsonl", String.join("\n", lines)));
    }

    @Test
    void valuesBetweenTheGenerators() {
        Reading.Judgements read = jsonl(
                ReadOptions.defaults(),
                "{\"instruction\":\"q\",\"generator_1\":\"base\",\"generator_2\":\"m\",\"preference\":1.0000048889}",
                "{\"instruction\":\"q\",\"generator_1\":\"base\",\"generator_2\":\"m\",\"preference\":2.0}",
                "{\"instruction\":\"q\",\"generator_1\":\"base\",\"generator_2\":\"m\",\"preference\":1.5}",
                "{\"instruction\":\"q\",\"generator_1\":\"base\",\"generator_2\":\"m\",\"preference\":null}");
        assertEquals(3, read.counts().rows());
        assertEquals(0.9999951111, read.counts().wins(0), 1e-12);
        assertEquals(1.0000048889, read.counts().losses(0), 1e-12);
        assertEquals(1, read.counts().ties(0));
    }

    @Test
    void aColumnOfWholeNumbersIsNotPassedOverInSilence() {
        for (String name : List.of("count", "n_votes", "Anzahl", "how often")) {
            Reading.Judgements read = csv("winner,loser," + name + ",id/x,y,30,1/y,x,10,2/x,y,5,3");
            assertEquals(
                    List.of("the column " + name
                            + " is ignored; if a row stands for that many judgements, say --column "
                            + (name.contains(" ") ? "\"weight=" + name + "\"" : "weight=" + name)),
                    read.notes());
            assertEquals(List.of(name, "id"), Inputs.source(read).ignored());
        }
        assertEquals(
                List.of(
                        "the columns n_votes and times_seen are ignored; if one of them says how many judgements a row stands"
                                + " for, name it: --column weight=n_votes"),
                csv("winner,loser,n_votes,times_seen/x,y,30,4/y,x,10,5/x,y,5,9").notes());
        Path file = inputs.parquet("n.parquet", "SELECT 'x' AS winner, 'y' AS loser, 30 AS times_seen, 0.5 AS other");
        assertEquals(1, Inputs.judgements(file).notes().size());
    }

    @Test
    void optionsThatAreInNoResultAreNamed() {
        assertEquals(
                List.of("\"c\" is in the data only with counts or weights of zero, and so in no result"),
                csv("winner,loser,weight/a,b,1/b,a,1/c,a,0/a,c,0").remarks());
    }

    @Test
    void whatIsNoTableOfJudgementsIsToldApart() {
        String against =
                "wins.csv: this is a table of options against each other, \"a\" being a row and a column; write a row for"
                        + " each pair: item1,item2,wins1,wins2";
        assertEquals(against, inputs.refusal(inputs.text("wins.csv", ",a,b,c\na,0,1,2\nb,2,0,1\nc,1,1,0\n")));
        assertEquals(against, inputs.refusal(inputs.text("wins.csv", "model,a,b,c\na,0,15,20\nb,2,0,10\nc,1,1,0\n")));
        assertTrue(inputs.refusal(inputs.text("h.csv", "a,b,1\nb,c,0\n")).contains("no shape that can be read"));
        assertEquals(
                "games.pgn: the file holds games of chess in PGN; write a table with the columns white, black, result",
                inputs.refusal(inputs.text("games.pgn", "[Event \"x\"]\n[White \"a\"]\n\n1. e4 1-0\n")));
        String spaced = "r.txt:1: the columns are parted by blanks, as by R's write.table; part them by commas, as"
                + " write.csv(…, row.names = FALSE) does";
        assertEquals(spaced, inputs.refusal(inputs.text("r.txt", "\"winner\" \"loser\"\n\"1\" \"a\" \"b\"\n")));
        assertEquals(spaced, inputs.refusal(inputs.text("r.txt", "winner loser\na b\n")));
        String goals = inputs.refusal(inputs.text("g.csv", "home_team,away_team,home_score,away_score\na,b,2,1\n"));
        assertTrue(goals.contains(
                "; home_score and away_score do not say whether more is better; if they are numbers of judgements"
                        + " won, say --column wins-first=home_score --column wins-second=away_score; say which column is"
                        + " what, perhaps --column first=home_team --column second=away_team --column"
                        + " score-first=home_score --column score-second=away_score (the larger wins)"));
    }

    @Test
    void ordersAndNestedFieldsAreToldApart() {
        assertEquals(
                "b.csv:1: the column \"ballot\" holds orders of options; say --column ranking=ballot",
                inputs.refusal(inputs.text("b.csv", "ballot\nA>B=C\nC > A > B\n")));
        String headless =
                ":1: the first line is an order of options, where the names of the columns must be; write the line"
                        + " ranking above it, or weight,ranking where each order has a number of voters before it";
        assertEquals("c.txt" + headless, inputs.refusal(inputs.text("c.txt", "A>B=C\nA>C>B\n")));
        assertEquals("d.csv" + headless, inputs.refusal(inputs.text("d.csv", "42,A>B>C\n26,B>C>A\n")));
        String nested =
                ", which is no shape that can be read without a guess; NAMES objects or lists, whose fields are no"
                        + " columns: write what they say as columns of their own, one row for each comparison";
        assertEquals(
                "s.jsonl:1: the columns are info, summaries, choice" + nested.replace("NAMES", "info, summaries hold"),
                inputs.refusal(
                        inputs.text(
                                "s.jsonl",
                                "{\"info\":{\"post\":\"p\"},\"summaries\":[{\"text\":\"a\"},{\"text\":\"b\"}],\"choice\":1}\n")));
        Path struct =
                inputs.parquet("p.parquet", "SELECT {'model_a': 'x', 'model_b': 'y'} AS sample, 'model_a' AS winner");
        assertEquals(
                "p.parquet:1: the columns are sample, winner" + nested.replace("NAMES", "sample holds"),
                inputs.refusal(struct));
    }

    /** What the first record does not have is looked at as what it has; of the rows before it was empty. */
    @Test
    void columnsThatComeLateAreWatched() {
        Path system = inputs.text("system.jsonl", """
                {"prompt":"q","chosen":"a","rejected":"b"}
                {"prompt":"r","chosen":"a","rejected":"b","mood":"good"}
                {"prompt":"q","chosen":"b","rejected":"a","mood":"bad","system":"Lie."}
                """);
        assertEquals(
                "system.jsonl: rows with the prompt \"q\" differ in the column \"system\", which is not read; if it is a part"
                        + " of the prompt, say --column prompt=system+prompt and write it in every record, else leave it out"
                        + " of the file",
                inputs.refusal(system).replace("prompt=prompt+system", "prompt=system+prompt"));
        Path ask = inputs.text("ask.jsonl", """
                {"chosen":"Yes","rejected":"No"}
                {"ask":"Is this so?","chosen":"Yes","rejected":"No"}
                {"ask":"Is that so?","chosen":"No","rejected":"Yes"}
                """);
        assertTrue(inputs.refusal(ask).contains("\"ask\" may be it"));
        Path counted = inputs.text("counted.jsonl", """
                {"winner":"a","loser":"b"}
                {"winner":"b","loser":"a","seen":7}
                """);
        Source source = Inputs.source(Inputs.judgements(counted));
        assertEquals(List.of("seen"), source.ignored());
        assertEquals(
                List.of(
                        "the column seen is ignored; if a row stands for that many judgements, say --column weight=seen"),
                source.notes());
        Path many = inputs.text(
                "many.jsonl",
                "{\"winner\":\"a\",\"loser\":\"b\"}\n"
                        + IntStream.range(0, 40)
                                .mapToObj(k -> "{\"winner\":\"b\",\"loser\":\"a\",\"x" + k + "\":\"y\"}\n")
                                .collect(Collectors.joining()));
        assertEquals(40, Inputs.source(Inputs.judgements(many)).ignored().size());
    }

    @Test
    void promptsAreNeverMergedOrGuessed() {
        String[] rows = {
            "{\"instruction\":\"Is it positive?\",\"input\":\"I love it.\",\"chosen\":\"Yes\",\"rejected\":\"No\"}",
            "{\"instruction\":\"Is it positive?\",\"input\":\"I hate it.\",\"chosen\":\"No\",\"rejected\":\"Yes\"}"
        };
        Path file = inputs.text("parts.jsonl", String.join("\n", rows));
        assertEquals(
                "parts.jsonl:1: chosen and rejected come without a prompt column, but \"instruction\" and \"input\" may be it;"
                        + " say so with --column prompt=instruction+input or leave those columns out if the texts contain"
                        + " their prompt",
                inputs.refusal(file));
        assertEquals(
                "parts.jsonl: rows with the prompt \"Is it positive?\" differ in the column \"input\", which is not read; if"
                        + " it is a part of the prompt, say --column prompt=instruction+input, else leave it out of the"
                        + " file",
                inputs.refusal(ReadOptions.defaults().withColumn(Role.PROMPT, "instruction"), file));
        ReadOptions both = ReadOptions.defaults().withColumn(Role.PROMPT, "instruction+input");
        assertTrue(PreferenceFiles.read(List.of(file), both) instanceof Reading.Unshared unshared
                && unshared.profile().options() == 4);
        Path named = inputs.text(
                "named.jsonl",
                String.join("\n", rows).replace("\"instruction\"", "\"prompt\"").replace("\"input\"", "\"context\""));
        assertTrue(inputs.refusal(named).contains("say --column prompt=prompt+context"));
        Path odd = inputs.text("odd.jsonl", """
                {"ask":"Is this so?","chosen":"Yes","rejected":"No"}
                {"ask":"Is that so?","chosen":"No","rejected":"Yes"}
                """);
        assertEquals(
                "odd.jsonl: the texts come without a prompt column, but \"ask\" may be it; say so with --column prompt=ask, or"
                        + " --column prompt=none if the texts contain their prompt",
                inputs.refusal(odd));
        assertTrue(PreferenceFiles.read(List.of(odd), ReadOptions.defaults().withColumn(Role.PROMPT, "none"))
                        .sources()
                        .get(0)
                        .rows()
                == 2);
    }

    @Test
    void answersThatAreEmptyAreCounted() {
        Path file = inputs.text("empty.jsonl", "{\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":\"\"}\n");
        assertEquals(
                List.of("1 answer is empty, and counted as any other; leave such rows out if nothing was answered"),
                PreferenceFiles.read(List.of(file), ReadOptions.defaults()).notes());
    }

    @Test
    void promptsThatAreEmptyAreCounted() {
        Path file = inputs.text("unasked.csv", "prompt,chosen,rejected\n,a,b\n,b,a\np,a,b\n");
        assertEquals(
                List.of(
                        "2 prompts are empty, and what answers an empty prompt counts as answers to one; leave such rows out if"
                                + " the prompt is lost"),
                PreferenceFiles.read(List.of(file), ReadOptions.defaults()).notes());
    }

    /** As editors and people write it again. */
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
    winner,loser,day/x,y,1/y,x,2/Winner,Loser,Day             => 4
    winner,loser/x,y/ winner , loser /y,x                     => 3
    "winner","loser"/x,y/winner,loser                         => 3
    ranked 1st,rank1,rank2/1,a,b/2,b,a/ranked 1st,RANK1,Rank2 => 4
    """)
    void headersThatAreRepeatedInOtherLetters(String text, int line) {
        assertTrue(
                inputs.refusal(inputs.text("all.csv", text.replace('/', '\n') + "\n"))
                        .startsWith("all.csv:" + line + ": the row repeats the header"),
                text);
    }

    /** A name like that of its column is one, unless the other field is the name of its column too. */
    @Test
    void namesLikeThoseOfColumnsAreNames() {
        assertEquals(
                Map.of("Winner|a", "1 0 0 0", "a|loser", "1 0 0 0"),
                Inputs.table(csv("winner,loser/Winner,a/a,loser").counts()));
    }

    @Test
    void headersThatAreRepeated() {
        for (String text : List.of(
                "winner,loser\na,b\nb,a\nwinner,loser\na,b\n",
                "chosen_model,rejected_model\na,b\nb,a\nchosen_model,rejected_model\na,b\n",
                "prompt,chosen,rejected\np,a,b\np,b,c\nprompt,chosen,rejected\np,c,a\n")) {
            Path file = inputs.text("all.csv", text);
            assertEquals(
                    "all.csv:4: the row repeats the header, as where files with headers were joined; --skip-bad-rows leaves"
                            + " such rows out",
                    inputs.refusal(file));
            assertEquals(
                    3,
                    Inputs.judgements(ReadOptions.defaults().skippingBadRows(), file)
                            .counts()
                            .rows());
        }
    }

    @Test
    void whatIsNotUsedRefusesNothing() throws IOException {
        String deep = "[".repeat(5000) + "]".repeat(5000);
        Reading.Judgements read = jsonl(
                ReadOptions.defaults(),
                "{\"winner\":\"x\",\"loser\":\"y\",\"score\":NaN,\"score\":-Infinity}",
                "{\"winner\":\"y\",\"loser\":\"x\",\"more\":" + deep + "}",
                "{\"winner\":\"y\",\"loser\":\"x\",\"score\":" + "9".repeat(2000) + "}");
        assertEquals(3, read.counts().rows());
        byte[] latin =
                "winner,loser,note\nx,y,caf\u00e9\ny,x,\u00fc\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertEquals(
                2, Inputs.judgements(inputs.bytes("latin.csv", latin)).counts().rows());
        byte[] json = "{\"winner\":\"x\",\"loser\":\"y\",\"note\":\"\u00e9\"}"
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertEquals(
                1, Inputs.judgements(inputs.bytes("latin.jsonl", json)).counts().rows());
        assertTrue(inputs.refusal(inputs.text("w.jsonl", "{\"winner\":\"x\",\"loser\":\"y\",\"weight\":NaN}"))
                .contains("weight must be a finite number"));
        Path full = inputs.text("full.csv", "winner,loser\na,b\nb,a\n");
        for (Path empty : List.of(
                inputs.text("header.csv", "winner,loser\n"),
                inputs.text("other.csv", "what,ever\n"),
                inputs.text("nothing.csv", ""),
                inputs.text("none.json", "[]"),
                inputs.bytes("packed.csv.gz", Inputs.gzip(new byte[0])),
                inputs.parquet("none.parquet", "SELECT 'a' AS winner, 'b' AS loser LIMIT 0"))) {
            Reading.Judgements both = Inputs.judgements(full, empty);
            assertEquals(2, both.counts().rows());
            assertEquals(
                    List.of("there are no rows in " + empty),
                    both.sources().get(1).notes());
            assertTrue(inputs.refusal(empty).startsWith(String.valueOf(empty.getFileName())), empty + " alone");
        }
    }

    @Test
    void waysIn() throws IOException {
        Map<String, String> expected = Map.of("a|b", "2 1 0 0");
        Path wrapped = inputs.text(
                "wrapped.json",
                "{\"version\": 1, \"data\": [\n {\"winner\":\"a\",\"loser\":\"b\"},\n {\"winner\":\"a\",\"loser\":\"b\"},"
                        + "{\"winner\":\"b\",\"loser\":\"a\"}], \"more\": {\"x\": [1]}}\n");
        Path byIndex = inputs.text(
                "index.json",
                "{\"0\":{\"winner\":\"a\",\"loser\":\"b\"},\"1\":{\"winner\":\"a\",\"loser\":\"b\"},"
                        + "\"2\":{\"winner\":\"b\",\"loser\":\"a\"}}");
        Path sep = inputs.text("sep.csv", "sep=;\nwinner;loser\na;b\na;b\nb;a\n");
        Path comment = inputs.text("comment.csv", "# exported, 2026\n#\nwinner,loser\na,b\na,b\nb,a\n");
        for (Path file : List.of(wrapped, byIndex, sep, comment)) {
            assertEquals(expected, Inputs.table(Inputs.judgements(file).counts()), file.toString());
        }
        for (char separator : ",;|\t:^~!@#%&".toCharArray()) {
            String rows = "winner;loser\na;b\na;b\nb;a\n".replace(';', separator);
            for (String first : List.of("sep=" + separator, "SEP=" + separator + "\r")) {
                Path odd = inputs.text("odd.csv", first + "\n" + rows);
                assertEquals(expected, Inputs.table(Inputs.judgements(odd).counts()), first);
            }
        }
        assertEquals(
                "columns.json:1: this is how pandas writes a table column by column; write it with df.to_json(FILE,"
                        + " orient=\"records\", lines=True)",
                inputs.refusal(inputs.text(
                        "columns.json", "{\"winner\":{\"0\":\"x\",\"1\":\"y\"},\"loser\":{\"0\":\"y\",\"1\":\"x\"}}")));
        assertTrue(inputs.refusal(inputs.text(
                        "split.json", "{\"columns\":[\"winner\",\"loser\"],\"index\":[0],\"data\":[[\"x\",\"y\"]]}"))
                .contains("split into columns and data"));
        assertTrue(inputs.refusal(inputs.text("cut.json", "{\"data\":[{\"winner\":\"a\",\"loser\":\"b\"}]"))
                .contains("the object around the list has no end"));
        Files.createDirectories(folder.resolve("parts/deep/.hidden"));
        Inputs shards = new Inputs(folder.resolve("parts"));
        shards.text("part-1.csv", "winner,loser\na,b\n");
        shards.text("_SUCCESS", "");
        shards.text("README.md", "about");
        shards.text("deep/part-2.csv", "winner,loser\na,b\nb,a\n");
        shards.text("deep/.hidden/part-3.csv", "winner,loser\nz,b\n");
        assertEquals(
                expected,
                Inputs.table(Inputs.judgements(folder.resolve("parts")).counts()));
        assertEquals(
                expected,
                Inputs.table(
                        Inputs.judgements(folder.resolve("parts/**part-*.csv")).counts()));
        shards.text("copy.jsonl", "{}");
        assertTrue(inputs.refusal(folder.resolve("parts")).contains("are of several formats (csv, jsonl)"));
    }

    /** As Hugging Face's server of data sets gives them: a list of columns, then rows in objects of their own. */
    @Test
    void rowsInObjectsOfTheirOwn() {
        String head =
                "{\"features\":[{\"feature_idx\":0,\"name\":\"winner\",\"type\":{\"dtype\":\"string\"}}],\n\"rows\":[";
        String row = "{\"row_idx\":%d,\"row\":{\"winner\":\"%s\",\"loser\":\"%s\"},\"truncated_cells\":[]}";
        String rows =
                row.formatted(0, "a", "b") + ",\n" + row.formatted(1, "a", "b") + "," + row.formatted(2, "b", "a");
        String tail = "],\"num_rows_total\":3,\"partial\":false}";
        Path file = inputs.text("rows.json", head + rows + tail);
        assertEquals(
                Map.of("a|b", "2 1 0 0"), Inputs.table(Inputs.judgements(file).counts()));
        assertEquals(
                "odd.json:2: record 2 has no object \"row\", as the first has",
                inputs.refusal(inputs.text("odd.json", head + row.formatted(0, "a", "b") + ",{\"row\":3}" + tail)));
        assertTrue(inputs.refusal(inputs.text("cut.json", head + row.formatted(0, "a", "b") + ",{\"row\":{\"win"))
                .startsWith("cut.json:2: record 2 has no end"));
        assertEquals(
                "bad.json:2: record 1: loser holds an object or a list, where one text or number must be; --skip-bad-rows leaves"
                        + " such rows out",
                inputs.refusal(inputs.text(
                        "bad.json", head + "{\"row\":{\"winner\":\"a\",\"loser\":[]},\"row_idx\":0}" + tail)));
    }

    /** What lies beside the list of records is passed over, unless it is another list of records. */
    @Test
    void noListOfRecordsIsPassedOver() {
        String row = "{\"winner\":\"a\",\"loser\":\"b\"}";
        String other = "{\"winner\":\"b\",\"loser\":\"a\"}";
        String refused =
                ":1: the file holds a second list of records behind the first; write each list to a file of its own, or"
                        + " one list of all";
        for (String both : List.of(
                "{\"train\":[" + row + "],\"test\":[" + other + "]}",
                "{\"data\":[" + row + "],\"note\":\"],[{\\\"\",\"more\": [ " + other + ",1]}",
                "{\"data\":[" + row + "]}{\"data\":[" + other + "]}")) {
            assertEquals("both.json" + refused, inputs.refusal(inputs.text("both.json", both)), both);
        }
        Path one = inputs.text(
                "one.json",
                "{\"features\":[{\"name\":\"winner\"}],\"rows\":[" + row + "," + other
                        + "],\"features\":[{\"name\":\"x\"}],\"deep\":{\"rows\":[" + row + "]},\"none\":[]}");
        assertEquals(
                Map.of("a|b", "1 1 0 0"), Inputs.table(Inputs.judgements(one).counts()));
    }

    @Test
    void filesThatAreToldApartByName() {
        assertTrue(inputs.refusal(inputs.text("a.wmd", "# FILE NAME: a.wmd\n# DATA TYPE: wmd\n1, 2, 3.0\n"))
                .contains("this is a PrefLib file of categories or of a graph"));
        assertTrue(inputs.refusal(inputs.text(
                        "ranked.jsonl", "{\"prompt\":\"p\",\"completions\":[\"a\",\"b\"],\"ranks\":[1.0,2.0]}"))
                .contains("the columns completions and ranks hold texts that were ranked and not who wrote them"));
        assertEquals(
                "a.arrow: the file is an Arrow stream, as Hugging Face's datasets keep them; save it as Parquet",
                inputs.refusal(inputs.bytes("a.arrow", new byte[] {-1, -1, -1, -1, 16, 0, 0, 0, 0, 0})));
        assertEquals(
                "w.csv.xz: the file is compressed by xz; unpack it, or use gzip",
                inputs.refusal(inputs.bytes("w.csv.xz", new byte[] {-3, 55, 122, 88, 90, 0, 0, 4})));
        assertEquals(
                "p.csv: this is a pointer that Git LFS leaves in place of a file; fetch the file with git lfs pull",
                inputs.refusal(
                        inputs.text("p.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 1\n")));
        assertEquals(
                "p.csv: this is a web page, as where a download asks who is there; fetch the file itself",
                inputs.refusal(inputs.text("p.csv", "\n<!DOCTYPE html>\n<html></html>\n")));
        String sheet = "PK\u0003\u0004" + "\u0000".repeat(26) + "[Content_Types].xml and more";
        assertEquals(
                "w.xlsx: the file is a spreadsheet (Excel or OpenDocument); save the sheet as CSV",
                inputs.refusal(inputs.text("w.xlsx", sheet)));
    }

    @Test
    void questionsInColumnsAreToldApart() {
        assertEquals(
                "survey.csv:1: the columns coffee vs tea, tea vs. milk, \"Coffee or milk?\" look like questions about two"
                        + " options each, with a row for whoever answered them; write a row for each answer instead:"
                        + " model_a, model_b, winner, and who gave it (rater)",
                inputs.refusal(inputs.text(
                        "survey.csv", "id,coffee vs tea,tea vs. milk,Coffee or milk?\n1,coffee,milk,coffee\n")));
    }

    @Test
    void authorsThatAreTheSame() {
        assertTrue(inputs.refusal(
                        inputs.text(
                                "self.jsonl",
                                "{\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":\"b\",\"chosen_model\":\"m\",\"rejected_model\":\"m\"}"))
                .contains("to compare the texts themselves, say --column prompt=prompt --column chosen=chosen --column"
                        + " rejected=rejected"));
    }
}
