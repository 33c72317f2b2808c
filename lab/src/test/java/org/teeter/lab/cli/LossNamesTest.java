package org.teeter.lab.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.teeter.lab.experiment.Job;
import org.teeter.lab.experiment.Theory;
import org.teeter.lm.loss.LossName;
import org.teeter.lm.loss.LossParameter;
import org.teeter.lm.loss.PreferenceLoss;
import org.teeter.lm.loss.ScoredAnswers;
import org.teeter.lm.tensor.Torch;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A loss has one name, and a name means one loss, whichever command it is said to. */
class LossNamesTest {
    private static final List<String> BOTH = List.of("dpo", "cdpo", "rdpo", "ipo_sum", "hinge", "pl");

    private static LossOptions trained(String name) {
        List<String> words = new ArrayList<>(List.of("--loss", name, "--beta=0.3"));
        if (name.equals("cdpo") || name.equals("rdpo")) {
            words.add("--label-smoothing=0.1");
        }
        LossOptions options = new LossOptions();
        CommandSpec spec = CommandSpec.create().addMixin("losses", CommandSpec.forAnnotatedObject(options));
        new CommandLine(spec).parseArgs(words.toArray(new String[0]));
        return options;
    }

    private static PreferenceLoss compared(String name) {
        return new Job.Method(LossName.of(name).orElseThrow(), 0.3, 0.1, 1e-4, 16, 1)
                .preferenceLoss()
                .orElseThrow();
    }

    /** Of two pairs whose answers differ in length, so that a loss per token is not one of sums. */
    private static double[] numbers(PreferenceLoss loss) {
        try (PointerScope scope = new PointerScope()) {
            Tensor policy = Tensor.create(new double[] {-3.5, -7.25, -12, -4}, 2, 2);
            Tensor reference = Tensor.create(new double[] {-4, -5, -11, -6}, 2, 2);
            Tensor tokens = Tensor.create(new double[] {3, 5, 9, 2}, 2, 2);
            return Torch.toDoubles(
                    loss.losses(new ScoredAnswers(policy, Optional.of(reference), tokens, Optional.empty())));
        }
    }

    static Stream<String> sharedNames() {
        return LossName.ALL.stream()
                .filter(Theory::isOf)
                .filter(loss -> loss != LossName.SFT)
                .map(LossName::toString);
    }

    @Test
    void sharedNamesAreThese() {
        assertEquals(BOTH, sharedNames().toList());
    }

    @ParameterizedTest
    @MethodSource("sharedNames")
    void trainAndExperimentComputeTheSame(String name) {
        PreferenceLoss trained = trained(name).preference();
        assertArrayEquals(numbers(trained), numbers(compared(name)));
        assertEquals(name, trained.name());
        assertEquals(name, compared(name).name());
    }

    @Test
    void everyLossIsNamedByItself() {
        for (LossName name : LossName.ALL) {
            name.with(Map.of(LossParameter.SMOOTHING, 0.1))
                    .ifPresent(loss -> assertEquals(name.toString(), loss.name()));
        }
    }

    @Test
    void helpAndPagesHaveEveryName() throws Exception {
        String train = Teeter.run("train", "dpo", "--help").out();
        String experiment = Teeter.run("experiment", "--help").out();
        String page = Files.readString(Path.of("../docs/ALIGNMENT.md"));
        for (LossName name : LossName.ALL) {
            if (name != LossName.SFT) {
                assertTrue(train.matches("(?s).*\\b" + name + "\\b.*"), train);
                assertTrue(page.contains("`" + name + "`"), name + " is not in docs/ALIGNMENT.md");
            }
        }
        for (String name : List.of("dpo", "cdpo", "rdpo", "ipo_sum", "hinge", "sft")) {
            assertTrue(experiment.matches("(?s).*\\b" + name + "\\b.*"), experiment);
        }
    }
}
