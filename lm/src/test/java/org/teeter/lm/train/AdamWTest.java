package org.teeter.lm.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.lm.checkpoint.SafetensorsFile;
import org.teeter.lm.model.Parameters;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

/** Against torch and bitsandbytes on the same tensors; golden/optimizers.py made them. */
class AdamWTest {
    private static final int STEPS = 3;
    private static SafetensorsFile golden;

    @BeforeAll
    static void open() throws Exception {
        golden = SafetensorsFile.open(
                Path.of(AdamWTest.class.getResource("optimizers.safetensors").toURI()));
    }

    @AfterAll
    static void close() {
        golden.close();
    }

    @Test
    void mapsAreThoseOfBitsandbytes() {
        for (String name : new String[] {"signed", "unsigned"}) {
            try (DynamicMap map = new DynamicMap(name.equals("signed"), Placement.CPU)) {
                assertArrayEquals(golden("map." + name), Torch.toDoubles(map.values()), 0);
            }
        }
    }

    @Test
    void blocksAreThoseOfBitsandbytes() {
        for (String name : new String[] {"signed", "unsigned"}) {
            try (PointerScope scope = new PointerScope();
                    DynamicMap map = new DynamicMap(name.equals("signed"), Placement.CPU);
                    QuantizedBlocks blocks = new QuantizedBlocks(700, Placement.CPU)) {
                Tensor x = golden.tensor("x");
                blocks.write(map, 0, name.equals("signed") ? x : x.mul(x));
                double[] codes = Torch.toDoubles(blocks.codes().narrow(0, 0, 700));
                assertArrayEquals(golden("codes." + name), codes, 0);
                assertArrayEquals(golden("absmax." + name), Torch.toDoubles(blocks.largest()), 0);
                assertArrayEquals(golden("back." + name), Torch.toDoubles(blocks.read(map, 0, 700)), 0);
            }
        }
    }

    @Test
    void blocksOfZerosStayZero() {
        try (PointerScope scope = new PointerScope();
                DynamicMap map = new DynamicMap(true, Placement.CPU);
                QuantizedBlocks blocks = new QuantizedBlocks(512, Placement.CPU)) {
            double[] x = new double[512];
            x[300] = 2;
            blocks.write(map, 0, Tensor.create(x, 512).to(ScalarType.Float));
            assertArrayEquals(x, Torch.toDoubles(blocks.read(map, 0, 512)), 0);
            assertEquals(0, blocks.read(map, 0, 256).abs().max().item_double());
        }
    }

    @Test
    void stepsInFullPrecisionAreThoseOfTorch() {
        OptimizerSettings settings = new OptimizerSettings(false, 0.9, 0.999, 1e-8, 0.01, Rounding.NEAREST);
        try (Parameters weights = matrix(Placement.CPU);
                AdamW optimizer = new AdamW(weights, settings, 0)) {
            steps(weights, optimizer);
            // Single precision, three steps of numbers up to 5: torch forms the first moment by a fused interpolation.
            assertArrayEquals(golden("adamw.weights"), Torch.toDoubles(weights.values()), 2e-6);
        }
    }

    @Test
    void stepsInEightBitsAreThoseOfBitsandbytes() {
        OptimizerSettings settings = new OptimizerSettings(true, 0.9, 0.999, 1e-8, 0.01, Rounding.NEAREST);
        try (Parameters weights = matrix(Placement.CPU);
                AdamW optimizer = new AdamW(weights, settings, 0)) {
            steps(weights, optimizer);
            double[] expected = golden("adamw8bit.weights");
            double[] found = Torch.toDoubles(weights.values());
            for (int i = 0; i < expected.length; i++) {
                // Some are far out: where a square is rounded to zero beside a large one, the step is m / ε, as in
                // bitsandbytes.
                assertEquals(expected[i], found[i], 1e-6 * Math.max(1, Math.abs(expected[i])), "weight " + i);
            }
            Map<String, Tensor> state = optimizer.state();
            int size = (int) weights.size();
            for (String moment : new String[] {"1", "2"}) {
                try (PointerScope scope = new PointerScope()) {
                    Tensor codes = Objects.requireNonNull(state.get("0.state" + moment))
                            .narrow(0, 0, size);
                    assertArrayEquals(golden("adamw8bit.state" + moment), Torch.toDoubles(codes), 0);
                    assertArrayEquals(
                            golden("adamw8bit.absmax" + moment),
                            Torch.toDoubles(Objects.requireNonNull(state.get("0.absmax" + moment))),
                            1e-6);
                }
            }
        }
    }

    /** Large models are updated portion by portion, small ones in one; weights and moments must not know. */
    @Test
    void portionsChangeNothing() {
        for (boolean eightBits : new boolean[] {false, true}) {
            OptimizerSettings settings = new OptimizerSettings(eightBits, 0.9, 0.999, 1e-8, 0.01, Rounding.NEAREST);
            double[][] weights = new double[2][];
            double[][] first = new double[2][];
            for (int i = 0; i < 2; i++) {
                try (Parameters trained = matrix(Placement.CPU);
                        AdamW optimizer = new AdamW(trained, settings, 0, i == 0 ? 1 << 24 : 3 * 256)) {
                    steps(trained, optimizer);
                    weights[i] = Torch.toDoubles(trained.values());
                    String moment = eightBits ? "0.state1" : "0.exp_avg";
                    first[i] = Torch.toDoubles(
                            Objects.requireNonNull(optimizer.state().get(moment)));
                }
            }
            assertArrayEquals(weights[0], weights[1], 0);
            assertArrayEquals(first[0], first[1], 0);
        }
    }

