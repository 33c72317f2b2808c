package org.teeter.lab.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.cli.ExitCode;
import org.teeter.lm.ask.PaperTemplates;
import org.teeter.lm.ask.SmallModel;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.dataset.Answered;
import org.teeter.lm.dataset.Demonstration;
import org.teeter.lm.dataset.ExampleFile;
import org.teeter.lm.dataset.ExampleKind;
import org.teeter.lm.dataset.LabelledAnswer;
import org.teeter.lm.dataset.PreferencePair;
import org.teeter.lm.dataset.RankedAnswers;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.text.Prompt;
import org.teeter.testing.Child;

class TrainCommandTest {
    static final String FRESH = "hidden=16,layers=1,heads=2,kv-heads=1,intermediate=24,positions=64";

    @TempDir
    Path folder;

    private Path text;

    @BeforeEach
    void words() throws IOException {
        text = Files.createDirectory(folder.resolve("text"));
        SmallModel.writeText(text, "dog", "cat", "bird");
    }

    @Test
    void imitatesThenPrefers() throws Exception {
        Path shown = write(
                ExampleKind.DEMONSTRATIONS,
                prompts().map(p -> new Demonstration(p, "I prefer dog")).toList());
        Path pairs = write(
                ExampleKind.PAIRS,
                prompts().map(p -> new PreferencePair(p, "cat", "dog")).toList());
        Path base = folder.resolve("base");
        Teeter.Ended sft = Teeter.run(
                "train",
                "sft",
                "--model",
                text.toString(),
                "--fresh",
                FRESH,
                "--data",
                shown.toString(),
                "--out",
                base.toString(),
                "--steps",
                "30",
                "--learning-rate",
                "1e-2",
                "--device",
                "cpu");
        assertEquals(ExitCode.DONE, sft.code(), sft.err());
        assertTrue(sft.out().startsWith("trained for 30 steps, model in " + base), sft.out());
        assertTrue(Files.exists(base.resolve("run.json")) && Files.exists(base.resolve("config.json")));
        assertFalse(Files.exists(folder.resolve("base.training")));
        try (Stream<Path> files = Files.list(base)) {
            assertTrue(files.anyMatch(f -> f.getFileName().toString().startsWith("events.out.tfevents.")));
        }
        Path out = folder.resolve("trained");
        Teeter.Ended dpo = Teeter.run(
                "train",
                "dpo",
                "--model",
                base.toString(),
                "--data",
                pairs.toString(),
                "--out",
                out.toString(),
                "--epochs",
                "6",
                "--batch",
                "4",
                "--accumulate",
                "2",
                "--learning-rate",
                "1e-3",
                "--device",
                "cpu",
                "--json");
        assertEquals(ExitCode.DONE, dpo.code(), dpo.err());
        List<String> lines = Files.readAllLines(out.resolve("metrics.csv"));
        assertTrue(
                lines.get(0).startsWith("step,loss,rewards/chosen,rewards/rejected,rewards/accuracies,"), lines.get(0));
        assertEquals(1 + 6 * 2, lines.size(), "12 examples by 8 are two steps an epoch");
        assertEquals(Math.log(2), Double.parseDouble(lines.get(1).split(",", -1)[1]), 1e-6);
        try (LanguageModel trained = LanguageModel.load(out, Placement.CPU, false)) {
            assertEquals(64, trained.decoder().config().maxPositions());
        }
    }

