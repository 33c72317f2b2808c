package org.teeter.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.cli.ExitCode;
import org.teeter.cli.UsageException;
import org.teeter.lm.ask.SmallModel;

class TrainerConfigTest {
    @TempDir
    Path folder;

    private Path text;
    private Path data;

    @BeforeEach
    void modelAndData() throws IOException {
        text = Files.createDirectory(folder.resolve("text"));
        SmallModel.writeText(text, "dog", "cat", "bird");
        data = Files.writeString(
                folder.resolve("pairs.jsonl"),
                "{\"prompt\": \"Which?\", \"chosen\": \"dog\", \"rejected\": \"cat\"}\n".repeat(1)
                        + "{\"prompt\": \"Which one?\", \"chosen\": \"bird\", \"rejected\": \"cat\"}\n");
    }

    private Path config(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    /** A file as TRL's own examples have them, settings of model, data and trainer together. */
    private String yaml() {
        return """
                # Model
                model_name_or_path: %s
                use_peft: true
                lora_r: 4
                lora_alpha: 8
                lora_dropout: 0
                lora_target_modules: all-linear
                # Data
                dataset_name: %s
                # Training
                learning_rate: 5e-5
                per_device_train_batch_size: 2
                gradient_accumulation_steps: 8
                num_train_epochs: 2
                lr_scheduler_type: cosine
                warmup_ratio: 0.1
                loss_type: [robust]
                label_smoothing: 0.1
                beta: 0.05
                optim: adamw_torch_fused
                gradient_checkpointing: true
                logging_steps: 25
                report_to: none
                output_dir: %s
                """.formatted(text, data, folder.resolve("out"));
    }

    @Test
    void settingsAreOptionsUnderOtherNames() throws IOException {
        TrainerConfig config = TrainerConfig.read(config("dpo.yaml", yaml()), "dpo");
        assertEquals(
                Map.ofEntries(
                        Map.entry("--model", text.toString()),
                        Map.entry("--lora", "4"),
                        Map.entry("--lora-alpha", "8.0"),
                        Map.entry("--data", data.toString()),
                        Map.entry("--learning-rate", "5.0E-5"),
                        Map.entry("--batch", "2"),
                        Map.entry("--accumulate", "8"),
                        Map.entry("--epochs", "2.0"),
                        Map.entry("--schedule", "cosine"),
                        Map.entry("--warmup", "0.1"),
                        Map.entry("--loss", "rdpo"),
                        Map.entry("--label-smoothing", "0.1"),
                        Map.entry("--beta", "0.05"),
                        Map.entry("--optimizer", "adamw"),
                        Map.entry("--recompute", ""),
                        Map.entry("--out", folder.resolve("out").toString()),
                        Map.entry("--seed", "42"),
                        Map.entry("--max-length", "1024")),
                config.words());
        Path file = folder.resolve("dpo.yaml");
        assertEquals(
                List.of(
                        file + ": as TRL where the file says nothing: max_length 1024, seed 42",
                        file + ": without effect on the weights here: logging_steps, report_to"),
                config.notes());
    }

    /** YAML 1.1 takes 1e-6 for a word, and JSON has no words for numbers; both mean the number. */
    @Test
    void oneValueInTwoSpellings() throws IOException {
        for (String rate : List.of("1e-6", "'1e-6'", "0.000001", "1.0e-06")) {
            assertEquals(
                    "1.0E-6",
                    TrainerConfig.read(config("a.yaml", "learning_rate: " + rate), "dpo")
                            .words()
                            .get("--learning-rate"));
        }
        assertEquals(
                "1.0E-6",
                TrainerConfig.read(config("a.json", "{\"learning_rate\": 1e-6, \"bf16\": null}"), "dpo")
                        .words()
                        .get("--learning-rate"));
    }

    @Test
    void whatIsLeftOutIsAsInTrl() throws IOException {
        Map<String, String> usual = Map.of(
                "--learning-rate", "1e-6", "--epochs", "3", "--batch", "8", "--seed", "42", "--max-length", "1024");
        Map<String, String> dpo =
                TrainerConfig.read(config("a.yaml", "weight_decay: 0"), "dpo").words();
        usual.forEach((option, value) -> assertEquals(value, dpo.get(option), option));
        assertEquals("dpo", dpo.get("--loss"));
        assertEquals(
                "2e-5",
                TrainerConfig.read(config("a.yaml", "seed: 1"), "sft").words().get("--learning-rate"));
        Map<String, String> steps =
                TrainerConfig.read(config("a.yaml", "max_steps: 7"), "dpo").words();
        assertEquals("7", steps.get("--steps"));
        assertEquals(null, steps.get("--epochs"));
    }

    /** TRL's sigmoid has taken no notice of label_smoothing since 0.9; a file that asks for it is told. */
    @Test
    void aSettingThatTrlIgnoresIsSaid() throws IOException {
        TrainerConfig config = TrainerConfig.read(config("a.yaml", "label_smoothing: 0.1"), "dpo");
        assertEquals(null, config.words().get("--label-smoothing"));
        assertEquals(
                folder.resolve("a.yaml")
                        + ": label_smoothing is left out, as TRL does with loss_type sigmoid; what it was"
                        + " meant to do, --loss cdpo --label-smoothing 0.1 does",
                config.notes().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loss_type: exo_pair | loss_type must be one of hinge, ipo, robust, sigmoid, got exo_pair; give one of Teeter's by --loss",
                "loss_type: [sigmoid, sft] | loss_type must be one loss, got [\"sigmoid\",\"sft\"]; sums of losses are not supported",
                "lora_dropout: 0.05 | lora_dropout must be 0.0, got 0.05; with another Teeter would train otherwise",
                "lora_target_modules: [q_proj] | lora_target_modules must be all-linear, or all of [down_proj, gate_proj, k_proj, o_proj, q_proj, up_proj, v_proj], got [\"q_proj\"]",
                "adam_beta2: 0.95 | adam_beta2 must be 0.999, got 0.95; with another Teeter would train otherwise",
                "ld_alpha: 0.5 | ld_alpha is not supported, since it would train otherwise; leave it out",
                "learning_rat: 1 | no setting of TRL is called learning_rat; remove it, or give what it means as an option",
                "learning_rate: fast | learning_rate must be a number, got \"fast\"",
                "seed: 1.5 | seed must be a whole number, got 1.5",
                "optim: lion | optim must be one of adamw_8bit, adamw_bnb_8bit, adamw_hf, adamw_torch, adamw_torch_fused, got \"lion\"",
                "use_peft: 1 | use_peft must be true or false, got 1",
                "model_name_or_path: HuggingFaceTB/none-such | model_name_or_path must be a file or folder, but there is no HuggingFaceTB/none-such; Teeter reads what is on this machine and fetches nothing from a hub",
            })
    void whatWouldTrainOtherwiseIsRefused(String line, String reason) throws IOException {
        Path file = config("a.yaml", line);
        assertEquals(
                file + ": " + reason,
                assertThrows(UsageException.class, () -> TrainerConfig.read(file, "dpo"))
                        .getMessage());
    }

    @Test
    void warmupThatTrlIgnoresIsRefused() throws IOException {
        Path file = config("a.yaml", "lr_scheduler_type: constant\nwarmup_steps: 10");
        assertEquals(
                file
                        + ": lr_scheduler_type constant ignores warmup_steps in TRL; say constant_with_warmup, or leave it out",
                assertThrows(UsageException.class, () -> TrainerConfig.read(file, "dpo"))
                        .getMessage());
    }

    @Test
    void filesThatAreNone() throws IOException {
        for (String content : List.of("- a\n- b", "", "a: [", "a: 1\na: 2", "&a [*a, *a]", "7")) {
            Path file = config("a.yaml", content);
            String said = refusal(file);
            assertTrue(said.startsWith(file.toString()) && said.lines().count() == 1, said);
        }
        Path large = config("large.yaml", "a: " + "x".repeat(1 << 20));
        assertEquals(
                large + " must be a file of settings, but has more than a megabyte",
                assertThrows(UsageException.class, () -> TrainerConfig.read(large, "dpo"))
                        .getMessage());
        Path none = folder.resolve("none.yaml");
        assertTrue(refusal(none).startsWith("--config " + none + ": there is no such file"), refusal(none));
    }

    private static String refusal(Path file) {
        return String.valueOf(assertThrows(UsageException.class, () -> TrainerConfig.read(file, "dpo"))
                .getMessage());
    }

    private Teeter.Ended train(String... more) {
        return Teeter.run(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("train", "dpo"), java.util.stream.Stream.of(more))
                .toArray(String[]::new));
    }

