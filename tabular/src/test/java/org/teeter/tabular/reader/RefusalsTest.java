package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.tabular.bytes.Leftovers;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.row.Format;

/** Everything that is refused, with the whole message: file, row, what was found, what to do. */
class RefusalsTest {
    private static final String SKIP = "; --skip-bad-rows leaves such rows out";
    private static final String SHAPES = "which is no shape that can be read without a guess";
    private static final String NAME_THEM = "; say which column is what, e.g. --column first=… --column second=…"
            + " --column winner=… (or wins-first, wins-second and ties for counts); the shapes are left,right,winner |"
            + " model_a,model_b,winner | player1,player2,winner |"
            + " model_a,model_b,winner_model_a,winner_model_b[,winner_tie] | item1,item2,wins1,wins2[,ties] |"
            + " winner,loser | chosen_model,rejected_model | [prompt,]chosen,rejected | white,black,result |"
            + " HomeTeam,AwayTeam,FTR | generator_1,generator_2,preference | ranking | rank1,rank2,… | ballot,item,rank |"
            + " a column for each item, holding its rank";

    @TempDir
    private Path folder;

    private Inputs inputs = new Inputs(Path.of("."));

    @BeforeEach
    void inputsAreFilesOfTheFolder() {
        inputs = new Inputs(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '`',
            textBlock = """
    model_a,model_b,winner/tie,y,tie           => 2: winner is "tie", which is both a label and the name of the first option; rename the option
    model_a,model_b,winner/x,model_a,model_a   => 2: winner is "model_a", which is both a label and the name of the second option; rename the option
    left,right,winner/x,,left                  => 2: right must be the name of an option, got nothing
    left,right,winner/x,  ,left                => 2: right must be the name of an option, got nothing
    left,right,winner/x,x,left                 => 2: left and right are both "x", and nothing can be preferred to itself
    winner,loser/x, x                          => 2: winner and loser are both "x", and nothing can be preferred to itself
    winner,loser,weight/x,y,NaN                => 2: weight must be a finite number, not negative, got "NaN"
    winner,loser,weight/x,y,-1                 => 2: weight must be a finite number, not negative, got "-1"
    winner,loser,weight/x,y,1e999              => 2: weight must be a finite number, not negative, got "1e999"
    winner,loser,weight/x,y,0x1p3              => 2: weight must be a finite number, not negative, got "0x1p3"
    winner,loser,weight/x,y,                   => 2: weight must be a finite number, not negative, got nothing; write 1 if the row counts as any other
    winner,loser,weight/x,y,"0,5"              => 2: weight must be a finite number, not negative, got "0,5"; write decimals with a point
    winner,loser,weight/x,y,1/x,y,1e308        => 3: weight must be 0 or from 1e-20 to 1e20, got "1e308"; multiply all weights by one factor that brings them there
    winner,loser,weight/x,y,1/x,y,1.0001e20    => 3: weight must be 0 or from 1e-20 to 1e20, got "1.0001e20"; multiply all weights by one factor that brings them there
    winner,loser,weight/x,y,9.999e-21          => 2: weight must be 0 or from 1e-20 to 1e20, got "9.999e-21"; multiply all weights by one factor that brings them there
    winner,loser,weight/x,y,1e-308             => 2: weight must be 0 or from 1e-20 to 1e20, got "1e-308"; multiply all weights by one factor that brings them there
    winner,loser,weight/x,y,5e-324             => 2: weight must be 0 or from 1e-20 to 1e20, got "5e-324"; multiply all weights by one factor that brings them there
    winner,loser,weight/x,y,1e-400             => 2: weight must be 0 or from 1e-20 to 1e20, got "1e-400"; multiply all weights by one factor that brings them there
    winner,loser,weight/x,y,.1e-999999999      => 2: weight must be 0 or from 1e-20 to 1e20, got ".1e-999999999"; multiply all weights by one factor that brings them there
    winner,loser,weight/x,y,1e309              => 2: weight must be a finite number, not negative, got "1e309"
    winner,loser,weight/x,y,Infinity           => 2: weight must be a finite number, not negative, got "Infinity"
    winner,loser,weight/x,y,-1e-400            => 2: weight must be 0 or from 1e-20 to 1e20, got "-1e-400"; multiply all weights by one factor that brings them there
    item1,item2,wins1,wins2/x,y,1e-400,1       => 2: wins1 must be a whole number of judgements, not negative, at most 2^53, got "1e-400"
    item1,item2,wins1,wins2/x,y,2.99999999999999999999,1 => 2: wins1 must be a whole number of judgements, not negative, at most 2^53, got "2.99999999999999999999"; give ties a column of their own rather than halves
    item1,item2,wins1,wins2/x,y,9007199254740992.5,1 => 2: wins1 must be a whole number of judgements, not negative, at most 2^53, got "9007199254740992.5"
    item1,item2,wins1,wins2,weight/x,y,3,1,1e-30 => 2: weight must be 0 or from 1e-20 to 1e20, got "1e-30"; multiply all weights by one factor that brings them there
    item1,item2,wins1,wins2/x,y,NA,1           => 2: wins1 must be a whole number of judgements, not negative, at most 2^53, got "NA"; write 0 if nothing happened, or leave the row out if nobody judged
    item1,item2,wins1,wins2/x,y,1,             => 2: wins2 must be a whole number of judgements, not negative, at most 2^53, got nothing; write 0 if nothing happened, or leave the row out if nobody judged
    item1,item2,wins1,wins2/x,y,3.5,1          => 2: wins1 must be a whole number of judgements, not negative, at most 2^53, got "3.5"; give ties a column of their own rather than halves
    item1,item2,wins1,wins2/x,y,-3,1           => 2: wins1 must be a whole number of judgements, not negative, at most 2^53, got "-3"
    item1,item2,wins1,wins2/x,y,1e16,1         => 2: wins1 must be a whole number of judgements, not negative, at most 2^53, got "1e16"
    item1,item2,wins1,wins2/x,y,9007199254740992,1 => 2: the counts of a row must not exceed 2^53, got 9007199254740992, 1 and 0
    item1,item2,wins1,wins2/x,y,9007199254740992,0/x,y,1,0 => 3: there are more than 2^53 judgements in all; are the counts counts?
    model_a,model_b,winner_model_a,winner_model_b,winner_tie/x,y,1,1,0   => 2: exactly one of winner_model_a, winner_model_b and winner_tie must be 1, got 1, 1 and 0
    model_a,model_b,winner_model_a,winner_model_b,winner_tie/x,y,0,0,0   => 2: exactly one of winner_model_a, winner_model_b and winner_tie must be 1, got 0, 0 and 0
    model_a,model_b,winner_model_a,winner_model_b,winner_tie,winner_tie_bothbad/x,y,0,0,0,0 => 2: exactly one of winner_model_a, winner_model_b, winner_tie and winner_tie_bothbad must be 1, got 0, 0, 0 and 0
    item1,item2,wins1,wins2/x,y,"1,200",1      => 2: wins1 must be a whole number of judgements, not negative, at most 2^53, got "1,200"; write thousands without a mark between them, as 1200, and whole numbers without decimals
    item1,item2,wins1,wins2/x,y,1.200,1        => 2: wins1 must be a whole number of judgements, not negative, at most 2^53, got "1.200"; write thousands without a mark between them, as 1200, and whole numbers without decimals
    item1,item2,wins1,wins2/x,y,1.000,1        => 2: wins1 must be a whole number of judgements, not negative, at most 2^53, got "1.000"; write thousands without a mark between them, as 1000, and whole numbers without decimals
    model_a,model_b,winner_model_a,winner_model_b,winner_tie/x,y,1,oui,0 => 2: winner_model_b must be 1 or 0, got "oui"
    winner,loser/x,y,z                         => 2: the row has 3 fields, where the header has 2; if the first field is the name of the row, as R's write.table has it, begin the header with a separator
    winner,loser/x,y/x,y,z                     => 3: the row has 3 fields, where the header has 2
    winner,loser/x,y/x                         => 3: the row has 1 field, where the header has 2
    winner,loser/x,y/"x,y/z,x                  => 3: a quote is opened and never closed
    winner,loser/"x"a,y                        => 2: text follows a closing quote; write a quote inside quotes twice
    prompt,chosen,rejected/p,a,a               => 2: chosen and rejected are the same text, and nothing can be preferred to itself
    """)
    void aBadRowIsNamed(String file, String message) {
        String text = file.replace('/', '\n') + "\n";
        assertEquals("data.csv:" + message + SKIP, inputs.refusal(inputs.text("data.csv", text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '`',
            textBlock = """
    left,right,winner/x,y,lefft      => 2: winner must be one of left, right, tie or the name of one of the two, got "lefft"; nearest is left | is "lefft" (1 row): say what it means with --label lefft=…
    left,right,winner/x,y,left/x,y,  => 3: winner must be one of left, right, tie or the name of one of the two, got nothing | is nothing (1 row): say what it means with --label null=…
    model_a,model_b,winner/x,y,z     => 2: winner must be one of model_a, model_b, tie, tie (bothbad), both_bad or the name of one of the two, got "z" | is "z" (1 row): say what it means with --label z=…
    model_a,model_b,winner/x,y,u/y,x,a>=b/x,y,u => 2: winner must be one of model_a, model_b, tie, tie (bothbad), both_bad or the name of one of the two, got "u" | are "u" (2 rows), "a>=b" (1 row): say what they mean with --label u=… --label 'a>=b=…'
    """)
    void labelsThatAreNotKnownAreListed(String file, String message) {
        String text = file.replace('/', '\n') + "\n";
        assertEquals(
                "data.csv:" + message.replace(" | ", SKIP + "; unknown here ")
                        + " (first, second, tie, both_bad or skip)",
                inputs.refusal(inputs.text("data.csv", text)));
    }

    @Test
    void rowsAreLinesAlsoAfterBlankLinesAndFieldsOfSeveralLines() {
        String text = "\n\nwinner,loser,note\r\nx,y,\"one\ntwo\r\nthree\"\n\nx,x,\n";
        assertEquals(
                "data.csv:8: winner and loser are both \"x\", and nothing can be preferred to itself" + SKIP,
                inputs.refusal(inputs.text("data.csv", text)));
    }

    @Test
    void namesThatAreTextsOrHoldControlCharacters() {
        String shown = "x".repeat(60);
        assertEquals(
                "data.csv:2: winner holds 2000 characters (\"" + shown
                        + "…\"), where a name has at most 1000; name the column of the options" + SKIP,
                inputs.refusal(inputs.text("data.csv", "winner,loser\n" + "x".repeat(2000) + ",y\n")));
        assertEquals(
                "data.csv:2: winner holds 20000 bytes, too many for a name or a label; is it the text of an answer?"
                        + " name the column of the options" + SKIP,
                inputs.refusal(inputs.text("data.csv", "winner,loser\n" + "x".repeat(20000) + ",y\n")));
        assertEquals(
                "data.csv:2: winner holds a control character in the name \"x\\u001b[31m\"; write the name without it"
                        + SKIP,
                inputs.refusal(inputs.text("data.csv", "winner,loser\nx\u001b[31m,y\n")));
    }

    @Test
    void bytesThatAreNoText() {
        byte[] latin = "winner,loser\nx,y\nJos\u00e9,y\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "data.csv:3: byte 4 of the row is not UTF-8; save the file as UTF-8" + SKIP,
                inputs.refusal(inputs.bytes("data.csv", latin)));
        assertEquals(
                "data.csv:1: byte 3 of the row is not UTF-8; save the file as UTF-8",
                inputs.refusal(
                        inputs.bytes("data.csv", "wi\u00e9ner,loser\nx,y\n".getBytes(StandardCharsets.ISO_8859_1))));
        assertEquals(
                "data.csv:2: the row holds a NUL byte; is the file binary, or UTF-16?" + SKIP,
                inputs.refusal(inputs.text("data.csv", "winner,loser\nx\0,y\n")));
        assertEquals(
                "data.csv: the file is UTF-16; save it as UTF-8",
                inputs.refusal(inputs.bytes("data.csv", "\uFEFFwinner,loser\n".getBytes(StandardCharsets.UTF_16LE))));
        assertEquals(
                "data.jsonl:2: byte 12 of the record is not UTF-8; save the file as UTF-8" + SKIP,
                inputs.refusal(inputs.bytes(
                        "data.jsonl",
                        "{\"winner\":\"x\",\"loser\":\"y\"}\n{\"winner\":\"\u00e9\",\"loser\":\"y\"}\n"
                                .getBytes(StandardCharsets.ISO_8859_1))));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
    left,right              => the columns are left, right, SHAPES; nearest is left/right, which lacks winner; say which column is what, perhaps --column first=left --column second=right --column winner=… OR
    row,col,win,loss,tie    => the columns are row, col, win, loss, tie, SHAPES NAME
    home_team,away_team,home_score,away_score => the columns are home_team, away_team, home_score, away_score, SHAPES; home_score and away_score do not say whether more is better; if they are numbers of judgements won, say --column wins-first=home_score --column wins-second=away_score; say which column is what, perhaps --column first=home_team --column second=away_team --column score-first=home_score --column score-second=away_score (the larger wins) OR
    prompt,chosen           => the columns are prompt, chosen, SHAPES; nearest is chosen/rejected texts, which lacks rejected NAME
    one                     => the line is one text and the next one has several fields; if it is a title, leave out the lines above the names of the columns, and else write these names
    winner,loser,winner     => the column "winner" is there twice; the first line must name the columns, each by its own name
    Winner,loser,winner     => the columns "Winner" and "winner" cannot be told apart; rename one of them
    item1,item2,wins1,wins2,ties,draws => the columns ties and draws both look like ties; rename one or name the columns, e.g. --column ties=draws
    a;b,c;d                 => the header can be split in several ways, at , (2 columns), ; (3 columns), and none of them is plainly right; leave only one separator in the header
    chosen,rejected,question => chosen and rejected come without a prompt column, but "question" may be it; say so with --column prompt=question or leave that column out if the texts contain their prompt
    """)
    void columnsThatWouldHaveToBeGuessed(String header, String message) {
        String expected = message.replace("SHAPES", SHAPES)
                .replace(" NAME", NAME_THEM)
                .replace(" OR", NAME_THEM.substring(NAME_THEM.indexOf(" (or")));
        assertEquals("data.csv:1: " + expected, inputs.refusal(inputs.text("data.csv", header + "\n1,2,3,4\n")));
    }

    @Test
    void columnsThatAPersonNamedAndThatDoNotDo() {
        Path file = inputs.text("data.csv", "a,b,c\nx,y,a\n");
        ReadOptions options = ReadOptions.defaults();
        assertEquals(
                "data.csv:1: there is no column \"d\" for first; the columns are a, b, c",
                inputs.refusal(options.withColumn(Role.FIRST, "d"), file));
        assertEquals(
                "data.csv:1: the column \"a\" cannot be both first and second; name another column for one of them",
                inputs.refusal(options.withColumn(Role.FIRST, "a").withColumn(Role.SECOND, "a"), file));
        assertEquals(
                "data.csv:1: the columns named for first do not make a comparison; name first, second and winner, or"
                        + " winner and loser, or first, second, wins-first and wins-second, or chosen-item and"
                        + " rejected-item, or chosen and rejected, or ranking, or ballot, item and rank; the columns are a, b, c",
                inputs.refusal(options.withColumn(Role.FIRST, "a"), file));
    }

    @Test
    void recordsThatAreNoJson() {
        String good = "{\"winner\":\"x\",\"loser\":\"y\"}\n";
        record Case(String text, String message) {}
        List<Case> cases = List.of(
                new Case(
                        good + "{\"winner\":\"x\",\"loser\":}\n",
                        "2: the JSON is broken at byte 23 of the record" + " (Unexpected character ('}' (code 125)))"
                                + SKIP),
                new Case(
                        good + "{\"winner\":\"x\",\n",
                        "2: the JSON object does not end on its line; write one object a"
                                + " line, or one list of objects" + SKIP),
                new Case(
                        good + "{\"winner\":\"x\",\n\"loser\":\"y\"}\n",
                        "2: the JSON object does not end on its line;"
                                + " write one object a line, or one list of objects" + SKIP),
                new Case(
                        "{\n \"data\": [[0, 1]]\n}\n",
                        "1: the JSON object does not end on its line; write one object a"
                                + " line, or one list of objects"),
                new Case(good + good.strip() + good, "2: text follows the object; write one object a line" + SKIP),
                new Case(
                        good + "[1]\n",
                        "2: a record must be a JSON object with a key for each column, got a list" + SKIP),
                new Case(
                        good + "7\n",
                        "2: a record must be a JSON object with a key for each column, got a bare value" + SKIP),
                new Case(good + "{\"winner\":\"x\"}\n", "2: loser must be the name of an option, got nothing" + SKIP),
                new Case(
                        good + "{\"winner\":\"x\",\"loser\":null}\n",
                        "2: loser must be the name of an option, got nothing" + SKIP),
                new Case(
                        good + "{\"winner\":\"x\",\"loser\":\"y\",\"weight\":2}\n",
                        "2: the key \"weight\" is missing in"
                                + " the first record and would change how rows are read; write it in every record"
                                + SKIP),
                new Case(
                        good + "{\"winner\":\"x\",\"loser\":[\"y\"]}\n",
                        "2: loser holds an object or a list, where one" + " text or number must be" + SKIP),
                new Case(
                        good + "{\"winner\":\"x\",\"loser\":\"y\",\"loser\":\"z\"}\n",
                        "2: the key \"loser\" is there" + " twice" + SKIP),
                new Case(
                        good + "{\"winner\":\"x\",\"loser\":\"\\ud800\"}\n",
                        "2: a string holds half a surrogate pair," + " which is no character" + SKIP),
                new Case(
                        good + "{\"winner\":\"x\",\"loser\":" + "[".repeat(200) + "\n",
                        "2: the JSON object does not end on its line; write one object a line, or one list of objects"
                                + SKIP));
        for (Case each : cases) {
            assertEquals("data.jsonl:" + each.message, inputs.refusal(inputs.text("data.jsonl", each.text)));
        }
    }

    @Test
    void listsThatAreNoJson() {
        record Case(String text, String message) {}
        List<Case> cases = List.of(
                new Case("[]", " there is no record in the file"),
                new Case(
                        "[{\"winner\":\"x\",\"loser\":\"y\"}\n",
                        "2: a comma or the closing bracket of the list must"
                                + " follow record 1, where the file ends: it is truncated"),
                new Case(
                        "[{\"winner\":\"x\",\"loser\":\"y\"},\n {\"winner\":\"x\"",
                        "2: record 2 has no end: the file is" + " truncated, or a bracket or quote is missing"),
                new Case(
                        "[{\"winner\":\"x\",\"loser\":\"y\"} {}]",
                        "1: a comma or the closing bracket of the list must" + " follow record 1"),
                new Case("[{\"winner\":\"x\",\"loser\":\"y\"}]\nx", "2: text follows the list"),
                new Case(
                        "[[0,1],[1,2]]",
                        "1: record 1: a record must be a JSON object with a key for each column, got a" + " list"),
                new Case(
                        "[{\"winner\":\"x\",\"loser\":\"y\"},\n\n{\"winner\":\"x\",\"loser\":\"x\"}]",
                        "3: record 2:" + " winner and loser are both \"x\", and nothing can be preferred to itself"
                                + SKIP));
        for (Case each : cases) {
            assertEquals("data.json:" + each.message, inputs.refusal(inputs.text("data.json", each.text)));
        }
    }

    @Test
    void filesThatAreNotThereOrNotWhatTheySeem() throws IOException {
        assertEquals("no.csv: there is no such file", inputs.refusal(folder.resolve("no.csv")));
        assertEquals(
                "sub: there is no CSV, TSV, JSON or Parquet file in this folder, as the names of its files have it",
                inputs.refusal(Files.createDirectory(folder.resolve("sub"))));
        assertEquals("data.csv: the file is empty", inputs.refusal(inputs.text("data.csv", "")));
        assertEquals(
                "data.csv.gz: the file is empty",
                inputs.refusal(inputs.bytes("data.csv.gz", Inputs.gzip(new byte[0]))));
        assertEquals(
                "data.csv: the file has columns and no rows; is it complete?",
                inputs.refusal(inputs.text("data.csv", "winner,loser\n")));
        assertEquals(
                "data.csv: nothing could be counted; all counts or weights are zero",
                inputs.refusal(inputs.text("data.csv", "item1,item2,wins1,wins2\nx,y,0,0\n")));
        assertEquals(
                "data.csv: nothing could be counted; all counts or weights are zero",
                inputs.refusal(inputs.text("data.csv", "winner,loser,weight\nx,y,0\n")));
        assertEquals(
                "data.jsonl: the name of the file says JSON, but it begins with \"winner,loser\" rather than { or [; say"
                        + " which it is, --input-format jsonl or --input-format csv",
                inputs.refusal(inputs.text("data.jsonl", "winner,loser\nx,y\n")));
        assertEquals(
                "data.csv: the name of the file says CSV, but it begins as JSON does; say which it is, --input-format csv"
                        + " or --input-format jsonl",
                inputs.refusal(inputs.text("data.csv", "{\"winner\":\"x\",\"loser\":\"y\"}\n")));
        assertEquals(
                "data.parquet: this is no Parquet file, which would begin with PAR1; say what it is, e.g. --input-format"
                        + " csv",
                inputs.refusal(inputs.text("data.parquet", "winner,loser\nx,y\n")));
        assertEquals(
                "data.csv: the file is a ZIP archive or a spreadsheet; unpack it, or save it as CSV",
                inputs.refusal(inputs.text("data.csv", "PK\u0003\u0004")));
        assertEquals("no input; name one file or more", inputs.refusal());
    }

    @Test
    void theFormatThatAPersonNamesIsTaken() {
        Path file = inputs.text("data.txt", "winner\tloser\nx,1\ty\n");
        assertEquals(
                "[x,1, y]",
                Inputs.judgements(ReadOptions.defaults().withFormat(Format.TSV), file)
                        .counts()
                        .items()
                        .toString());
        assertEquals(
                "data.txt: this is no Parquet file, which would begin with PAR1; leave --input-format parquet out",
                inputs.refusal(ReadOptions.defaults().withFormat(Format.PARQUET), file));
        assertEquals(
                "data.parquet: this is a Parquet file, not CSV; leave --input-format csv out",
                inputs.refusal(
                        ReadOptions.defaults().withFormat(Format.CSV),
                        inputs.parquet("data.parquet", "SELECT 'x' AS winner, 'y' AS loser")));
    }

    @Test
    void gzipThatIsDamaged() {
        byte[] packed = Inputs.gzip("winner,loser\nx,y\n".getBytes(StandardCharsets.UTF_8));
        byte[] changed = packed.clone();
        changed[changed.length - 5] ^= 1;
        byte[] junk = Arrays.copyOf(packed, packed.length + 3);
        junk[packed.length] = 'x';
        assertEquals(
                "data.csv.gz: the file cannot be read (the gzip data end too early: the file is truncated; fetch or"
                        + " compress it again)",
                inputs.refusal(inputs.bytes("data.csv.gz", Arrays.copyOf(packed, packed.length - 9))));
        assertEquals(
                "data.csv.gz: the file cannot be read (the gzip data are damaged (checksum or size do not match); fetch"
                        + " or compress the file again)",
                inputs.refusal(inputs.bytes("data.csv.gz", changed)));
        assertEquals(
                "data.csv.gz: the file cannot be read (the gzip data are damaged (data after the end of a member that are"
                        + " no further member); fetch or compress the file again)",
                inputs.refusal(inputs.bytes("data.csv.gz", junk)));
        assertEquals(
                "data.csv.gz: the file is packed twice; unpack it once",
                inputs.refusal(inputs.bytes("data.csv.gz", Inputs.gzip(packed))));
    }

    @Test
    void namesAndTextsAreNotMixed() {
        Path names = inputs.text("names.csv", "winner,loser\nx,y\n");
        Path texts = inputs.text("texts.csv", "prompt,chosen,rejected\np,x,y\n");
        assertEquals(
                "texts.csv: the options of names.csv have names and those of texts.csv are texts, which cannot be"
                        + " compared; read them apart, or name the columns chosen-item and rejected-item",
                inputs.refusal(names, texts));
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        Path temporary = Path.of(String.valueOf(System.getProperty("java.io.tmpdir")));
        long before = left(temporary);
        ReadOptions skip = ReadOptions.defaults().skippingBadRows();
        inputs.refusal(skip, inputs.text("data.csv", "winner,loser\nx,x\ny,y\n"));
        inputs.refusal(inputs.parquet("data.parquet", "SELECT 'x' AS winner, 'x' AS loser"));
        assertEquals(before, left(temporary));
        assertTrue(Files.exists(folder.resolve("data.csv")));
    }

    private static long left(Path temporary) throws IOException {
        try (var files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith(Leftovers.TEMPORARY))
                    .count();
        }
    }

    /** A header may hold a line break: a message does not, and what it tells to type can be typed. */
    @Test
    void whatIsToldToTypeIsOneLine() {
        String message = inputs.refusal(
                ReadOptions.defaults(), inputs.text("odd.csv", "left,right,\"the\nwinner\",other\nx,y,left,1\n"));
        assertTrue(message.contains("perhaps --column \"winner=the\\nwinner\""), message);
        assertEquals(1, message.lines().count());
        Path file = inputs.text("two.csv", "\"Winner\n(name)\",\"Loser\n(name)\"\nx,y\n");
        assertTrue(
                inputs.refusal(file).contains("--column \"winner=Winner\\n(name)\" --column \"loser=Loser\\n(name)\""));
        assertEquals(
                1,
                Inputs.judgements(
                                ReadOptions.defaults()
                                        .withColumn(Role.WINNER, "Winner\\n(name)")
                                        .withColumn(Role.LOSER, "Loser\\n(name)"),
                                file)
                        .counts()
                        .rows());
    }
}