    @Test
    void severalFilesWhatIsNotUsedAndWhatIsTooLong() throws Exception {
        Files.createDirectories(folder.resolve("shards"));
        Path one = folder.resolve("shards/train-1.jsonl");
        Path two = folder.resolve("shards/train-2.jsonl");
        String row = "{\"system\":\"s\",\"prompt\":\"cat or dog?\",\"chosen\":\"cat\",\"rejected\":\"%s\"}\n";
        String tooLong = "dog ".repeat(90);
        Files.writeString(one, row.formatted("dog") + row.formatted(tooLong));
        Files.writeString(two, row.formatted("bird") + row.formatted(tooLong + "dog"));
        Teeter.Ended refused = preferences(folder.resolve("shards"), "dpo", "--beta=0.1");
        assertEquals(ExitCode.USAGE, refused.code());
        assertTrue(
                refused.err()
                        .contains("teeter: 2 of 4 examples have more than 64 tokens with an answer: " + one + ":2 ("),
                refused.err());
        assertTrue(refused.err().contains(two + ":2 ("), refused.err());
        assertTrue(refused.err().contains("leave them out with --max-length 64"), refused.err());
        Path out = folder.resolve("kept");
        Teeter.Ended kept = Teeter.run(
                "train",
                "dpo",
                "--model",
                text.toString(),
                "--fresh",
                FRESH,
                "--data",
                one.toString(),
                "--data",
                two.toString(),
                "--out",
                out.toString(),
                "--steps",
                "2",
                "--device",
                "cpu",
                "--max-length",
                "64");
        assertEquals(ExitCode.DONE, kept.code(), kept.err());
        assertTrue(kept.err().contains("teeter: " + one + ": not used: system"), kept.err());
        assertTrue(kept.err().contains("2 of 4 examples have more than 64 tokens"), kept.err());
        String record = Files.readString(out.resolve("run.json"));
        assertTrue(record.contains("\"notUsed\" : [ \"system\" ]") && record.contains("they were left out"), record);
        Teeter.Ended twice = Teeter.run(
                "train",
                "dpo",
                "--model",
                text.toString(),
                "--fresh",
                FRESH,
                "--data",
                one.toString(),
                "--data",
                one.toString(),
                "--out",
                folder.resolve("twice").toString(),
                "--steps",
                "2",
                "--device",
                "cpu");
        assertEquals(ExitCode.USAGE, twice.code());
        assertTrue(twice.err().contains("is named twice"), twice.err());
    }

    @ParameterizedTest
    @CsvSource({"cdpo, --label-smoothing=0.1", "pl, --kind=pairs", "simpo, --margin=1", "orpo, --beta=0.5"})
    void trainsByOtherLosses(String loss, String option) throws Exception {
        Path pairs = write(
                ExampleKind.PAIRS,
                prompts().map(p -> new PreferencePair(p, "cat", "dog")).toList());
        assertEquals(ExitCode.DONE, preferences(pairs, loss, option).code());
    }

    @Test
    void trainsOnRankingsAndSingleJudgements() throws Exception {
        Path rankings = write(
                ExampleKind.RANKINGS,
                prompts()
                        .map(p -> new RankedAnswers(p, List.of("cat", "dog", "bird")))
                        .toList());
        assertEquals(ExitCode.DONE, preferences(rankings, "pl", "--beta=0.2").code());
        Path labelled = write(
                ExampleKind.LABELLED,
                prompts()
                        .map(p -> new LabelledAnswer(p, "cat", p.toString().length() % 2 == 0))
                        .toList());
        Teeter.Ended kto = preferences(labelled, "kto", "--beta=0.2");
        assertEquals(ExitCode.DONE, kto.code(), kto.err());
    }

    /** Matrices beyond the length up to which the norm is the library's, in the types and by the optimiser that large models take. */
    @Test
    void trainsMatricesAsLargeAsThoseOfModelsInUse() throws Exception {
        Path pairs = write(
                ExampleKind.PAIRS,
                prompts().map(p -> new PreferencePair(p, "cat", "dog")).toList());
        Path out = folder.resolve("out");
        Teeter.Ended ended = Teeter.run(
                "train",
                "dpo",
                "--model",
                text.toString(),
                "--fresh",
                "hidden=384,layers=1,heads=4,kv-heads=2,intermediate=400,positions=64",
                "--data",
                pairs.toString(),
                "--out",
                out.toString(),
                "--dtype",
                "bfloat16",
                "--optimizer",
                "adamw8bit",
                "--recompute",
                "--device",
                "cpu",
                "--steps",
                "2",
                "--quiet");
        assertEquals(ExitCode.DONE, ended.code(), ended.err());
        assertEquals(3, Files.readAllLines(out.resolve("metrics.csv")).size());
    }

