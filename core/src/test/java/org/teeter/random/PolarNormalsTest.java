package org.teeter.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PolarNormalsTest {
    /** {@link Random} has used the polar method since 1.1, and says so in its contract. */
    @Test
    void areThoseOfJavasRandom() {
        for (long seed = 0; seed < 20; seed++) {
            Random expected = new Random(seed);
            PolarNormals normals = new PolarNormals(new Random(seed));
            for (int k = 0; k < 1_000; k++) {
                assertEquals(expected.nextGaussian(), normals.nextGaussian(), "seed " + seed);
            }
        }
    }
}
