package org.teeter.lm.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    /** transformers 5.23, get_scheduler(name, num_warmup_steps=3, num_training_steps=8) of an optimizer with rate 1. */
    @ParameterizedTest
    @CsvSource({
        "CONSTANT, 0;0.3333333333333333;0.6666666666666666;1;1;1;1;1",
        "LINEAR, 0;0.3333333333333333;0.6666666666666666;1;0.8;0.6;0.4;0.2",
        "COSINE, 0;0.3333333333333333;0.6666666666666666;1;0.9045084971874737;0.6545084971874737;0.34549150281252633;"
                + "0.09549150281252633"
    })
    void isThatOfTransformers(Schedule schedule, String factors) {
        double[] expected = java.util.Arrays.stream(factors.split(";", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        double[] found =
                IntStream.range(0, 8).mapToDouble(t -> schedule.factor(t, 8, 3)).toArray();
        assertArrayEquals(expected, found, 1e-15);
    }

    @Test
    void stepsCountTheShortOneOfEachEpoch() {
        assertEquals(3, TrainingPlan.stepsFor(1, 10, 2, 2));
        assertEquals(6, TrainingPlan.stepsFor(2, 10, 2, 2));
        assertEquals(2, TrainingPlan.stepsFor(0.5, 10, 2, 2));
    }

    @Test
    void refusesPlansThatNobodyCanCount() {
        assertEquals(Integer.MAX_VALUE, TrainingPlan.stepsFor(1, Integer.MAX_VALUE, 1, 1));
        assertEquals(1, TrainingPlan.stepsFor(1, 3, Integer.MAX_VALUE, Integer.MAX_VALUE));
        assertEquals(
                "a plan must have at most 2147483647 steps, but 1000.0 epochs of 3000000 examples are more; see them less"
                        + " often, or take more of them to a step",
                assertThrows(IllegalArgumentException.class, () -> TrainingPlan.stepsFor(1000, 3_000_000, 1, 1))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> new TrainingPlan(1, 1 << 16, 1 << 16, 1e-3, Schedule.LINEAR, 0, 0, 0));
    }

    @Test
    void refusesPlansThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> TrainingPlan.of(0, 1, 1e-3, 0));
        assertThrows(IllegalArgumentException.class, () -> TrainingPlan.of(1, 1, Double.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> new TrainingPlan(5, 1, 1, 1e-3, Schedule.LINEAR, 6, 0, 0));
    }
}
