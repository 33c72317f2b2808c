package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.data.Rankings;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.column.Role;

/** Every way in which files write rankings, on the smallest file that shows it, and what is refused or said of them. */
class RankingsTest {
    @TempDir
    private Path folder;

    private Inputs inputs = new Inputs(Path.of("."));

    @BeforeEach
    void inputsAreFilesOfTheFolder() {
        inputs = new Inputs(folder);
    }

    static Reading.Ballots ballots(ReadOptions options, Path... files) {
        return assertInstanceOf(Reading.Ballots.class, PreferenceFiles.read(Arrays.asList(files), options));
    }

    private static Reading.Ballots ballots(Path... files) {
        return ballots(ReadOptions.defaults(), files);
    }

    /** Each ballot, {@code a > b = c | d} with what was not chosen behind the bar, and its weight. */
    static Map<String, Double> table(Rankings rankings) {
        Map<String, Double> table = new TreeMap<>();
        for (int k = 0; k < rankings.distinct(); k++) {
            StringBuilder ballot = new StringBuilder();
            for (int place = rankings.start(k); place < rankings.start(k + 1); place++) {
                boolean first = place == rankings.start(k) || rankings.level(place) > rankings.level(place - 1);
                boolean rest = rankings.level(place) == rankings.levels(k);
                ballot.append(first ? (rest ? "|" : place > rankings.start(k) ? ">" : "") : rest ? "," : "=")
                        .append(rankings.items().name(rankings.item(place)));
            }
            table.put(ballot.toString(), rankings.weight(k));
        }
        return table;
    }

    @Test
    void aNumberOfVotersBeyondAllIsRefused() {
        Path old = inputs.text("old.soc", "2\n1,A\n2,B\n30,3099999999999999999999,2\n20,1,2\n");
        String said = String.valueOf(
                assertThrows(InputException.class, () -> ballots(old)).getMessage());
        assertTrue(
                said.endsWith("the header must end with the numbers of voters, of votes and of orders, got"
                        + " \"30,3099999999999999999999,2\""),
                said);
    }

    private void reads(String shape, String name, String text, Map<String, Double> expected) {
        Reading.Ballots read = ballots(inputs.text(name, text));
        assertEquals(shape, Inputs.source(read).shape());
        assertEquals(expected, table(read.rankings()), text);
    }

    private static final String HEADER = """
            # FILE NAME: 1.soc
            # TITLE: t
            # NUMBER VOTERS: 5
            # ALTERNATIVE NAME 1: A
            # ALTERNATIVE NAME 2: B: b
            # ALTERNATIVE NAME 3: C
            """;

    @Test
    void prefLib() {
        reads(
                "PrefLib soc: voters, order",
                "1.soc",
                HEADER + "3: 1,2,3\n2: 3, 1,2\n",
                Map.of("A>B: b>C", 3.0, "C>A>B: b", 2.0));
        reads(
                "PrefLib toc: voters, order",
                "1.toc",
                HEADER + "3: 1,{2,3}\n2: {3,1}\n",
                Map.of("A>B: b=C", 3.0, "A=C|B: b", 2.0));
        reads("PrefLib soi: voters, order", "1.soi", HEADER + "3: 1,2\n2: 3,1\n", Map.of("A>B: b", 3.0, "C>A", 2.0));
        reads(
                "PrefLib toi: voters, order",
                "1.toi",
                HEADER + "3: {1,2}\r\n2: 3,{1,2}\r\n",
                Map.of("A=B: b", 3.0, "C>A=B: b", 2.0));
        reads("PrefLib soi: voters, order", "2.soi", "3: 10,2\n2: 2,10\n", Map.of("10>2", 3.0, "2>10", 2.0));
        reads(
                "PrefLib toc: voters, order",
                "old.toc",
                "3\n1,A\n2,B, b\n3,C\n5,5,2\n3,1,2,3\n2,{1,2},3\n",
                Map.of("A>B, b>C", 3.0, "A=B, b>C", 2.0));
        Path typed = inputs.text("typed", HEADER.replace("# TITLE: t", "# DATA TYPE: soi") + "5: 1,2\n");
        assertEquals(Map.of("A>B: b", 5.0), table(ballots(typed).rankings()));
        assertEquals(
                List.of(
                        "not every ballot names all 2 items; those that a ballot does not name are taken as not having been there"),
                ballots(inputs.text("3.soi", "3: 1,2\n1: 2\n")).remarks());
    }

