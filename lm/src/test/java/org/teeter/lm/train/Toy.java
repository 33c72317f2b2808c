package org.teeter.lm.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.model.RopeSettings;
import org.teeter.lm.tensor.Placement;

/** A decoder and examples small enough that a step takes about a millisecond. */
final class Toy {
    static final int WORDS = 24;

    private Toy() {}

    static Decoder decoder(long seed) {
        return decoder(seed, Placement.CPU);
    }

    static Decoder decoder(long seed, Placement placement) {
        return Decoder.random(shape(16, 24), placement, true, seed);
    }

    /** With matrices of 4,096 numbers. */
    static Decoder wide(long seed, Placement placement) {
        return Decoder.random(shape(64, 72), placement, true, seed);
    }

    private static DecoderConfig shape(int hidden, int intermediate) {
        return new DecoderConfig(
                WORDS,
                hidden,
                intermediate,
                1,
                2,
                1,
                hidden / 2,
                1e-5,
                new RopeSettings(10_000, Optional.empty()),
                OptionalInt.empty(),
                true,
                false,
                64);
    }

    static List<Example.Ranked> rankings(int count, int answers, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Example.Ranked> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Tokens prompt = text(random);
            examples.add(new Example.Ranked(
                    prompt,
                    IntStream.range(0, answers).mapToObj(k -> text(random)).toList()));
        }
        return examples;
    }

    static List<Example.Shown> demonstrations(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> new Example.Shown(text(random), text(random)))
                .toList();
    }

    private static Tokens text(SplittableRandom random) {
        return Tokens.of(random.ints(2 + random.nextInt(4), 0, WORDS).toArray());
    }
}
