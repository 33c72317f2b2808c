package org.teeter.lm.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

class RotaryTableTest {
    private static final int POSITIONS = 1 << 14;
    private static final int HEAD = 16;
    private static final DecoderConfig SHAPE = new DecoderConfig(
            8,
            HEAD,
            16,
            1,
            1,
            1,
            HEAD,
            1e-5,
            new RopeSettings(10_000, Optional.empty()),
            OptionalInt.empty(),
            true,
            false,
            POSITIONS);

    /** Pairs (1, 1) turned by the angle a of their position and frequency become (cos a - sin a, sin a + cos a). */
    @Test
    void turnsByTheAngleOfThePosition() {
        float[] frequencies = SHAPE.rope().frequencies(HEAD);
        try (RotaryTable table = new RotaryTable(SHAPE, Placement.CPU)) {
            double[] found = turned(table, 5000);
            for (int i = 0; i < HEAD / 2; i++) {
                float angle = 5000f * frequencies[i]; // rounded to single precision, as Hugging Face's is
                assertEquals(Math.cos(angle) - Math.sin(angle), found[i], 2e-7);
                assertEquals(Math.sin(angle) + Math.cos(angle), found[i + HEAD / 2], 2e-7);
            }
        }
    }

    /** The same bits under every kernel: what the JDK makes of the angles in double precision, rounded once. */
    @Test
    void tablesAreRoundedOnce() {
        float[] frequencies = SHAPE.rope().frequencies(HEAD);
        try (RotaryTable table = new RotaryTable(SHAPE, new Placement("cpu", ScalarType.Double))) {
            for (int position = 0; position < 512; position++) {
                double[] found = turned(table, position);
                for (int i = 0; i < HEAD / 2; i++) {
                    float angle = position * frequencies[i];
                    double cos = (float) Math.cos(angle);
                    double sin = (float) Math.sin(angle);
                    assertEquals(cos - sin, found[i], Math.ulp(1.0));
                    assertEquals(sin + cos, found[i + HEAD / 2], Math.ulp(1.0));
                }
            }
        }
    }

    /** Tables that were outgrown are still read by others: freed under their hands, they would end the process. */
    @Test
    void growsUnderTheHandsOfSeveralThreads() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try (RotaryTable alone = new RotaryTable(SHAPE, Placement.CPU);
                RotaryTable shared = new RotaryTable(SHAPE, Placement.CPU)) {
            List<Callable<double[]>> readers = new ArrayList<>();
            for (int at = 0; at < POSITIONS; at += 31) {
                int position = at;
                readers.add(() -> turned(shared, position));
            }
            List<Future<double[]>> found = pool.invokeAll(readers);
            for (int k = 0; k < found.size(); k++) {
                assertArrayEquals(turned(alone, 31 * k), found.get(k).get());
            }
        } finally {
            pool.shutdown();
        }
    }

    private static double[] turned(RotaryTable table, int position) {
        try (PointerScope scope = new PointerScope()) {
            Tensor ones = torch.ones(1, 1, 1, HEAD);
            return Torch.toDoubles(table.angles(position, 1).turn(ones));
        }
    }
}