    @Test
    void listsOfItems() {
        String shape = "ranking: ranking";
        Map<String, Double> expected = Map.of("a>b=c>d", 2.0, "d>a", 1.0);
        reads(shape, "1.jsonl", """
                {"ranking": ["a", ["b","c"], "d"], "by": "me"}
                {"ranking": [["a"], ["c", "b"], ["d"]]}
                {"ranking": ["d", "a"]}
                """, expected);
        reads(
                shape,
                "1.json",
                "{\"data\": [{\"ranking\": [\"a\",[\"b\",\"c\"],\"d\"]},{\"ranking\":[\"d\",\"a\"]},{\"ranking\":[\"a\",[\"b\",\"c\"],\"d\"]}]}",
                expected);
        reads(
                shape,
                "1.csv",
                "ranking\na > b = c > d\n\"[\"\"a\"\",[\"\"c\"\",\"\"b\"\"],\"\"d\"\"]\"\nd>a\n",
                expected);
        reads(shape, "2.jsonl", "{\"ranking\":[1,2.5,true],\"weight\":0.5}", Map.of("1>2.5>true", 0.5));
        reads(
                "ranking: ranking, rest",
                "3.jsonl",
                "{\"ranking\":[\"a\",\"b\"],\"rest\":[\"c\",\"d\"]}",
                Map.of("a>b|c,d", 1.0));
        reads(
                "ranking: ranking, candidates",
                "4.jsonl",
                "{\"ranking\":[\"b\"],\"candidates\":[\"a\",\"b\",\"c\"]}",
                Map.of("b|a,c", 1.0));
        Path told = inputs.text("5.csv", "picked,shown\nb,\"[\"\"a\"\",\"\"b\"\"]\"\n");
        ReadOptions options =
                ReadOptions.defaults().withColumn(Role.RANKING, "picked").withColumn(Role.CANDIDATES, "shown");
        assertEquals(Map.of("b|a", 1.0), table(ballots(options, told).rankings()));
        Path parquet = inputs.parquet("1.parquet", "SELECT ['a', 'b'] AS ranking UNION ALL SELECT ['b', 'a']");
        assertEquals(Map.of("a>b", 1.0, "b>a", 1.0), table(ballots(parquet).rankings()));
    }

    @Test
    void aColumnForEachPlace() {
        Map<String, Double> expected = Map.of("x>y>z", 1.0, "z>x", 1.0);
        for (String header :
                List.of("rank1,rank2,rank3", "Rank 1,Rank 2,Rank 3", "1st,2nd,3rd", "choice_1,choice_2,choice_3")) {
            reads("places: " + header.replace(",", ", "), "1.csv", header + "\nx,y,z\nz,x,\n", expected);
        }
        reads("places: 1st, 2nd", "2.csv", "id,2nd,weight,1st\n1,y,2,x\n", Map.of("x>y", 2.0));
        reads("places: rank1, rank2", "3.jsonl", "{\"rank1\":[\"x\",\"y\"],\"rank2\":\"z\"}", Map.of("x=y>z", 1.0));
        Path numbers = inputs.text("4.csv", "rank1,rank2,rank3\n3,1,2\n1,2,3\n");
        assertEquals(
                "4.csv: the columns rank1 to rank3 hold numbers up to 3, which may be the options at each place or the ranks of"
                        + " options; say which, --column ranking=rank1+rank2+rank3 (options) or --column"
                        + " rank=rank1+rank2+rank3 (ranks)",
                inputs.refusal(numbers));
        assertEquals(
                Map.of("3>1>2", 1.0, "1>2>3", 1.0),
                table(ballots(ReadOptions.defaults().withColumn(Role.RANKING, "rank1+rank2+rank3"), numbers)
                        .rankings()));
        assertEquals(
                Map.of("rank2>rank3>rank1", 1.0, "rank1>rank2>rank3", 1.0),
                table(ballots(ReadOptions.defaults().withColumn(Role.RANK, "rank1+rank2+rank3"), numbers)
                        .rankings()));
    }

