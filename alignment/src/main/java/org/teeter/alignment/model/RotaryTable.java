package org.teeter.alignment.model;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.alignment.tensor.Placement;

/**
 * Cosines and sines of the rotary positions, (positions, d) each; made once, in single precision, longer when a longer sequence comes.
 */
final class RotaryTable implements AutoCloseable {
    private final DecoderConfig config;
    private final Placement placement;
    private Tensor cos;
    private Tensor sin;

    RotaryTable(DecoderConfig config, Placement placement) {
        this.config = config;
        this.placement = placement;
        int positions = Math.min(config.maxPositions(), 512);
        cos = table(positions, false);
        sin = table(positions, true);
    }

    /**
     * Rotates {@code x} (B, heads, T, d), whose first position is {@code start}: each pair (x_i, x_{i+d/2}) by the angle of its position.
     */
    Tensor turn(Tensor x, long start) {
        long length = x.size(2);
        if (start + length > cos.size(0)) {
            grow(start + length);
        }
        Tensor c = cos.narrow(0, start, length); // (T, d)
        Tensor s = sin.narrow(0, start, length);
        long half = config.headDim() / 2;
        TensorVector halves = new TensorVector(x.narrow(3, half, half).neg(), x.narrow(3, 0, half));
        return x.mul(c).add(torch.cat(halves, 3).mul(s));
    }

    /** Makes the table long enough, or says that the model was not made for so many positions. */
    private void grow(long positions) {
        if (positions > config.maxPositions()) {
            throw new IllegalArgumentException("a sequence of " + positions + " tokens is longer than the model's "
                    + config.maxPositions() + " positions; shorten it");
        }
        int longer = (int) Math.min(config.maxPositions(), Math.max(positions, 2 * cos.size(0)));
        Tensor longerCos = table(longer, false);
        Tensor longerSin = table(longer, true);
        close();
        cos = longerCos;
        sin = longerSin;
    }

    private Tensor table(int positions, boolean sine) {
        float[] frequencies = config.rope().frequencies(config.headDim());
        try (PointerScope scope = new PointerScope()) {
            Tensor each = Tensor.create(frequencies, 1, frequencies.length);
            Tensor steps =
                    torch.arange(new Scalar(positions)).to(ScalarType.Float).unsqueeze(1);
            Tensor angles = steps.mul(each); // (positions, d/2), rounded to single precision as Hugging Face's are
            Tensor both = torch.cat(new TensorVector(angles, angles), 1);
            Tensor placed =
                    (sine ? both.sin() : both.cos()).to(placement.options(), false, true, new MemoryFormatOptional());
            placed.retainReference();
            return placed;
        }
    }

    @Override
    public void close() {
        cos.close();
        sin.close();
    }
}
