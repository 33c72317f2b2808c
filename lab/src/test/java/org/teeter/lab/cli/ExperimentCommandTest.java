package org.teeter.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.cli.ExitCode;
import org.teeter.lm.ask.SmallModel;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.model.RopeSettings;
import org.teeter.lm.tensor.Placement;

class ExperimentCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private void refused(String message, String... words) {
        String[] all = new String[words.length + 5];
        all[0] = "experiment";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--quiet";
        all[words.length + 2] = "--cache=" + folder.resolve("cache");
        all[words.length + 3] = "--out";
        all[words.length + 4] = folder.resolve("out").toString();
        Teeter.Ended ended = Teeter.run(all);
        assertEquals("teeter: " + message + System.lineSeparator(), ended.err());
        assertEquals(ExitCode.USAGE, ended.code());
    }

    @Test
    void refusesOptionsThatTheBaseModelDoesNotKnow() {
        refused(
                "the base model knows the options dog, cat, bird, fish, horse, rabbit, sheep, goat, duck, mouse, turtle,"
                        + " lion, got dog>cat>unicorn; use those, or give --model",
                "--orders",
                "dog>cat>unicorn");
    }

    @Test
    void refusesWhatIsNoOrder() {
        refused("--orders must be all, or orders of three options as dog>cat>bird, got dog>cat", "--orders", "dog>cat");
    }

    @Test
    void refusesProbabilitiesOutsideOfTheirRange() {
        refused("p12 must be a probability in [0, 1], got 1.2", "--p12", "1.2");
        refused("--p23 must be numbers, or FROM:TO:STEP, got half", "--p23", "half");
        refused("a range must go upwards in at most 10000 steps, got 1.0:0.0:0.1", "--p23", "1:0:0.1");
    }

    @Test
    void refusesLossesThatItDoesNotKnow() {
        refused("--loss must be one of dpo, cdpo, rdpo, ipo_sum, hinge, sft; got magic", "--loss", "magic");
        refused("--loss must be one of dpo, cdpo, rdpo, ipo_sum, hinge, sft; got pl_dpo", "--loss", "pl_dpo");
        refused(
                "--loss pl is of rankings, and this grid is of pairs; see teeter reproduce experiment --studies tuples",
                "--loss",
                "pl");
        for (String other : List.of("ipo", "cpo", "simpo", "orpo", "kto")) {
            refused(
                    "the loss " + other + " can be trained by (teeter train dpo), but it drives two options to no lead"
                            + " that theory knows; the experiment takes dpo, cdpo, rdpo, ipo_sum, hinge, pl, sft",
                    "--loss",
                    other);
        }
        refused("--workers must be at least 1, got 0", "--workers", "0");
        refused(
                "a grid must have at most 1,000,000 runs, got 270,582,939,522; take fewer values or seeds",
                "--seeds",
                "2147483647");
    }

    @Test
    void refusesToBeginAnewWhereThereAreResults() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("results.jsonl"), "{}\n");
        refused(
                "--no-resume needs an --out without results, but " + out.resolve("results.jsonl")
                        + " has some; remove it or give another folder",
                "--no-resume");
        refused(
                out.resolve("results.jsonl") + ":1 must be a result of this version of the experiment, but is not;"
                        + " remove the line, and its run will be done again",
                "--quick");
    }

    @Test
    void refusesDevicesThatWouldNotBeUsedOrAreNotThere() {
        refused("--device is of --model; the base model is trained on the processor, leave it out", "--device", "cpu");
        String[] words = {"--model", folder.resolve("none").toString(), "--device", "cuda:9"};
        refused(
                "--device cuda:9 needs a CUDA device, and the library sees none; leave it out for the processor, or see that"
                        + " TEETER_PROFILE=gpu and LD_LIBRARY_PATH are set",
                words);
    }

    @Test
    void refusesAFolderThatIsNoModel() {
        refused(
                folder.resolve("none") + " must be a folder with a model in Hugging Face's form, but is not there",
                "--model",
                folder.resolve("none").toString());
    }

    @Test
    void reproducingAllEndsAsItsFirstFailingPartDoes() throws Exception {
        Path out = Files.createDirectory(folder.resolve("all"));
        Files.writeString(out.resolve("theory"), "in the way\n");
        Teeter.Ended ended = Teeter.run("reproduce", "all", "--quick", "--quiet", "--out", out.toString());
        assertEquals(
                "teeter: --out must name a folder, but " + out.resolve("theory") + " is a file; name another"
                        + System.lineSeparator(),
                ended.err());
        assertEquals(ExitCode.USAGE, ended.code());
        assertEquals(1, Objects.requireNonNull(out.toFile().list()).length, "nothing beside it was made");
    }

    /** Adapters over one model: a run that is broken off between two runs goes on, and two workers find what one does. */
    @Test
    void adaptersOfOneModel() throws Exception {
        Path text = Files.createDirectory(folder.resolve("text"));
        SmallModel.writeText(text, "dog", "cat", "bird");
        Path model = folder.resolve("model");
        try (LanguageModel random =
                LanguageModel.of(Decoder.random(tiny(LanguageModel.tokens(text)), Placement.CPU, false, 3), text)) {
            random.save(model);
        }
        refused("--lora adapts the model of --model; the base model is trained whole, leave it out", "--lora", "2");
        List<String> results = new ArrayList<>();
        for (String workers : List.of("1", "2")) {
            for (String p23 : List.of("0.2", "0.2,0.8")) {
                Path out = folder.resolve("out" + workers);
                Teeter.Ended ended = Teeter.run(
                        "experiment",
                        "--model=" + model,
                        "--lora=2",
                        "--orders=dog>cat>bird",
                        "--p23=" + p23,
                        "--seeds=1",
                        "--pairs=20",
                        "--samples=0",
                        "--workers=" + workers,
                        "--quiet",
                        "--out=" + out);
                assertEquals(ExitCode.DONE, ended.code(), ended.err());
                if (p23.equals("0.2,0.8")) {
                    results.add(String.join(
                            "\n",
                            Files.readAllLines(out.resolve("results.jsonl")).stream()
                                    .sorted()
                                    .toList()));
                }
            }
        }
        assertEquals(2, results.get(0).lines().count());
        assertTrue(results.get(0).contains("lr=1.0E-4 batch=16 epochs=1.0 rank=2"), results.get(0));
        assertEquals(results.get(0), results.get(1));
    }

    private static DecoderConfig tiny(int words) {
        return new DecoderConfig(
                words,
                16,
                24,
                1,
                2,
                1,
                8,
                1e-5,
                new RopeSettings(1e4, Optional.empty()),
                OptionalInt.empty(),
                true,
                false,
                64);
    }
}
