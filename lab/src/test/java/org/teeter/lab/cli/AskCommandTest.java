package org.teeter.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.data.Counts;
import org.teeter.lm.ask.ExactPreference;
import org.teeter.lm.ask.OrderReading;
import org.teeter.lm.ask.PairReading;
import org.teeter.lm.ask.SampledPreference;
import org.teeter.lm.ask.SmallModel;
import org.teeter.lm.checkpoint.GgufWriter;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.model.RopeSettings;
import org.teeter.lm.tensor.Placement;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AskCommandTest {
    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void saveModels() throws IOException {
        for (int seed = 0; seed < 2; seed++) {
            Path text = Files.createDirectory(folder.resolve("text" + seed));
            try (LanguageModel model = SmallModel.random(text, seed, false, "dog", "cat", "bird")) {
                model.save(folder.resolve("model" + seed));
            }
        }
    }

    private static Teeter.Ended ask(String... more) {
        return Teeter.run(Stream.concat(
                        Stream.of("ask", "--model", folder.resolve("model0").toString(), "--max-tokens", "8"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void tellsEveryReadingInOneScreen() {
        Teeter.Ended ended = ask(
                "--options", "dog,cat", "--reference", folder.resolve("model1").toString());
        assertEquals(0, ended.code(), ended.err());
        List<String> lines = ended.out().lines().toList();
        assertTrue(lines.size() <= 24 && lines.stream().allMatch(line -> line.length() <= 98), ended.out());
        assertTrue(
                lines.get(0).matches("preference for the first +sampled +95 % interval +exact +implicit +valid +none"));
        assertTrue(lines.get(1).startsWith("dog : cat "), lines.get(1));
        assertTrue(ended.out().contains("The model answers \"dog\" or \"cat\" in words of its own"), ended.out());
    }

    @Test
    void jsonIsTheSameAgainAndHasNoImplicitWithoutAReference() {
        Teeter.Ended once = ask("--options", "dog,cat", "--json", "--questions", "1,20", "--samples", "20");
        assertEquals(once, ask("--options", "dog,cat", "--json", "--questions", "1,20", "--samples", "20"));
        JsonNode json = JsonMapper.shared().readTree(once.out());
        JsonNode pair = json.get("pairs").get(0);
        assertEquals("dog", pair.get("i").stringValue());
        assertTrue(pair.path("implicit").isMissingNode());
        assertEquals(
                20,
                pair.get("iFirst").get("sampled").get("none").intValue()
                        + pair.get("iFirst").get("sampled").get("i").intValue()
                        + pair.get("iFirst").get("sampled").get("j").intValue());
        assertEquals(
                pair.get("exact").doubleValue(),
                (pair.get("iFirst").get("exact").doubleValue()
                                + pair.get("jFirst").get("exact").doubleValue())
                        / 2);
    }

    @Test
    void unchangedModelImpliesNoPreference() {
        Teeter.Ended ended = ask(
                "--options",
                "dog,cat",
                "--json",
                "--samples",
                "0",
                "--reference",
                folder.resolve("model0").toString());
        JsonNode pair = JsonMapper.shared().readTree(ended.out()).get("pairs").get(0);
        assertEquals(0.5, pair.get("implicit").doubleValue());
        assertTrue(pair.path("sampled").isMissingNode());
    }

    @Test
    void writesFilesThatTheOtherCommandsRead() throws IOException {
        Path out = folder.resolve("asked");
        Teeter.Ended ended =
                ask("--options", "dog,cat,bird", "--out", out.toString(), "--temperature", "0.7", "--top-p", "0.9");
        assertEquals(0, ended.code(), ended.err());
        List<String> triples = Files.readAllLines(out.resolve("triples.csv"));
        assertEquals("i,k,j,p_ik,p_kj,asked_p_ij", triples.get(0));
        assertEquals(4, triples.size());
        assertTrue(Files.exists(out.resolve("answers.json")) && Files.exists(out.resolve("run.json")));
    }

    /** Counted again, the sampled answers are what the table says of them. */
    @Test
    void everySampledAnswerIsThereWithItsReading() throws IOException {
        Path out = folder.resolve("sampled");
        Teeter.Ended ended = ask("--options", "dog,cat", "--out", out.toString(), "--samples", "30", "--json");
        assertEquals(0, ended.code(), ended.err());
        JsonNode pair = JsonMapper.shared().readTree(ended.out()).get("pairs").get(0);
        int rows = 0;
        Map<String, Integer> found = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(out.resolve("sampled.csv"))) {
            for (NamedCsvRecord row : csv) {
                rows++;
                String side = row.getField("first").equals("dog") ? "iFirst" : "jFirst";
                assertEquals(
                        "Do you prefer " + row.getField("first") + " or " + row.getField("second") + "?",
                        row.getField("question"));
                assertTrue(row.getField("winner").isEmpty()
                        || row.getField("guess").isEmpty());
                String name = row.getField("winner").isEmpty()
                        ? row.getField("guess").isEmpty()
                                ? "nothing"
                                : row.getField("guess").equals("dog") ? "guessedI" : "guessedJ"
                        : row.getField("winner").equals("dog") ? "i" : "j";
                found.merge(side + "/" + name, 1, Integer::sum);
            }
        }
        assertEquals(60, rows);
        for (String side : List.of("iFirst", "jFirst")) {
            for (String name : List.of("i", "j", "guessedI", "guessedJ")) {
                assertEquals(
                        pair.at("/" + side + "/sampled/" + name).intValue(),
                        found.getOrDefault(side + "/" + name, 0),
                        side + name);
            }
        }
    }

    @Test
    void theAuditReadsTheCounts() {
        Path file = folder.resolve("preferences.csv");
        SampledPreference half = new SampledPreference(30, 15, 5, 0, 0);
        OrderReading first =
                new OrderReading(half, new ExactPreference(Math.log(0.6), Math.log(0.3)), Optional.empty());
        OrderReading last = new OrderReading(half, new ExactPreference(Math.log(0.5), Math.log(0.3)), Optional.empty());
        List<PairReading> readings = List.of(new PairReading("dog", "cat", first, last));
        AskFiles.preferences(file, readings);
        try (org.teeter.tabular.reader.Reading read = PreferenceFiles.read(List.of(file), ReadOptions.defaults())) {
            Counts counts = ((org.teeter.tabular.reader.Reading.Judgements) read).counts();
            assertEquals(90, counts.rows());
            assertEquals(30, counts.wins(0)); // cat, whose name comes first, over dog
        }
        List<String> advice = AskReport.advice(readings, List.of("dog", "cat", "bird"), Optional.of(folder));
        assertEquals(1, advice.size(), advice.toString());
        assertTrue(advice.get(0).startsWith("Next: teeter audit " + file), advice.get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--options dog | at least two options are needed, got [dog]",
                "--options dog,dog | options must differ, but \"dog\" is there twice",
                "--options dog,cat --pairs dog:fish | --pairs must be all, or pairs of --options as dog:bird, got dog:fish",
                "--options dog,cat --pairs dog:cat,cat:dog | --pairs must name each pair once, but cat:dog is there twice",
                "--options dog,cat --questions 21 | --questions must be all, or numbers from 1 to 20; got 21",
                "--options dog,cat --question <A>? | a question must have places <A> and <B>, got \"<A>?\"",
                "--options dog,cat --top-p 0 | top-p must be inside (0, 1], got 0.0",
                "--options dog,cat --device gpu | device must be cpu, cuda or cuda:N, got gpu",
                "--options unicorn,wyvern | options \"unicorn\" and \"wyvern\" cannot be told apart: \"I prefer over .\" would mean either; rename one, or take names that the tokenizer knows",
            })
    void refuses(String options, String message) {
        Teeter.Ended ended = ask(options.split(" ", -1));
        assertEquals(2, ended.code(), ended.out());
        assertEquals("teeter: " + message, ended.err().strip());
    }

    @Test
    void refusesWhatIsNoModel() {
        Teeter.Ended ended = Teeter.run(
                "ask", "--model", folder.resolve("text0").toString(), "--options", "dog,cat", "--device", "cpu");
        assertEquals(2, ended.code());
        assertTrue(ended.err().contains("is not a model"), ended.err());
    }

    /** A GGUF file with a token for each byte. */
    @Test
    void aGgufFileAnswersAsTheFolderThatItIsSavedAs(@TempDir Path scratch) throws IOException {
        DecoderConfig shape = new DecoderConfig(
                258,
                16,
                16,
                1,
                2,
                1,
                8,
                1e-5,
                new RopeSettings(1e4, Optional.empty()),
                OptionalInt.empty(),
                true,
                false,
                512);
        List<String> tokens = new ArrayList<>(List.of("<s>", "</s>"));
        for (int b = 0, next = 256; b < 256; b++) { // as GPT-2 spells bytes
            boolean printed = (b > 32 && b < 127) || (b > 160 && b != 173);
            tokens.add(Character.toString(printed ? b : next++));
        }
        int[] kinds = new int[258];
        Arrays.fill(kinds, 1);
        kinds[0] = kinds[1] = 3;
        Path file = scratch.resolve("model.gguf");
        try (Decoder decoder = Decoder.random(shape, Placement.CPU, false, 3)) {
            GgufWriter.of(decoder, "llama")
                    .words()
                    .put("tokenizer.ggml.tokens", tokens)
                    .put("tokenizer.ggml.token_type", kinds)
                    .put("tokenizer.ggml.merges", List.of())
                    .put("tokenizer.ggml.bos_token_id", 0)
                    .put("tokenizer.ggml.eos_token_id", 1)
                    .write(file);
        }
        try (LanguageModel model = LanguageModel.load(file, Placement.CPU, false)) {
            model.save(scratch.resolve("saved"));
        }
        List<String> printed = new ArrayList<>();
        for (String model : List.of("model.gguf", "saved")) {
            Teeter.Ended ended = Teeter.run(
                    "ask",
                    "--model",
                    scratch.resolve(model).toString(),
                    "--options",
                    "dog,cat",
                    "--json",
                    "--samples",
                    "10",
                    "--max-tokens",
                    "8");
            assertEquals(0, ended.code(), ended.err());
            printed.add(ended.out());
        }
        assertEquals(printed.get(1), printed.get(0));
        String name = ModelName.of(file);
        assertTrue(name.matches("model\\.gguf-[0-9a-f]{12}"), name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1]++;
        Files.write(file, bytes);
        assertNotEquals(name, ModelName.of(file));
    }
}
