package org.teeter.lm.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

class DecoderTest {
    static final DecoderConfig SMALL = new DecoderConfig(
            138,
            64,
            168,
            2,
            4,
            2,
            16,
            1e-5,
            new RopeSettings(10_000, Optional.empty()),
            OptionalInt.empty(),
            true,
            false,
            64);

    @Test
    void laterPositionsDoNotChangeEarlierOnes() {
        try (Decoder decoder = Decoder.random(SMALL, Placement.CPU, false, 1);
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor full = decoder.logits(decoder.hidden(Torch.ids(new long[][] {{1, 2, 3, 4}})));
            Tensor cut = decoder.logits(decoder.hidden(Torch.ids(new long[][] {{1, 2, 3}})));
            double worst = full.narrow(1, 0, 3).sub(cut).abs().max().item_double();
            assertTrue(worst < 1e-5, () -> "differs by " + worst);
        }
    }

    @Test
    void gradientStepLowersTheLoss() {
        try (Decoder decoder = Decoder.random(SMALL, Placement.CPU, true, 1)) {
            double before = 0;
            double after = 0;
            for (int step = 0; step < 20; step++) {
                try (PointerScope scope = new PointerScope()) {
                    Tensor ids = Torch.ids(new long[][] {{1, 2, 3, 4, 5, 6}});
                    Tensor logits = decoder.logits(decoder.hidden(ids.narrow(1, 0, 5)));
                    Tensor loss = torch.cross_entropy_loss(
                            logits.reshape(5, 138), ids.narrow(1, 1, 5).reshape(5));
                    decoder.parameters().clearGradient();
                    loss.backward();
                    if (step == 0) {
                        before = loss.item_double();
                    }
                    after = loss.item_double();
                    try (NoGradGuard guard = new NoGradGuard()) {
                        decoder.parameters()
                                .values()
                                .sub_(decoder.parameters().gradient(), new org.bytedeco.pytorch.Scalar(0.05));
                    }
                }
            }
            assertEquals(5, before, 3);
            assertTrue(after < before - 1, before + " to " + after);
        }
    }
}
