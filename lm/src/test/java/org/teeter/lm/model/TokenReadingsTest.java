package org.teeter.lm.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.teeter.lm.tensor.Torch;

class TokenReadingsTest {
    /** Probabilities ½, ¼, ¼; all alike; one certain; each by hand. */
    @Test
    void areThoseOfTheDistribution() {
        Torch.start();
        try (PointerScope scope = new PointerScope()) {
            double ln2 = Math.log(2);
            Tensor logits = Tensor.create(new double[] {1 + ln2, 1, 1, 5, 5, 5, 0, 900, 0}, 3, 3);
            List<Tensor> of =
                    TokenReadings.of(logits, torch.log_softmax(logits, -1), following(0, 0, 1, 1, 1, 2, 2, 1));
            assertArrayEquals(new double[] {1.5 * ln2, Math.log(3), Math.log(3), 0}, Torch.toDoubles(of.get(0)), 1e-15);
            assertArrayEquals(
                    new double[] {1, 0, 0, 1}, Torch.toDoubles(of.get(1)), 0, "of equals the smallest id is the hit");
            assertArrayEquals(new double[] {1 + ln2 / 3, 5, 5, 300}, Torch.toDoubles(of.get(2)), 1e-13);
        }
    }

    /** Single precision tells 1 from 1 + 2⁻²³, which kernels may swap; no kernel takes 1 + 2⁻¹³ for 1. */
    @Test
    void whatRoundingCannotTellApartIsEqual() {
        Torch.start();
        try (PointerScope scope = new PointerScope()) {
            Tensor logits = Tensor.create(new float[] {0, 1, 1 + 0x1p-23f, 0, 1, 1 + 0x1p-13f}, 2, 3);
            Tensor hits = TokenReadings.of(logits, torch.log_softmax(logits, -1), following(0, 1, 1, 1))
                    .get(1);
            assertArrayEquals(new double[] {1, 0}, Torch.toDoubles(hits), 0);
        }
    }

    /** Row and token, in turn. */
    private static AnswerBatch.Following following(long... rowsAndTokens) {
        int n = rowsAndTokens.length / 2;
        long[] rows = new long[n];
        long[] tokens = new long[n];
        for (int i = 0; i < n; i++) {
            rows[i] = rowsAndTokens[2 * i];
            tokens[i] = rowsAndTokens[2 * i + 1];
        }
        return new AnswerBatch.Following(Tensor.create(rows, n), Tensor.create(tokens, n));
    }
}