    @Test
    void smallWeightsAndTheEmbeddingKeepThirtyTwoBits() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("model.embed_tokens.weight", new long[] {100, 64}); // large, but left in 32 bits
        shapes.put("a.weight", new long[] {64, 64}); // 4,096, whole blocks
        shapes.put("b.weight", new long[] {65, 65}); // goes on; its last block is not full
        shapes.put("c.weight", new long[] {64, 64}); // so this begins its own
        shapes.put("d.weight", new long[] {63, 65}); // 4,095: too small
        try (Parameters weights = new Parameters(shapes, Placement.CPU, true)) {
            assertEquals(
                    "[Stretch[from=0, length=6400, decayed=false, eightBits=false],"
                            + " Stretch[from=6400, length=8321, decayed=false, eightBits=true],"
                            + " Stretch[from=14721, length=4096, decayed=false, eightBits=true],"
                            + " Stretch[from=18817, length=4095, decayed=false, eightBits=false]]",
                    Stretch.of(weights, OptimizerSettings.adamW8bit()).toString());
        }
    }

    @Test
    void decaySparesNormsAndBiases() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("a.weight", new long[] {2, 2});
        shapes.put("norm.weight", new long[] {2});
        try (Parameters weights = new Parameters(shapes, Placement.CPU, true);
                AdamW optimizer =
                        new AdamW(weights, new OptimizerSettings(false, 0.9, 0.999, 1e-8, 0.5, Rounding.NEAREST), 0)) {
            weights.values().fill_(new Scalar(1.0));
            optimizer.step(0.25, 1); // no gradient: only decay by 1 − 0.25 · 0.5
            assertArrayEquals(new double[] {0.875, 0.875, 0.875, 0.875, 1, 1}, Torch.toDoubles(weights.values()), 0);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.001, -1.0037, 0x1.9p-130, -3.3e38})
    void randomRoundingIsUnbiased(double exact) {
        int draws = 200_000;
        try (PointerScope scope = new PointerScope();
                Parameters weights = new Parameters(
                        Map.of("w", new long[] {draws}), new Placement("cpu", ScalarType.BFloat16), true);
                WritableWeights writable = new WritableWeights(weights, Rounding.STOCHASTIC, 7)) {
            float single = (float) exact;
            Tensor x = writable.read(0, draws).fill_(new Scalar(single));
            writable.write(0, x, 1);
            double[] rounded = Torch.toDoubles(weights.values());
            float below = Float.intBitsToFloat(Float.floatToIntBits(single) & 0xffff0000);
            float above = Float.intBitsToFloat((Float.floatToIntBits(single) & 0xffff0000) + 0x10000);
            double mean = 0;
            for (double value : rounded) {
                assertTrue(value == below || value == above, () -> value + " is no neighbour of " + exact);
                mean += value / draws;
            }
            double spacing = Math.abs(above - below);
            // Five standard errors of a coin whose sides are the two neighbours.
            assertEquals(single, mean, 5 * spacing * 0.5 / Math.sqrt(draws));
            Tensor again = writable.read(0, draws).fill_(new Scalar(single));
            writable.write(0, again, 2);
            assertNotEquals(
                    0,
                    weights.values()
                            .sub(Tensor.create(rounded, draws))
                            .abs()
                            .sum()
                            .item_double());
        }
    }

    @Test
    void smallUpdatesReachBrainFloatsByChanceOrByACopy() {
        assertEquals(1, afterSmallUpdates(Rounding.NEAREST), 0, "all lost");
        // 100 updates of 1e-4; by chance the mean over 4,096 weights is near it, by the copy each is
        assertEquals(1 - 0.01, afterSmallUpdates(Rounding.STOCHASTIC), 1e-3);
        assertEquals(1 - 0.01, afterSmallUpdates(Rounding.MASTER), 0x1p-9);
    }

    /** The mean weight, from 1, after 100 steps of 1e-4 each. */
    private static double afterSmallUpdates(Rounding rounding) {
        OptimizerSettings settings = new OptimizerSettings(false, 0.9, 0.999, 1e-8, 0, rounding);
        try (PointerScope scope = new PointerScope();
                Parameters weights = new Parameters(
                        Map.of("w", new long[] {4096}), new Placement("cpu", ScalarType.BFloat16), true)) {
            weights.values().fill_(new Scalar(1.0));
            try (AdamW optimizer = new AdamW(weights, settings, 3)) {
                weights.gradient().fill_(new Scalar(1.0));
                for (int t = 0; t < 100; t++) {
                    optimizer.step(1e-4, 1);
                }
                return weights.values().to(ScalarType.Double).mean().item_double();
            }
        }
    }

    private static Parameters matrix(Placement placement) {
        Parameters weights = new Parameters(Map.of("w", new long[] {1, 4096 + 512 + 77}), placement, true);
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            weights.values().copy_(golden.tensor("start"));
        }
        return weights;
    }

    private static void steps(Parameters weights, AdamW optimizer) {
        for (int t = 0; t < STEPS; t++) {
            try (PointerScope scope = new PointerScope()) {
                weights.gradient().copy_(golden.tensor("gradient." + t));
            }
            optimizer.step(1e-2, 1);
        }
    }

    private static double[] golden(String name) {
        try (PointerScope scope = new PointerScope()) {
            return Torch.toDoubles(golden.tensor(name));
        }
    }
}
