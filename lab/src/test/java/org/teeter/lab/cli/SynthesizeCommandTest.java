package org.teeter.lab.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.lm.dataset.ExampleFile;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;

class SynthesizeCommandTest {
    @TempDir
    Path folder = Path.of("");

    private Teeter.Ended paper(String name, String... more) {
        return Teeter.run(Stream.concat(
                        Stream.of(
                                "synthesize",
                                "--order",
                                "dog,cat,bird",
                                "--p12",
                                ".99",
                                "--p23",
                                ".3",
                                "--pairs",
                                "100",
                                "--out",
                                folder.resolve(name).toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void sameSeedSameBytesWhateverTheLocale() throws IOException {
        paper("a");
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            paper("b");
        } finally {
            Locale.setDefault(before);
        }
        paper("c", "--seed", "1");
        for (String file : List.of("train.jsonl", "train.parquet", "comparisons.csv", "draws.csv", "README.md")) {
            byte[] a = Files.readAllBytes(folder.resolve("a").resolve(file));
            assertArrayEquals(a, Files.readAllBytes(folder.resolve("b").resolve(file)), file);
            assertFalse(
                    java.util.Arrays.equals(
                            a, Files.readAllBytes(folder.resolve("c").resolve(file))),
                    file);
        }
    }

    @Test
    void bothFilesHoldTheSamePairs() {
        paper("a", "--format", "trl-standard");
        assertEquals(
                ExampleFile.pairs(folder.resolve("a/train.jsonl")),
                ExampleFile.pairs(folder.resolve("a/train.parquet")));
        assertEquals(200, ExampleFile.pairs(folder.resolve("a/train.jsonl")).size());
    }

    @Test
    void theAuditReadsTheCounts() {
        paper("a", "--draw", "exact");
        try (Reading reading =
                PreferenceFiles.read(List.of(folder.resolve("a/comparisons.csv")), ReadOptions.defaults())) {
            assertEquals(200, ((Reading.Judgements) reading).counts().rows());
        }
    }

    @Test
    void rankingsAndTheirPairsComeFromOneDraw() {
        String[] scores = {
            "synthesize", "--scores", "a:2,b:1,c:0,d:-1,e:-2", "--k", "3", "--tuples", "10", "--apart", "a:c"
        };
        run(scores, "--out", folder.resolve("r").toString());
        run(scores, "--as", "pairs", "--out", folder.resolve("p").toString());
        run(
                scores,
                "--as",
                "k2",
                "--cost",
                "answers",
                "--out",
                folder.resolve("k").toString());
        assertEquals(70, ExampleFile.rankings(folder.resolve("r/train.parquet")).size());
        assertEquals(210, ExampleFile.pairs(folder.resolve("p/train.parquet")).size());
        assertEquals(105, ExampleFile.pairs(folder.resolve("k/train.parquet")).size());
        assertEquals(
                ExampleFile.rankings(folder.resolve("r/train.jsonl"))
                        .get(0)
                        .completions()
                        .get(0),
                ExampleFile.pairs(folder.resolve("p/train.jsonl")).get(0).chosen());
    }

    private static void run(String[] first, String... more) {
        Teeter.Ended ended =
                Teeter.run(Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new));
        assertEquals(0, ended.code(), ended.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--k 3 | --k is of no use with --order; leave it out",
                "--scores a:1,b:2 | say what to draw, with --order O1,O2,O3 --p12 P --p23 P or with --scores O:S,…, not both",
                "--draw maybe | --draw must be one of bernoulli, exact; got maybe",
                "--skip-answers 31 | --skip-answers must name templates from 1 to 30, got 31",
                "--position left | --position must be one of as-given, random, winner-first, winner-last; got left",
                "--format csv | --format must be one of trl-conversational, trl-standard; got csv",
                "--files csv | --files must be one of both, jsonl, parquet; got csv",
            })
    void refusesAndLeavesNothing(String options, String message) throws IOException {
        Teeter.Ended ended = paper("a", options.split(" ", -1));
        assertEquals(2, ended.code());
        assertEquals("teeter: " + message, ended.err().strip());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void theCardSaysWhatWasDrawn() throws IOException {
        paper("a", "--draw", "exact", "--skip-answers", "4", "--position", "winner-first");
        String card = Files.readString(folder.resolve("a/README.md"));
        assertTrue(
                card.contains("| dog | cat | 0.99 | 100 | 99 | 0.9900 |\n| cat | bird | 0.3 | 100 | 30 | 0.3000 |"),
                card);
        assertTrue(card.contains("the winner first in 200 of 200 judgements (100.0 %)"), card);
        assertFalse(card.contains("Answer 4"), card);
    }

    @Test
    void optionsThatLookLikeMarkupStayWhatTheyAre() throws IOException {
        Teeter.Ended ended = Teeter.run(
                "synthesize",
                "--order",
                "<A>|x,$1,ω \"q\"",
                "--p12",
                "1",
                "--p23",
                "0",
                "--pairs",
                "5",
                "--out",
                folder.resolve("a").toString());
        assertEquals(0, ended.code(), ended.err());
        assertEquals(10, ExampleFile.pairs(folder.resolve("a/train.parquet")).size());
        assertTrue(Files.readString(folder.resolve("a/README.md")).contains("| <A>\\|x | $1 | 1.0 | 5 | 5 | 1.0000 |"));
        assertTrue(ended.out().contains("--prior normal:3"), ended.out());
    }
}
