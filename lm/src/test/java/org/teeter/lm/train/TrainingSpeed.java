package org.teeter.lm.train;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.teeter.lm.loss.Dpo;
import org.teeter.lm.loss.PlackettLuceDpo;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.model.RopeSettings;
import org.teeter.lm.tensor.Placement;

/**
 * How fast is a step of training at the size of the experiment, and how much of it is Java? Processor time of the training thread, so
 * that what else runs on the machine hardly shows; medians.
 *
 * <pre>{@code
 * mvn -q -DskipTests package -pl lab -am
 * java -cp "lm/target/test-classes:lm/target/classes:lab/target/lib/*:app/target/lib/*" org.teeter.lm.train.TrainingSpeed
 * }</pre>
 *
 * <p>The shares are of samples of the thread's stack every 3 ms, by the innermost frame: in the library, in the binding's Java, or in
 * this project's (and the JDK's under it).
 */
final class TrainingSpeed {
    private static final int WARM_UP = 100;
    private static final int STEPS = 300;

    private TrainingSpeed() {}

    /** Prints one line a case. */
    public static void main(String[] args) throws InterruptedException {
        System.out.printf(
                "%-32s %10s %12s %8s %8s %8s%n", "step", "cpu ms", "tokens/cpu s", "native", "binding", "ours");
        for (OptimizerSettings settings : List.of(OptimizerSettings.adamW(), OptimizerSettings.adamW8bit())) {
            String name = settings.eightBits() ? ", 8 bits" : "";
            try (Decoder decoder = decoder()) {
                measure("imitation, 32" + name, decoder, new SupervisedObjective(decoder), shown(), 32, settings);
            }
            try (Decoder decoder = decoder()) {
                List<Example.Ranked> examples = ranked(2);
                Optional<ReferenceTable> reference = Optional.of(ReferenceTable.of(decoder, examples, 64));
                measure(
                        "preferences, 16 pairs" + name,
                        decoder,
                        new PreferenceObjective(decoder, new Dpo(0.1), reference),
                        examples,
                        16,
                        settings);
            }
        }
        try (Decoder decoder = decoder()) {
            List<Example.Ranked> examples = ranked(4);
            Optional<ReferenceTable> reference = Optional.of(ReferenceTable.of(decoder, examples, 64));
            measure(
                    "preferences, 8 rankings of 4",
                    decoder,
                    new PreferenceObjective(decoder, new PlackettLuceDpo(0.1), reference),
                    examples,
                    8,
                    OptimizerSettings.adamW());
        }
    }

    private static <E extends Example> void measure(
            String name,
            Decoder decoder,
            Objective<E> objective,
            List<E> examples,
            int batch,
            OptimizerSettings settings)
            throws InterruptedException {
        double[] times = new double[STEPS];
        AtomicIntegerArray samples = new AtomicIntegerArray(3);
        long tokens;
        try (Trainer<E> trainer = new Trainer<>(
                decoder.trained(), objective, examples, TrainingPlan.of(WARM_UP + STEPS, batch, 1e-4, 1), settings)) {
            double before = 0;
            while (trainer.step() < WARM_UP) {
                before = trainer.advance().get("num_tokens");
            }
            AtomicBoolean done = new AtomicBoolean();
            Thread sampler = sampler(Thread.currentThread(), done, samples);
            sampler.start();
            double after = before;
            for (int t = 0; t < STEPS; t++) {
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                after = trainer.advance().get("num_tokens");
                times[t] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
            }
            tokens = (long) (after - before);
            done.set(true);
            sampler.join();
        }
        double total = samples.get(0) + samples.get(1) + samples.get(2);
        double all = Arrays.stream(times).sum();
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%-32s %10.2f %12.0f %7.1f%% %7.1f%% %7.1f%%%n",
                name,
                times[STEPS / 2],
                tokens / (all / 1000),
                100 * samples.get(0) / total,
                100 * samples.get(1) / total,
                100 * samples.get(2) / total);
    }

    private static Thread sampler(Thread of, AtomicBoolean done, AtomicIntegerArray samples) {
        return new Thread(() -> {
            while (!done.get()) {
                StackTraceElement[] stack = of.getStackTrace();
                if (stack.length > 0) {
                    boolean binding = Arrays.stream(stack)
                            .filter(frame -> !frame.getClassName().startsWith("java."))
                            .findFirst()
                            .map(frame -> frame.getClassName().startsWith("org.bytedeco."))
                            .orElse(false);
                    samples.incrementAndGet(stack[0].isNativeMethod() && binding ? 0 : binding ? 1 : 2);
                }
                try {
                    Thread.sleep(3);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        });
    }

    /** The shape of the experiment's base model. */
    private static Decoder decoder() {
        DecoderConfig config = new DecoderConfig(
                138,
                64,
                168,
                2,
                4,
                2,
                16,
                1e-5,
                new RopeSettings(10_000, Optional.empty()),
                OptionalInt.empty(),
                true,
                false,
                64);
        return Decoder.random(config, Placement.CPU, true, 1);
    }

    private static List<Example.Shown> shown() {
        SplittableRandom random = new SplittableRandom(1);
        List<Example.Shown> examples = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            examples.add(new Example.Shown(text(random, 17), text(random, 12)));
        }
        return examples;
    }

    private static List<Example.Ranked> ranked(int answers) {
        SplittableRandom random = new SplittableRandom(1);
        List<Example.Ranked> examples = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            List<Tokens> each = new ArrayList<>();
            for (int k = 0; k < answers; k++) {
                each.add(text(random, 12));
            }
            examples.add(new Example.Ranked(text(random, 17), each));
        }
        return examples;
    }

    /** About the templates' lengths: {@code mean} tokens, three more or fewer. */
    private static Tokens text(SplittableRandom random, int mean) {
        return Tokens.of(random.ints(mean - 3 + random.nextInt(7), 0, 138).toArray());
    }
}
