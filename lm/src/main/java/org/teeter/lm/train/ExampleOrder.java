package org.teeter.lm.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which examples each step sees: every epoch all of them, in an order of its own, cut into portions of which the last may be shorter.
 * It follows from seed and step alone, so there is no state to keep.
 */
final class ExampleOrder {
    private final int examples;
    private final int portion;
    private final long seed;
    private int epoch = -1;
    private int[] order = {};

    ExampleOrder(int examples, int portion, long seed) {
        if (examples == 0) {
            throw new IllegalArgumentException("there must be at least one example to train on");
        }
        this.examples = examples;
        this.portion = portion;
        this.seed = seed;
    }

    int stepsPerEpoch() {
        return (int) ((examples + (long) portion - 1) / portion);
    }

    /** Indices of the examples of step t = 0, 1, …. */
    List<Integer> at(int t) {
        int wanted = t / stepsPerEpoch();
        if (wanted != epoch) {
            order = shuffled(wanted);
            epoch = wanted;
        }
        long from = (long) (t % stepsPerEpoch()) * portion;
        List<Integer> indices = new ArrayList<>();
        for (long i = from; i < Math.min(examples, from + portion); i++) {
            indices.add(order[(int) i]);
        }
        return indices;
    }

    private int[] shuffled(int epoch) {
        SplittableRandom root = new SplittableRandom(seed);
        SplittableRandom random = root.split();
        for (int e = 0; e < epoch; e++) {
            random = root.split();
        }
        int[] indices = new int[examples];
        for (int i = 0; i < examples; i++) {
            int j = random.nextInt(i + 1);
            indices[i] = indices[j];
            indices[j] = i;
        }
        return indices;
    }
}
