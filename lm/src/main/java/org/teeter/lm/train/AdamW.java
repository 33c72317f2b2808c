package org.teeter.lm.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.teeter.lm.model.Parameters;

/**
 * AdamW over flat weights.
 *
 * <pre>{@code
 * m ← β₁·m + (1−β₁)·g        v ← β₂·v + (1−β₂)·g²
 * w ← (1 − ηλ)·w − η / (1−β₁ᵗ) · m / (√v / √(1−β₂ᵗ) + ε)    [M74]
 * }</pre>
 *
 * <p>Loshchilov and Hutter (2019), algorithm 2, in the order of torch and bitsandbytes, at step t = 1, 2, …. With moments in eight
 * bits the step itself uses the new moments before they are rounded. Owns native memory.
 */
public final class AdamW implements AutoCloseable {
    /** Weights that are updated at once: bounds what a step needs beside weights and moments, a multiple of the block. */
    private static final long PORTION = 1L << 24;

    private final Parameters parameters;
    private final OptimizerSettings settings;
    private final WritableWeights weights;
    private final long portion;
    private final List<Stretch> stretches;
    private final List<Moments> moments = new ArrayList<>();
    private int steps;

    /** Of these weights, whose gradient is read at each step; {@code seed} is of the random rounding, if there is any. */
    public AdamW(Parameters parameters, OptimizerSettings settings, long seed) {
        this(parameters, settings, seed, PORTION);
    }

    AdamW(Parameters parameters, OptimizerSettings settings, long seed, long portion) {
        if (!parameters.trained()) {
            throw new IllegalArgumentException("the weights have no gradient; make them to be trained");
        }
        this.parameters = parameters;
        this.settings = settings;
        this.portion = portion;
        this.weights = new WritableWeights(parameters, settings.rounding(), seed);
        this.stretches = Stretch.of(parameters, settings);
        try (PointerScope scope = new PointerScope()) {
            for (Stretch stretch : stretches) {
                moments.add(
                        stretch.eightBits()
                                ? new QuantizedMoments(stretch.length(), parameters.placement())
                                : new FullMoments(
                                        stretch.length(), parameters.placement().options(weights.type())));
            }
        }
    }

    /** One step at learning rate η with {@code scale} times the gradient. */
    public void step(double rate, double scale) {
        steps++;
        for (int s = 0; s < stretches.size(); s++) {
            Stretch stretch = stretches.get(s);
            for (long from = 0; from < stretch.length(); from += portion) {
                long length = Math.min(portion, stretch.length() - from);
                try (PointerScope scope = new PointerScope();
                        NoGradGuard guard = new NoGradGuard()) {
                    update(stretch, moments.get(s), from, length, rate, scale);
                }
            }
        }
    }

    private void update(Stretch stretch, Moments kept, long from, long length, double rate, double scale) {
        long at = stretch.from() + from;
        Tensor g = parameters.gradient().narrow(0, at, length).to(weights.type());
        Tensor m = kept.first(from, length);
        Tensor v = kept.second(from, length);
        double beta1 = settings.beta1();
        double beta2 = settings.beta2();
        m.mul_(new Scalar(beta1)).add_(g, new Scalar((1 - beta1) * scale));
        v.mul_(new Scalar(beta2)).addcmul_(g, g, new Scalar((1 - beta2) * scale * scale));
        Tensor w = weights.read(at, length);
        if (stretch.decayed()) {
            w.mul_(new Scalar(1 - rate * settings.weightDecay()));
        }
        double root = Math.sqrt(1 - Math.pow(beta2, steps));
        Tensor divisor = v.sqrt().div_(new Scalar(root)).add_(new Scalar(settings.epsilon()));
        w.addcdiv_(m, divisor, new Scalar(-rate / (1 - Math.pow(beta1, steps))));
        weights.write(at, w, steps);
        kept.keep(from, m, v);
    }

    /** t, the number of steps done. */
    public int steps() {
        return steps;
    }

    /** All that a checkpoint must keep beside weights and {@link #steps}, by name; the tensors themselves. */
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new TreeMap<>(weights.state());
        for (int s = 0; s < moments.size(); s++) {
            String at = s + ".";
            moments.get(s).state().forEach((name, tensor) -> state.put(at + name, tensor));
        }
        return state;
    }

    /** Says how many steps the state, copied into {@link #state}, has behind it. */
    void resumeAt(int done) {
        steps = done;
    }

    @Override
    public void close() {
        moments.forEach(Moments::close);
        weights.close();
    }
}