    @Test
    void aRowForEachRank() {
        String shape = "a row for each rank: voter, item, rank";
        Map<String, Double> expected = Map.of("x>y>z", 1.0, "y=z>x", 1.0);
        reads(shape, "1.csv", "voter,item,rank\nu,x,1\nv,y,1\nu,z,3\nu,y,2\nv,x,2\nv,z,1.0\n", expected);
        reads(shape, "2.csv", "item,rank,voter\nz,1,v\nz,9,u\ny,4,u\nx,3,u\ny,1,v\nx,2,v\n", expected);
        assertEquals(
                List.of("1 ballot leaves out some ranks, as 1, 2, 4 do; only the order is taken"),
                ballots(folder.resolve("2.csv")).notes());
        Path told = inputs.text("3.csv", "q,model,acc\n1,x,0.9\n1,y,-3\n2,y,0.5\n2,x,0.5\n");
        ReadOptions options = ReadOptions.defaults()
                .withColumn(Role.BALLOT, "q")
                .withColumn(Role.ITEM, "model")
                .withColumn(Role.SCORE, "acc");
        assertEquals(
                Map.of("x>y", 1.0, "x=y", 1.0), table(ballots(options, told).rankings()));
        Path two = inputs.text("4.csv", "judge,event,item,rank\nj,e,x,1\nj,f,x,2\nj,e,y,2\nj,f,y,1\n");
        assertEquals(
                Map.of("x>y", 1.0, "y>x", 1.0),
                table(ballots(ReadOptions.defaults().withColumn(Role.BALLOT, "judge+event"), two)
                        .rankings()));
    }

    @Test
    void aColumnForEachItem() {
        Path file =
                inputs.text("ranks.csv", "apple,banana,orange,pear,grape\n1,2,3,0,0\n0,1,2,3,0\n1,1,2,1,0\n,,1,NA,2\n");
        Reading.Ballots read = ballots(file);
        assertEquals(
                Map.of(
                        "apple>banana>orange",
                        1.0,
                        "banana>orange>pear",
                        1.0,
                        "apple=banana=pear>orange",
                        1.0,
                        "orange>grape",
                        1.0),
                table(read.rankings()));
        assertEquals(
                List.of(
                        "an item whose rank is empty, NA or 0 is taken as not having been there",
                        "not every ballot names all 5 items; those that a ballot does not name are taken as not having been"
                                + " there"),
                read.notes());
        reads(
                "ranks of options: a, b, c",
                "2.csv",
                "id,a,b,c,weight\n1,1,2,3,2\n2,3,2,1,1\n",
                Map.of("a>b>c", 2.0, "c>b>a", 1.0));
        reads(
                "ranks of options: a, b, c",
                "3.jsonl",
                "{\"a\":1,\"b\":2.5,\"c\":2.5}\n{\"c\":1,\"b\":2,\"a\":3}\n",
                Map.of("a>b=c", 1.0, "c>b>a", 1.0));
        Path parquet = inputs.parquet("4.parquet", "SELECT 1 AS a, 2 AS b, 3 AS c UNION ALL SELECT 2, 1, NULL");
        assertEquals(Map.of("a>b>c", 1.0, "b>a", 1.0), table(ballots(parquet).rankings()));
        assertEquals(
                "5.csv: each row has just one 0, which may be the best rank or an item that was not there; write ranks from 1 on,"
                        + " and leave the fields of items empty that were not there",
                inputs.refusal(inputs.text("5.csv", "a,b,c\n0,1,2\n2,1,0\n")));
        assertEquals(
                "6.csv:3: no item has rank 1, the best has 2.0; if these are ranks all the same, say --column rank=a+b+c, and if the"
                        + " more is the better, --column score=a+b+c;"
                        + " --skip-bad-rows leaves such rows out",
                inputs.refusal(inputs.text("6.csv", "a,b,c\n1,2,3\n2,5,4\n")));
        assertTrue(inputs.refusal(inputs.text("7.csv", "a,b,c\n1,0,1\n1,1,0\n")).contains("no shape that can be read"));
        assertTrue(inputs.refusal(inputs.text("8.jsonl", "{\"a\":1,\"b\":2,\"c\":3}\n{\"a\":1,\"d\":2}\n"))
                .contains("the key \"d\" is missing in the first record"));
    }

