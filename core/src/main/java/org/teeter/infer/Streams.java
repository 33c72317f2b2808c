package org.teeter.infer;

import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/** Streams of random numbers, one a task, so that results do not depend on which thread takes which task. */
final class Streams {

    private Streams() {}

    static RandomGenerator[] of(long seed, int tasks) {
        SplittableGenerator source = RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom")
                .create(seed);
        RandomGenerator[] streams = new RandomGenerator[tasks];
        for (int k = 0; k < tasks; k++) {
            streams[k] = source.split();
        }
        return streams;
    }
}