    /** What is typed goes before what is in the file, wherever it stands. */
    @Test
    void theFileTrainsAsItsOptionsDo() throws IOException {
        String small = "model_name_or_path: %s\ndataset_name: %s\nmax_steps: 3\nlearning_rate: 1e-3\nbeta: 0.2\n"
                .formatted(text, data);
        Path file = config("dpo.yaml", small);
        String fresh = TrainCommandTest.FRESH;
        Teeter.Ended byFile =
                train("--fresh", fresh, "--out", folder.resolve("a").toString(), "--config", file.toString());
        assertEquals(ExitCode.DONE, byFile.code(), byFile.err());
        assertTrue(byFile.err().contains("teeter: " + file + ": as TRL where the file says nothing"), byFile.err());
        Teeter.Ended byOptions = train(
                "--fresh",
                fresh,
                "--model",
                text.toString(),
                "--data",
                data.toString(),
                "--out",
                folder.resolve("b").toString(),
                "--steps=3",
                "--learning-rate=1e-3",
                "--beta=0.2",
                "--batch=8",
                "--seed=42",
                "--max-length=1024");
        assertEquals(ExitCode.DONE, byOptions.code(), byOptions.err());
        Path metrics = Path.of("metrics.csv");
        assertEquals(
                Files.readString(folder.resolve("b").resolve(metrics)),
                Files.readString(folder.resolve("a").resolve(metrics)));
        Teeter.Ended overruled = train(
                "--beta=0.7",
                "--config=" + file,
                "--fresh",
                fresh,
                "--steps",
                "2",
                "--out",
                folder.resolve("c").toString());
        assertEquals(ExitCode.DONE, overruled.code(), overruled.err());
        assertTrue(overruled.out().startsWith("trained for 2 steps"), overruled.out());
        assertTrue(!overruled.err().contains("--beta"), overruled.err());
    }

    @Test
    void aRefusalOfTheFileIsOneLineAndWritesNothing() throws IOException {
        Path file = config("dpo.yaml", "adam_beta1: 0.5");
        Teeter.Ended ended =
                train("--config", file.toString(), "--out", folder.resolve("a").toString());
        assertEquals(ExitCode.USAGE, ended.code());
        assertEquals(
                "teeter train dpo: " + file
                        + ": adam_beta1 must be 0.9, got 0.5; with another Teeter would train otherwise;"
                        + " see teeter train dpo --help",
                ended.err().lines().findFirst().orElse(""));
        assertTrue(Files.notExists(folder.resolve("a")));
    }
}