    /** What cast vote records write for a mark that is none names no option, in whatever place it stands. */
    @Test
    void placesWhereNothingWasChosen() {
        Reading.Ballots read = ballots(inputs.text(
                "cvr.csv",
                "Precinct,Choice 1,Choice 2,Choice 3\n1,a,skipped,b\n1,b,Overvote,undervote\n2,skipped,b,a\n"));
        assertEquals(Map.of("a>b", 1.0, "b", 1.0, "b>a", 1.0), table(read.rankings()));
        assertTrue(
                read.notes()
                        .contains(
                                "4 places say that nothing was chosen there (skipped, undervote, overvote), and were left out"));
        assertEquals(
                Map.of("a>b>c", 1.0, "c>a>b", 1.0),
                table(ballots(inputs.text("n.csv", "voter,1st choice,2nd choice,3rd choice\n1,a,b,c\n2,c,a,b\n"))
                        .rankings()));
    }

    /** Ratings of which the first row could be ranks would be read the wrong way round. */
    @Test
    void columnsOfNumbersThatMayBeRatings() {
        Path ratings = inputs.text("r.csv", "gpt,claude,llama\n1,2,2\n1,5,4\n3,1,5\n2,1,4\n");
        assertEquals(
                "r.csv: most rows leave out some ranks, as 1, 2, 4 do, so that these may be ratings; say which, --column"
                        + " rank=gpt+claude+llama (ranks, 1 the best) or --column score=gpt+claude+llama (the more the better)",
                inputs.refusal(ratings));
        assertEquals(
                Map.of("claude=llama>gpt", 1.0, "claude>llama>gpt", 1.0, "llama>gpt>claude", 2.0),
                table(ballots(ReadOptions.defaults().withColumn(Role.SCORE, "gpt+claude+llama"), ratings)
                        .rankings()));
        assertEquals(
                Map.of("claude>gpt>llama", 2.0, "gpt>claude=llama", 1.0, "gpt>llama>claude", 1.0),
                table(ballots(ReadOptions.defaults().withColumn(Role.RANK, "gpt+claude+llama"), ratings)
                        .rankings()));
        Path scores = inputs.text("s.csv", "question,a,b,c\nq1,0,0.5,-1\nq2,,1e-3,7\nq3,0,NA,0\n");
        assertEquals(
                "s.csv:1: the columns are question, a, b, c, which is no shape that can be read without a guess; if each is an"
                        + " option and a row holds its score or rank, say --column score=a+b+c (the more the better) or"
                        + " --column rank=a+b+c (1 the best); if there is no header, write one",
                inputs.refusal(scores));
        assertEquals(
                Map.of("b>a>c", 1.0, "c>b", 1.0, "a=c", 1.0),
                table(ballots(ReadOptions.defaults().withColumn(Role.SCORE, "a+b+c"), scores)
                        .rankings()));
    }

    /** A column that counts rows is no option. */
    @Test
    void columnsOfVotersAreNoOptions() {
        Reading.Ballots read = ballots(inputs.text("v.csv", "a,b,c,voters\n1,2,3,10\n2,1,3,50\n"));
        assertEquals(Map.of("a>b>c", 1.0, "b>a>c", 1.0), table(read.rankings()));
        assertTrue(read.notes()
                .contains("the column voters is ignored; if a row stands for that many judgements, say --column"
                        + " weight=voters"));
    }

