package org.teeter.lm.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.teeter.lm.loss.Dpo;
import org.teeter.lm.loss.PlackettLuceDpo;
import org.teeter.lm.loss.PreferenceLoss;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.tensor.Placement;
import org.teeter.testing.Child;

/** Long runs: where they go, and what they leave in memory. */
class TrajectoryTest {
    private static final TrainingPlan PLAN = new TrainingPlan(50, 4, 2, 3e-3, Schedule.COSINE, 5, 1, 11);

    /**
     * Fifty steps in double precision, as they were when the file was made: data, order, schedule, clipping and AdamW together. Double,
     * so that another order of summation in another build of the library does not show. A change of what is meant to be the same run
     * shows here; where a change is meant, the test prints the new file's lines in its message.
     */
    @Test
    void fiftyStepsGoWhereTheyWent() {
        List<String> found = new ArrayList<>(List.of("step,pairs,rankings"));
        List<Double> pairs = losses(new Dpo(0.1), 2);
        List<Double> rankings = losses(new PlackettLuceDpo(0.1), 4);
        for (int t = 0; t < PLAN.steps(); t++) {
            found.add((t + 1) + "," + pairs.get(t) + "," + rankings.get(t));
        }
        List<String> expected = lines();
        assertEquals(expected.size(), found.size(), () -> String.join("\n", found));
        for (int t = 1; t < expected.size(); t++) {
            String[] was = expected.get(t).split(",", -1);
            for (int column = 1; column < was.length; column++) {
                double is = Double.parseDouble(found.get(t).split(",", -1)[column]);
                // Rounding of 1e-16 grows over the steps.
                assertEquals(Double.parseDouble(was[column]), is, 1e-9, () -> String.join("\n", found));
            }
        }
    }

    private static List<Double> losses(PreferenceLoss loss, int answers) {
        List<Example.Ranked> examples = Toy.rankings(20, answers, 12);
        List<Double> losses = new ArrayList<>();
        try (Decoder decoder = Toy.decoder(13, new Placement("cpu", ScalarType.Double))) {
            Optional<ReferenceTable> reference = Optional.of(ReferenceTable.of(decoder, examples, 16));
            try (Trainer<Example.Ranked> trainer = new Trainer<>(
                    decoder.trained(),
                    new PreferenceObjective(decoder, loss, reference),
                    examples,
                    PLAN,
                    OptimizerSettings.adamW())) {
                trainer.run(step -> losses.add(step.loss()));
            }
        }
        return losses;
    }

    private static List<String> lines() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(TrajectoryTest.class.getResourceAsStream("trajectory.csv")),
                StandardCharsets.UTF_8))) {
            return in.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Two thousand steps of the size of the experiment's, after some to settle, in a process of its own whose Java heap is all there from
     * the beginning: what other tests left, and a heap that grows because it may, are no leak of ours.
     */
    @Test
    @Tag("slow")
    void memoryStaysWhereItIs() throws Exception {
        List<String> command = Child.java(
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir"));
        command.add(LongRun.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MALLOC_ARENA_MAX", "1"); // else each thread keeps what it once freed
        Process process = Child.start(builder);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        long grown = Long.parseLong(output.strip());
        assertTrue(grown < 20 * 1024, () -> "grew by " + grown + " kB");
    }

    /** What that process runs; it prints by how many kilobytes it grew. */
    static final class LongRun {
        private LongRun() {}

        public static void main(String[] arguments) throws IOException {
            List<Example.Ranked> examples = Toy.rankings(200, 2, 12);
            try (Decoder decoder = Toy.wide(13, Placement.CPU)) {
                Optional<ReferenceTable> reference = Optional.of(ReferenceTable.of(decoder, examples, 16));
                try (Trainer<Example.Ranked> trainer = new Trainer<>(
                        decoder.trained(),
                        new PreferenceObjective(decoder, new Dpo(0.1), reference),
                        examples,
                        TrainingPlan.of(3300, 16, 1e-5, 1),
                        OptimizerSettings.adamW8bit())) {
                    while (trainer.step() < 1300) {
                        trainer.advance();
                    }
                    System.gc();
                    long before = residentKilobytes();
                    trainer.run(step -> {});
                    System.gc();
                    System.out.println(residentKilobytes() - before);
                }
            }
        }
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
