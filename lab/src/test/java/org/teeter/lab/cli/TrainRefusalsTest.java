package org.teeter.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.cli.ExitCode;
import org.teeter.lm.ask.SmallModel;
import org.teeter.lm.dataset.ExampleKind;
import org.teeter.lm.dataset.PreferencePair;

/** What {@code teeter train} refuses, in which words, and that it leaves nothing behind. */
class TrainRefusalsTest {
    @TempDir
    Path folder;

    private Path text;

    @BeforeEach
    void words() throws IOException {
        text = Files.createDirectory(folder.resolve("text"));
        SmallModel.writeText(text, "dog", "cat", "bird");
    }

    /** A pipe could be read once only, and run.json would have the hash of nothing. */
    @Test
    void refusesDataThatCannotBeReadAgain() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        for (String data : List.of("-", pipe.toString())) {
            Teeter.Ended ended =
                    Teeter.run("train", "sft", "--model=none", "--data=" + data, "--out=" + folder.resolve("o"));
            assertEquals(
                    "teeter: --data must be a file, which run.json has the hash of and --resume reads again, got "
                            + (data.equals("-") ? "standard input" : "the pipe " + data)
                            + "; save what is piped, and name that file" + System.lineSeparator(),
                    ended.err());
            assertEquals(ExitCode.USAGE, ended.code());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--loss=dpu|--loss must be one of dpo, cdpo, rdpo, ipo, ipo_sum, hinge, cpo, simpo, orpo, pl, pro, kto; got dpu",
                "--loss=sft|--loss sft imitates, which teeter train sft does; here it must be one of dpo, cdpo, rdpo, ipo,"
                        + " ipo_sum, hinge, cpo, simpo, orpo, pl, pro, kto",
                "--loss=cdpo|--loss cdpo needs --label-smoothing, the share of labels taken as flipped",
                "--margin=1|--margin is of simpo, but --loss is dpo; leave it out",
                "--beta=-1|beta must be positive and finite, got -1.0",
                "--batch=0|--batch and --accumulate must be positive, got 0 and 1",
                "--steps=5 --epochs=1|--steps and --epochs both say how long to train; give one of them",
                "--warmup=1000|warm-up must be between 0 and the number of steps, 1; got 1000",
                "--learning-rate=1e40|the learning rate must be zero or more and within single precision, got 1.0E40",
                "--learning-rate=1e30|lower the learning rate, clip the gradient, or look at the examples",
                "--learning-rate=1e37 --weight-decay=1e37 --steps=1|after step 1 the weights' norm is",
                "--batch=1000000 --accumulate=1000000|batch times accumulate, must be below 2^31",
                "--optimizer=sgd|--optimizer must be one of adamw, adamw8bit; got sgd",
                "--device=cuda:9|--device cuda:9 needs a CUDA device, and the library sees none; leave it out for the processor",
                "--lora=4|--lora adapts a model that has been trained; leave it out with --fresh",
                "--resume|--resume needs the folder of a run that was broken off"
            })
    void refusesAndLeavesNothing(String options, String message) throws Exception {
        Path pairs = TrainCommandTest.write(
                folder,
                ExampleKind.PAIRS,
                TrainCommandTest.prompts()
                        .map(p -> new PreferencePair(p, "cat", "dog"))
                        .toList());
        Path out = folder.resolve("out");
        List<String> words = new ArrayList<>(List.of(
                "train",
                "dpo",
                "--model",
                text.toString(),
                "--fresh",
                TrainCommandTest.FRESH,
                "--data",
                pairs.toString(),
                "--out",
                out.toString()));
        words.addAll(List.of(options.split(" ", -1)));
        if (options.equals("--learning-rate=1e30")) {
            words.add("--steps=20");
        }
        Teeter.Ended ended = Teeter.run(words.toArray(new String[0]));
        assertEquals(ExitCode.USAGE, ended.code(), ended.err());
        assertTrue(ended.err().contains(message), ended.err());
        assertFalse(Files.exists(out));
        assertFalse(Files.exists(folder.resolve("out.training")));
    }

    /** Of thousands of conversations one may be of a kind that the model does not know. */
    @Test
    void saysWhichConversationTheTemplateDoesNotTake() throws Exception {
        Files.writeString(
                text.resolve("chat_template.jinja"),
                "{% for m in messages %}{% if m['role'] == 'system' %}{{ raise_exception('no system') }}{% endif %}"
                        + "{{ m['content'] }} {{ eos_token }}{% endfor %}");
        String row =
                "{\"prompt\":[{\"role\":\"%s\",\"content\":\"user\"}],\"chosen\":[{\"role\":\"assistant\",\"content\":\"cat\"}],"
                        + "\"rejected\":[{\"role\":\"assistant\",\"content\":\"dog\"}]}\n";
        Path data = Files.writeString(folder.resolve("data.jsonl"), row.formatted("user") + row.formatted("system"));
        String[] words = {
            "train",
            "dpo",
            "--model=" + text,
            "--fresh",
            TrainCommandTest.FRESH,
            "--data=" + data,
            "--out=" + folder.resolve("out")
        };
        Teeter.Ended ended = Teeter.run(words);
        assertEquals(ExitCode.USAGE, ended.code(), ended.err());
        assertTrue(
                ended.err()
                        .startsWith("teeter: " + data
                                + ":2: the model's chat template does not take this conversation (line 1): no system"),
                ended.err());
        Files.delete(text.resolve("chat_template.jinja"));
        String none = Teeter.run(words).err();
        assertTrue(none.startsWith("teeter: the model has no chat template;"), none);
    }

    @Test
    void refusesPlacesThatAreTaken() throws Exception {
        Path pairs = TrainCommandTest.write(
                folder,
                ExampleKind.PAIRS,
                TrainCommandTest.prompts()
                        .map(p -> new PreferencePair(p, "cat", "dog"))
                        .toList());
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("mine"), "");
        String[] words = {
            "train",
            "dpo",
            "--model",
            text.toString(),
            "--fresh",
            TrainCommandTest.FRESH,
            "--data",
            pairs.toString(),
            "--out",
            out.toString()
        };
        assertTrue(Teeter.run(words).err().contains("--out must name a folder that is new or empty"));
        Files.delete(out.resolve("mine"));
        Files.createDirectory(folder.resolve("out.training"));
        assertTrue(Teeter.run(words).err().contains("is left of a run that was broken off; go on with --resume"));
    }
}
