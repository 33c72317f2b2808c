package org.teeter.lm.train;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.model.Parameters;
import org.teeter.lm.tensor.Torch;

/** Weights as an optimiser sees them: in single precision or better, whatever they are kept in. */
final class WritableWeights implements AutoCloseable {
    private final Parameters parameters;
    private final Rounding rounding;
    private final boolean narrow;
    private final Optional<Tensor> master;
    private final long seed;

    WritableWeights(Parameters parameters, Rounding rounding, long seed) {
        ScalarType type = parameters.values().scalar_type().intern();
        if (type != ScalarType.Float && type != ScalarType.Double && type != ScalarType.BFloat16) {
            throw new IllegalArgumentException("weights to train must be float32, float64 or bfloat16, got " + type);
        }
        this.parameters = parameters;
        this.rounding = rounding;
        this.narrow = type == ScalarType.BFloat16;
        this.seed = seed;
        try (PointerScope scope = new PointerScope()) {
            master = narrow && rounding == Rounding.MASTER
                    ? Optional.of(parameters.values().to(ScalarType.Float))
                    : Optional.empty();
            master.ifPresent(Tensor::retainReference);
        }
    }

    /** The type that moments should have. */
    ScalarType type() {
        return narrow ? ScalarType.Float : parameters.values().scalar_type().intern();
    }

    /** {@code length} weights from {@code from} on, to be changed in place and handed to {@link #write}. */
    Tensor read(long from, long length) {
        Tensor window = master.orElse(parameters.values()).narrow(0, from, length);
        return narrow && master.isEmpty() ? window.to(ScalarType.Float) : window;
    }

    /** Takes the changed weights back, at a step's number, on which the random rounding depends. */
    void write(long from, Tensor changed, int step) {
        if (!narrow) {
            return; // it was the weights' own memory
        }
        boolean random = rounding == Rounding.STOCHASTIC;
        parameters.values().narrow(0, from, changed.size(0)).copy_(random ? rounded(changed, from, step) : changed);
    }

    /**
     * Rounds (n) at random to a neighbour in brain floats, which are the upper 16 bits: random lower bits are added, and carry as often
     * as the number is near the upper neighbour. Device and step give the seed, so that a resumed run rounds alike.
     */
    private Tensor rounded(Tensor x, long from, int step) {
        long mixed =
                new SplittableRandom(new SplittableRandom(seed).nextLong() ^ (((long) step << 40) + from)).nextLong();
        Tensor noise = torch.randint(
                1L << 16,
                new long[] {x.size(0)},
                generator(mixed),
                parameters.placement().options(ScalarType.Int));
        return x.view(ScalarType.Int).add(noise).bitwise_and(new Scalar(-65536)).view(ScalarType.Float);
    }

    private GeneratorOptional generator(long mixed) {
        if (parameters.placement().device().equals("cpu")) {
            return Torch.generator(mixed);
        }
        torch.manual_seed(mixed); // the device's own generator; nothing else draws from it
        return new GeneratorOptional();
    }

    /** What a checkpoint must keep beside the weights themselves. */
    Map<String, Tensor> state() {
        return master.map(copy -> Map.of("master", copy)).orElse(Map.of());
    }

    @Override
    public void close() {
        master.ifPresent(Tensor::close);
    }
}
