package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.teeter.report.document.PublishedDocument;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What programs rely on: documents as docs/schema says, columns as docs/COMPATIBILITY.md lists them. */
class PublishedDocumentsTest extends CommandFixture {
    private static final String VOTES = "../examples/arena-small.csv";
    private static final String GAMES = "../examples/baseball.csv";

    @ParameterizedTest
    @EnumSource
    void aSchemaIsKnownByTheNameThatDocumentsGive(PublishedDocument kind) {
        JsonNode schema = PublishedSchemas.json(kind);
        assertEquals(kind.schema(), schema.get("$id").asString());
        assertEquals(
                "https://json-schema.org/draft/2020-12/schema",
                schema.get("$schema").asString());
    }

    /** Every way to end up with such a document; what is not of the schema fails in the fixture. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fit VOTES                                             | FIT
            fit VOTES --ci none                                   | FIT
            fit VOTES --scale elo --anchor old-baseline=1000      | FIT
            fit VOTES --model davidson,probit                     | FIT
            fit VOTES --bootstrap 20                              | FIT
            fit VOTES --quasi-variances                           | FIT
            fit VOTES --check                                     | FIT
            fit VOTES --check --model davidson                    | FIT
            fit GAMES --home --check                              | FIT
            fit ballots.jsonl --prior normal:2 --check            | FIT
            fit fans.csv --strong-components --quasi-variances    | FIT
            fit VOTES --model student_t3                          | FIT
            fit VOTES --prior firth                               | FIT
            fit GAMES --home                                      | FIT
            fit fans.csv                                          | NO_FIT
            fit fans.csv --strong-components                      | FIT
            fit ballots.jsonl --prior normal:2                    | FIT
            fit rated.csv --raters 0.5 --column rater=judge       | FIT
            fit rated.csv --se clustered --column rater=judge     | FIT
            fit rated.csv --column group=judge --prior normal:1   | FIT
            fit prompts.jsonl --prior normal:1                    | FIT
            audit VOTES                                           | AUDIT
            audit VOTES --loss dpo,cdpo,rdpo,ipo,simpo --margin 1 | AUDIT
            audit VOTES --targets cedar,fir                       | AUDIT
            audit GAMES --home                                    | AUDIT
            audit fans.csv                                        | NO_FIT
            audit fans.csv --prior normal:1                       | AUDIT
            audit ballots.jsonl --prior normal:2                  | AUDIT
            audit rated.csv --raters 0.5 --column rater=judge     | AUDIT
            audit rated.csv --column rater=judge                  | AUDIT
            audit prompts.jsonl --prior normal:1                  | AUDIT
            fit apart.jsonl                                       | NOTHING_TO_FIT
            audit apart.jsonl                                     | NOTHING_TO_FIT
            """)
    void aDocumentNamesItsSchemaAndKeepsIt(String words, PublishedDocument kind) throws Exception {
        Files.writeString(folder.resolve("fans.csv"), "winner,loser\na,b\nb,a\na,c\nc,d\nd,c\n");
        Files.writeString(folder.resolve("ballots.jsonl"), """
                {"ranking": ["a", ["b", "c"], "d"]}
                {"ranking": ["d", "a"]}
                {"ranking": ["c", "b"]}
                """);
        Files.writeString(folder.resolve("apart.jsonl"), """
                {"prompt": "p", "chosen": "a", "rejected": "b"}
                {"prompt": "q", "chosen": "c", "rejected": "d"}
                """);
        Files.writeString(folder.resolve("rated.csv"), """
                winner,loser,judge
                a,b,x
                b,a,y
                b,c,x
                c,b,y
                a,c,x
                c,a,x
                c,a,y
                b,c,z
                a,b,z
                """);
        Files.writeString(folder.resolve("prompts.jsonl"), """
                {"prompt": "p", "chosen": "a", "rejected": "b"}
                {"prompt": "p", "chosen": "b", "rejected": "c"}
                {"prompt": "q", "chosen": "d", "rejected": "e"}
                """);
        List<Object> typed = typed(words);
        typed.addAll(List.of("--json", "--quiet", "--out", folder.resolve("out")));
        assertEquals(kind == PublishedDocument.NO_FIT ? 3 : 0, run(typed.toArray()), err.toString());
        JsonNode printed = JsonMapper.shared().readTree(out.toString());
        assertEquals(kind.schema(), printed.path("schema").asString());
        assertEquals(List.of(), PublishedSchemas.faults(kind, printed));
    }

    /** A member that the schema does not name is a fault, at the top and in the rows. */
    @Test
    void aMemberThatIsNotNamedIsAFault() {
        run("fit", VOTES, "--json");
        ObjectNode document = (ObjectNode) JsonMapper.shared().readTree(out.toString());
        assertEquals(List.of(), PublishedSchemas.faults(PublishedDocument.FIT, document));
        ((ObjectNode) document.get("scores").get(0)).put("glory", 1);
        List<String> faults = PublishedSchemas.faults(PublishedDocument.FIT, document);
        assertEquals(1, faults.size());
        assertTrue(faults.get(0).contains("glory"), faults.get(0));
    }

    /** A column that comes, goes or moves is one that COMPATIBILITY.md has to tell of. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            scores.csv      | audit GAMES
            targets.csv     | audit GAMES
            comparisons.csv | audit GAMES
            rows.csv        | audit GAMES
            counts.csv      | audit GAMES --keep-counts
            votes.csv       | tip GAMES
            plan.csv        | plan GAMES --goal top1 --budget 10
            changes.csv     | mitigate VOTES
            sets-to-rank.csv | mitigate VOTES
            """)
    void columnsAreThoseThatAreListed(String name, String words) throws Exception {
        List<Object> typed = typed(words);
        typed.addAll(List.of("--out", folder.resolve("out"), "--quiet"));
        assertEquals(0, run(typed.toArray()), err.toString());
        Matcher listed = Pattern.compile("\\| `" + Pattern.quote(name) + "`[^|`]* \\| `([^`]*)`")
                .matcher(Files.readString(Path.of("..", "docs", "COMPATIBILITY.md")));
        assertTrue(listed.find(), "docs/COMPATIBILITY.md does not list " + name);
        assertEquals(
                listed.group(1),
                Files.readAllLines(folder.resolve("out").resolve(name)).get(0));
    }

    /** The words of a command, with the examples and the files of the test in the place of their names. */
    private List<Object> typed(String words) {
        List<Object> typed = new ArrayList<>();
        for (String word : words.split(" ", -1)) {
            typed.add(
                    switch (word) {
                        case "VOTES" -> VOTES;
                        case "GAMES" -> GAMES;
                        default -> word.matches(".*[.](csv|jsonl)") ? folder.resolve(word) : word;
                    });
        }
        return typed;
    }
}
