package org.teeter.lm.train;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How long, in what portions and how fast to train.
 *
 * @param steps number of updates of the weights
 * @param batch examples that go through the model at once
 * @param accumulate batches to a step
 * @param learningRate at its highest
 * @param schedule how it changes
 * @param warmup steps over which it rises from zero
 * @param clip the gradient is scaled down to this norm where it is longer; 0: never
 * @param seed of the order of the examples and of the rounding
 */
public record TrainingPlan(
        int steps,
        int batch,
        int accumulate,
        double learningRate,
        Schedule schedule,
        int warmup,
        double clip,
        long seed) {

    public TrainingPlan {
        requirePositive("steps", steps);
        requirePositive("batch", batch);
        requirePositive("accumulate", accumulate);
        if ((long) batch * accumulate > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("examples to a step, batch times accumulate, must be below 2^31, got "
                    + batch + " times " + accumulate);
        }
        if (!(learningRate >= 0 && learningRate <= 1e37)) {
            throw new IllegalArgumentException(
                    "the learning rate must be zero or more and within single precision, got " + learningRate);
        }
        if (warmup < 0 || warmup > steps) {
            throw new IllegalArgumentException(
                    "warm-up must be between 0 and the number of steps, " + steps + "; got " + warmup);
        }
        if (!(clip >= 0)) {
            throw new IllegalArgumentException("the norm to clip at must be zero (never) or more, got " + clip);
        }
    }

    /** Plain steps of one batch at a constant rate. */
    public static TrainingPlan of(int steps, int batch, double learningRate, long seed) {
        return new TrainingPlan(steps, batch, 1, learningRate, Schedule.CONSTANT, 0, 0, seed);
    }

    /** Examples to a step. */
    public int examplesPerStep() {
        return batch * accumulate;
    }

    /** The examples in the order of the first epoch: cut into batches, they are those that the first steps take. */
    public <E> List<E> firstEpoch(List<E> examples) {
        ExampleOrder order = new ExampleOrder(examples.size(), examplesPerStep(), seed);
        return IntStream.range(0, order.stepsPerEpoch())
                .boxed()
                .flatMap(t -> order.at(t).stream())
                .map(examples::get)
                .toList();
    }

    /** The rate at step t = 0, 1, …. */
    public double rate(int t) {
        return learningRate * schedule.factor(t, steps, warmup);
    }

    /** How many steps it takes to see n examples {@code epochs} times; an epoch's last step may have fewer examples. */
    public static int stepsFor(double epochs, int n, int batch, int accumulate) {
        long perEpoch = (n + (long) batch * accumulate - 1) / ((long) batch * accumulate);
        double steps = Math.ceil(epochs * perEpoch);
        if (!(steps <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("a plan must have at most " + Integer.MAX_VALUE + " steps, but " + epochs
                    + " epochs of " + n + " examples are more; see them less often, or take more of them to a step");
        }
        return (int) steps;
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, got " + value);
        }
    }
}