    @Test
    void answersOfModels() {
        String ultraFeedback = """
                {"instruction":"q","models":["m1","m2","m3"],"completions":[{"model":"m1","response":"a","overall_score":6.5,"annotations":{"helpfulness":{"Rating":"4"}}},{"model":"m2","response":"b","overall_score":7},{"model":"m3","response":"c","overall_score":7.0}]}
                """;
        reads("answers of models: completions", "u.jsonl", ultraFeedback, Map.of("m2=m3>m1", 1.0));
        String nectar = """
                {"prompt":"hi","answers":[{"answer":"a","model":"m1","rank":1.0},{"answer":"b","model":"m2","rank":2.0},{"answer":"c","model":"m3","rank":3.0}],"turns":1,"num_responses":3,"source":["x"],"good_natured":true}
                """;
        reads("answers of models: answers", "n.jsonl", nectar, Map.of("m1>m2>m3", 1.0));
        reads(
                "scored models: models, scores",
                "s.jsonl",
                "{\"prompt\":\"p\",\"completions\":[\"a\",\"b\"],\"models\":[\"x\",\"y\"],\"scores\":[-1,3.5]}",
                Map.of("y>x", 1.0));
        reads( // distilabel
                "scored models: generation_models, ratings",
                "d.jsonl",
                "{\"instruction\":\"p\",\"generations\":[\"a\",\"b\"],\"generation_models\":[\"x\",\"y\"],\"ratings\":[2,5]}",
                Map.of("y>x", 1.0));
        reads(
                "ranked models: models, ranks",
                "r.jsonl",
                "{\"prompt\":\"p\",\"completions\":[\"a\",\"b\"],\"models\":[\"x\",\"y\"],\"ranks\":[1.0,2]}",
                Map.of("x>y", 1.0));
        Path parquet = inputs.parquet(
                "a.parquet",
                "SELECT 'p' AS prompt, [{'model': 'x', 'score': 1}, {'model': 'y', 'score': 2}] AS responses");
        assertEquals(Map.of("y>x", 1.0), table(ballots(parquet).rankings()));
        assertEquals(
                "t.jsonl:1: the columns completions and scores hold texts that were ranked and not who wrote them, and texts of"
                        + " different prompts have nothing in common; add a list of the models (models), or write a row for"
                        + " each pair of answers, prompt, chosen, rejected",
                inputs.refusal(
                        inputs.text("t.jsonl", "{\"prompt\":\"p\",\"completions\":[\"a\",\"b\"],\"scores\":[1,2]}")));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
    a.jsonl {"ranking":["a","b","a"]}                   => 1: the ranking names "a" twice; name each item once
    a.jsonl {"ranking":["a",["b",["c"]]]}               => 1: ranking must list options, the best first, as ["a", ["b", "c"]] or a > b = c do, got lists three deep
    a.jsonl {"ranking":["a",{"b":1}]}                   => 1: ranking must list options, the best first, as ["a", ["b", "c"]] or a > b = c do, got an object in it
    a.jsonl {"ranking":["a",null]}                      => 1: ranking must list options, the best first, as ["a", ["b", "c"]] or a > b = c do, got null in it
    a.jsonl {"ranking":["a"," "]}                       => 1: ranking must be the name of an option, got nothing
    a.jsonl {"ranking":["a"],"candidates":["b"]}        => 1: ranking ranks "a", which is not among candidates
    a.csv ranking/a b                                   => 2: ranking must list options, the best first, as ["a", ["b", "c"]] or a > b = c do, got "a b"
    a.csv voter,item,rank/u,x,0                         => 2: rank must be a rank, a number from 1 (the best) on, got "0"
    a.csv voter,item,rank/u,x,-1                        => 2: rank must be a rank, a number from 1 (the best) on, got "-1"
    a.csv voter,item,rank/u,x,NaN                       => 2: rank must be a rank, a number from 1 (the best) on, got "NaN"
    a.csv voter,item,rank/u,x,                          => 2: rank must be a rank, a number from 1 (the best) on, got nothing
    a.csv voter,item,rank/u,x,1/u,x,2                   => 3: the ballot "u" names "x" twice; name each item once
    a.csv voter,item,rank,weight/u,x,1,1/u,y,2,2        => 3: the weight of the ballot "u" was 1.0 before, got 2.0; give all rows of a ballot one weight
    a.csv voter,item,rank/,x,1                          => 2: voter must be the name of a ballot, got nothing
    a.csv a,b,c/1,2,3/1,x,2                             => 3: b must be a rank, a number from 1 (the best) on, got "x"
    a.csv 1st,2nd/x,x                                   => 2: the ranking names "x" twice; name each item once
    a.soi 3: 1,2,1                                      => 1: the ranking names "1" twice; name each item once
    a.soi 3: 1,{2,3}                                    => 1: an order must be numbers with commas between, as 1,2,3, without ties in a file of the type soi, got " 1,{2,3}"
    a.toi 3: 1,{2,3                                     => 1: a brace is opened and not closed in the order " 1,{2,3"
    a.toi 3 1,2                                         => 1: a line must be a number of voters and an order, as 3: 1,2,{3,4}, got "3 1,2"
    a.toi -3: 1,2                                       => 1: the number of voters must be a whole number of judgements, not negative, at most 2^53, got "-3"
    a.soi # ALTERNATIVE NAME 1: A/1: 1,2                => 2: the order names alternative 2, which the header does not name; the last there is 1
    a.jsonl {"answers":[{"model":"x"}]}                 => 1: an answer in answers has neither rank nor score (rank, overall_score, score, rating, reward)
    a.jsonl {"answers":[{"score":1}]}                   => 1: an answer in answers does not say which model wrote it (model, model_name, source, policy, system, generator, name)
    a.jsonl {"models":["x"],"scores":[1,2]}             => 1: models lists 1 and scores 2; write one of the one for each of the other
    a.jsonl {"models":["x","y"],"scores":[1,"?"]}       => 1: scores must be a finite number, the more the better, got "?"
    """)
    void refusals(String file, String message) {
        int cut = file.indexOf(' ');
        Path path = inputs.text(
                file.substring(0, cut), file.substring(cut + 1).strip().replace('/', '\n') + "\n");
        String refusal = inputs.refusal(path);
        assertTrue(refusal.startsWith(file.substring(0, cut) + ":" + message), refusal + "\n" + message);
    }

    @Test
    void whatSaysLittleIsSaid() {
        assertEquals(
                List.of(
                        "1 ballot ranks nothing, and was left out",
                        "2 ballots rank one item alone, which says nothing of any other"),
                ballots(inputs.text("a.csv", "1st,2nd\nx,y\n,\nx,\ny,\n"))
                        .sources()
                        .get(0)
                        .notes());
        assertEquals(
                List.of("the header has 5 voters, and the orders come from 4; is the file complete?"),
                ballots(inputs.text("1.soc", HEADER + "4: 1,2,3\n"))
                        .sources()
                        .get(0)
                        .notes());
        assertEquals(
                "p.csv: q.csv holds pairs and p.csv holds rankings, which are models of their own; read them apart",
                inputs.refusal(inputs.text("q.csv", "winner,loser\nx,y\n"), inputs.text("p.csv", "1st,2nd\nx,y\n")));
        assertTrue(inputs.refusal(
                        inputs.text("j.jsonl", "{\"ranking\":[\"a\",\"b\"]}\n{\"ranking\":[\"a\"],\"rest\":[\"b\"]}\n"))
                .contains("the key \"rest\" is missing in the first record and would change how rows are read"));
        assertEquals(
                2,
                ballots(
                                ReadOptions.defaults().skippingBadRows(),
                                inputs.text("s.csv", "voter,item,rank\nu,x,1\nu,x,2\nv,x,1\n"))
                        .rankings()
                        .ballots());
        Path one = inputs.text("one.csv", "voter,item,rank\nu,x,1\nu,y,2\n");
        Path two = inputs.text("two.csv", "voter,item,rank\nu,z,3\n");
        assertEquals(
                "two.csv:2: the ballot \"u\" is also in a file before this; keep a ballot in one file, or give ballots of other"
                        + " files other names; --skip-bad-rows leaves such rows out",
                inputs.refusal(one, two));
    }
}
