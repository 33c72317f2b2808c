package org.teeter.lab.synthesis;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Fisher and Yates's shuffle, which the JDK 17 has for {@link java.util.Random} only. */
final class Shuffle {

    private Shuffle() {}

    static void inPlace(List<?> list, RandomGenerator random) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }
}