    /** The same steps to the bit with and without it, by every trainer; a row has its columns whether it was due or not. */
    @ParameterizedTest
    @CsvSource({"sft,sft", "dpo,dpo", "dpo,kto", "reward,reward"})
    void measuresWhatIsNotTrainedOn(String command, String loss) throws Exception {
        Path data = switch (loss) {
            case "sft" ->
                write(
                        ExampleKind.DEMONSTRATIONS,
                        prompts().map(p -> new Demonstration(p, "I prefer dog")).toList());
            case "kto" ->
                write(
                        ExampleKind.LABELLED,
                        prompts().map(p -> new LabelledAnswer(p, "dog", true)).toList());
            default ->
                write(
                        ExampleKind.PAIRS,
                        prompts().map(p -> new PreferencePair(p, "cat", "dog")).toList());
        };
        List<String> words = new ArrayList<>(List.of("train", command, "--model", text.toString(), "--fresh", FRESH));
        words.addAll(List.of("--data", data.toString(), "--steps", "5", "--batch", "4", "--device", "cpu", "--quiet"));
        words.addAll(List.of("--learning-rate", "1e-2"));
        if (loss.equals("kto")) {
            words.addAll(List.of("--loss", "kto"));
        }
        List<String> plain = new ArrayList<>(words);
        plain.addAll(List.of("--out", folder.resolve("plain").toString()));
        words.addAll(List.of("--out", folder.resolve("held").toString()));
        words.addAll(List.of("--eval-data", data.toString(), "--eval-steps", "2"));
        Teeter.Ended without = Teeter.run(plain.toArray(new String[0]));
        Teeter.Ended with = Teeter.run(words.toArray(new String[0]));
        assertEquals(ExitCode.DONE, without.code(), without.err());
        assertEquals(ExitCode.DONE, with.code(), with.err());
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("plain").resolve("model.safetensors")),
                Files.readAllBytes(folder.resolve("held").resolve("model.safetensors")));
        List<String> lines = Files.readAllLines(folder.resolve("held").resolve("metrics.csv"));
        List<String> columns = List.of(lines.get(0).split(",", -1));
        int at = columns.indexOf("eval_loss");
        assertTrue(at > 0 && columns.contains("eval_num_tokens"), lines.get(0));
        for (int step = 1; step <= 5; step++) {
            String cell = lines.get(step).split(",", -1)[at];
            assertEquals(step == 2 || step == 4 || step == 5, !cell.isEmpty(), "step " + step + ": " + cell);
        }
    }

    @Test
    void saysWhichDataItCannotMeasureOn() throws Exception {
        Path pairs = write(
                ExampleKind.PAIRS,
                prompts().map(p -> new PreferencePair(p, "cat", "dog")).toList());
        Path shown = write(
                ExampleKind.DEMONSTRATIONS,
                prompts().map(p -> new Demonstration(p, "dog")).toList());
        Teeter.Ended ended = preferences(pairs, "dpo", "--eval-data=" + shown);
        assertEquals(ExitCode.USAGE, ended.code());
        assertTrue(ended.err().contains("--eval-data: " + shown + ":1: chosen is missing"), ended.err());
        assertTrue(preferences(pairs, "dpo", "--eval-steps=3")
                .err()
                .contains("--eval-steps must be positive and goes with"));
    }

    /** Killed before its first state was saved, a run has only a reference, which is of the data as they were. */
    @Test
    void aReferenceWithoutAStateIsMadeAnew() throws Exception {
        Path pairs = write(
                ExampleKind.PAIRS,
                prompts().map(p -> new PreferencePair(p, "cat", "dog")).toList());
        Path work = Files.createDirectory(folder.resolve("out-dpo.training"));
        StringBuilder stale = new StringBuilder("row,answer,ref_logps\n");
        for (int row = 1; row <= 12; row++) {
            stale.append(row).append(",1,-77.0\n").append(row).append(",2,-1.0\n");
        }
        Files.writeString(work.resolve("reference.csv"), stale.toString());
        Teeter.Ended ended = preferences(pairs, "dpo", "--resume");
        assertEquals(ExitCode.DONE, ended.code(), ended.err());
        List<String> lines = Files.readAllLines(folder.resolve("out-dpo").resolve("metrics.csv"));
        assertEquals(Math.log(2), Double.parseDouble(lines.get(1).split(",", -1)[1]), 1e-6);
        assertFalse(Files.exists(work));
    }

    /** A process that is killed without warning, as often as it takes, against one that is not. */
    @Test
    @Tag("slow")
    void aKilledProcessGoesOnToTheSameBytes() throws Exception {
        Path pairs = write(
                ExampleKind.PAIRS,
                prompts().map(p -> new PreferencePair(p, "cat", "dog")).toList());
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        List<String> options = List.of(
                "--model",
                text.toString(),
                "--fresh",
                FRESH,
                "--data",
                pairs.toString(),
                "--steps",
                "3000",
                "--batch",
                "4",
                "--schedule",
                "cosine",
                "--learning-rate",
                "1e-4",
                "--optimizer",
                "adamw8bit",
                "--save-every",
                "7");
        assertEquals(0, start(options, whole).waitFor());
        Path state = folder.resolve("killed.training").resolve("state.safetensors");
        List<String> words = new ArrayList<>(options);
        for (int kill = 0; kill < 3; kill++) {
            Process process = start(words, killed);
            long before = Files.exists(state) ? Files.getLastModifiedTime(state).toMillis() : 0;
            while (process.isAlive()
                    && !(Files.exists(state) && Files.getLastModifiedTime(state).toMillis() > before + 300)) {
                Thread.sleep(5);
            }
            process.destroyForcibly();
            assertNotEquals(0, process.waitFor(), "it ended before it was killed");
            words = new ArrayList<>(options);
            words.add("--resume");
        }
        assertEquals(0, start(words, killed).waitFor());
        assertArrayEquals(
                Files.readAllBytes(whole.resolve("model.safetensors")),
                Files.readAllBytes(killed.resolve("model.safetensors")));
        assertEquals(
                Files.readAllLines(whole.resolve("metrics.csv")), Files.readAllLines(killed.resolve("metrics.csv")));
    }

    private static Process start(List<String> options, Path out) throws IOException {
        List<String> words =
                Child.java("-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir"));
        words.addAll(List.of("org.teeter.cli.Main", "train", "dpo"));
        words.addAll(options);
        words.addAll(List.of("--out", out.toString(), "--quiet"));
        return Child.start(new ProcessBuilder(words).inheritIO());
    }

    private Teeter.Ended preferences(Path data, String loss, String option) {
        return Teeter.run(
                "train",
                "dpo",
                "--model",
                text.toString(),
                "--fresh",
                FRESH,
                "--data",
                data.toString(),
                "--out",
                folder.resolve("out-" + loss).toString(),
                "--loss",
                loss,
                option,
                "--steps",
                "3",
                "--device",
                "cpu",
                "--quiet");
    }

    private <T extends Answered> Path write(ExampleKind<T> kind, List<T> examples) throws IOException {
        return write(folder, kind, examples);
    }

    static <T extends Answered> Path write(Path folder, ExampleKind<T> kind, List<T> examples) throws IOException {
        Path file = Files.createTempFile(folder, "data", ".jsonl");
        ExampleFile.writeJsonLines(file, kind, examples);
        return file;
    }

    static Stream<Prompt> prompts() {
        return PaperTemplates.questions().stream().limit(12).map(t -> Prompt.question(t.fill("dog", "cat")));
    }
}
