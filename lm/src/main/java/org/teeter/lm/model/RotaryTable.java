package org.teeter.lm.model;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.tensor.Placement;

/**
 * Cosines and sines of the rotary positions, (positions, d) each; made once, in single precision, longer when a longer sequence comes.
 * Safe for use by several threads, which may read one decoder; so shorter tables are kept until {@link #close}.
 */
final class RotaryTable implements AutoCloseable {
    private final DecoderConfig config;
    private final Placement placement;
    private final List<Angles> made = new ArrayList<>();
    private volatile Angles longest;

    /**
     * Cosines and sines of some positions, each to be broadcast over (…, heads, d).
     *
     * @param sin of which the first half has the other sign
     */
    record Angles(Tensor cos, Tensor sin) {

        /**
         * Rotates {@code x} (…, heads, d): each pair (x_i, x_{i+d/2}) by the angle of its row's position. Halves change places as a whole: the
         * gradient of a part would be as large as {@code x}, and zero elsewhere.
         */
        Tensor turn(Tensor x) {
            return torch.addcmul(x.mul(cos), torch.roll(x, new long[] {x.size(-1) / 2}, -1), sin);
        }
    }

    RotaryTable(DecoderConfig config, Placement placement) {
        this.config = config;
        this.placement = placement;
        longest = table(Math.min(config.maxPositions(), 512));
        made.add(longest);
    }

    /** Of {@code length} positions that follow one another. */
    Angles angles(long start, long length) {
        Angles all = reaching(start + length);
        return new Angles(
                all.cos.narrow(0, start, length).unsqueeze(1),
                all.sin.narrow(0, start, length).unsqueeze(1));
    }

    /** Of any positions (N), all of them below {@code end}. */
    Angles angles(Tensor positions, long end) {
        Angles all = reaching(end);
        return new Angles(
                all.cos.index_select(0, positions).unsqueeze(1),
                all.sin.index_select(0, positions).unsqueeze(1));
    }

    private Angles reaching(long positions) {
        return longest.cos.size(0) < positions ? grown(positions) : longest;
    }

    /** A table that is long enough; or says that the model was not made for so many positions. */
    private synchronized Angles grown(long positions) {
        if (positions > config.maxPositions()) {
            throw new IllegalArgumentException("a sequence of " + positions + " tokens is longer than the model's "
                    + config.maxPositions() + " positions; shorten it");
        }
        long known = longest.cos.size(0);
        if (known < positions) { // else another thread was first
            longest = table((int) Math.min(config.maxPositions(), Math.max(positions, 2 * known)));
            made.add(longest);
        }
        return longest;
    }

    private Angles table(int positions) {
        return new Angles(table(positions, false), table(positions, true));
    }

    private Tensor table(int positions, boolean sine) {
        float[] frequencies = config.rope().frequencies(config.headDim());
        try (PointerScope scope = new PointerScope()) {
            Tensor each = Tensor.create(frequencies, 1, frequencies.length);
            Tensor steps =
                    torch.arange(new Scalar(positions)).to(ScalarType.Float).unsqueeze(1);
            Tensor angles = steps.mul(each); // (positions, d/2), rounded to single precision as Hugging Face's are
            Tensor exact = angles.to(ScalarType.Double); // in single precision kernels differ in the last digit
            Tensor plain = (sine ? exact.sin() : exact.cos()).to(ScalarType.Float);
            Tensor half = plain.mul(new Scalar((float) config.rope().scale()));
            Tensor placed = torch.cat(new TensorVector(sine ? half.neg() : half, half), 1)
                    .to(placement.options(), false, true, new MemoryFormatOptional());
            placed.retainReference();
            return placed;
        }
    }

    @Override
    public synchronized void close() {
        for (Angles angles : made) {
            angles.cos.close();
            angles.sin.close();
        }
        made.clear();
    }
}
