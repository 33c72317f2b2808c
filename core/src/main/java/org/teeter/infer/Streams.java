package org.teeter.infer;

import java.util.random.RandomGenerator;
import org.teeter.random.L64X128Mix;

/** Streams of random numbers, one a task, so that results do not depend on which thread takes which task. */
final class Streams {

    private Streams() {}

    static RandomGenerator[] of(long seed, int tasks) {
        L64X128Mix source = L64X128Mix.of(seed);
        RandomGenerator[] streams = new RandomGenerator[tasks];
        for (int k = 0; k < tasks; k++) {
            streams[k] = source.split();
        }
        return streams;
    }
}
