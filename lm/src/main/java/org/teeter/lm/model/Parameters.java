package org.teeter.lm.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.teeter.lm.tensor.Placement;

/**
 * Named weights as windows on one flat tensor, with one flat gradient beside it where they are trained: an optimiser's step, a copy
 * or a checkpoint is then one operation and not one a weight. Owns native memory, which {@link #close} frees.
 */
public final class Parameters implements AutoCloseable {
    private final Map<String, long[]> shapes;
    private final Map<String, Tensor> named = new LinkedHashMap<>();
    private final List<Tensor> owned = new ArrayList<>();
    private final Placement placement;
    private final boolean trained;
    private final Tensor values;
    private final Tensor gradient;

    /** All zero, of these names and shapes in this order; with a gradient if they are to be trained. */
    public Parameters(Map<String, long[]> shapes, Placement placement, boolean trained) {
        this.shapes = new LinkedHashMap<>(shapes);
        this.placement = placement;
        this.trained = trained;
        try (PointerScope scope = new PointerScope()) {
            long size = shapes.values().stream().mapToLong(Parameters::size).sum();
            values = keep(torch.zeros(new long[] {size}, placement.options()));
            gradient = keep(torch.zeros(new long[] {trained ? size : 0}, placement.options()));
            long offset = 0;
            for (Map.Entry<String, long[]> weight : shapes.entrySet()) {
                named.put(weight.getKey(), keep(window(offset, weight.getValue())));
                offset += size(weight.getValue());
            }
        }
    }

    /** A window on the values, and on the gradient where there is one. */
    private Tensor window(long offset, long... shape) {
        Tensor window = values.narrow(0, offset, size(shape)).view(shape).detach();
        if (trained) {
            window.set_requires_grad(true);
            window.mutable_grad().put(gradient.narrow(0, offset, size(shape)).view(shape));
        }
        return window;
    }

    private Tensor keep(Tensor tensor) {
        tensor.retainReference();
        owned.add(tensor);
        return tensor;
    }

    /** The weight of this name, a window on {@link #values}. */
    public Tensor get(String name) {
        Tensor weight = named.get(name);
        if (weight == null) {
            throw new IllegalArgumentException("no weight is called " + name);
        }
        return weight;
    }

    /**
     * Matrices as one, each below the one before, a window on {@link #values} and on their gradient; empty where they do not lie so.
     *
     * @param names of matrices of the same width
     */
    Optional<Tensor> stacked(List<String> names) {
        Tensor first = get(names.get(0));
        long rows = 0;
        for (String name : names) {
            Tensor weight = get(name);
            if (weight.storage_offset() != first.storage_offset() + rows * first.size(1)
                    || weight.size(1) != first.size(1)) {
                return Optional.empty();
            }
            rows += weight.size(0);
        }
        return Optional.of(window(first.storage_offset(), rows, first.size(1)));
    }

    public boolean has(String name) {
        return named.containsKey(name);
    }

    /** Names and shapes, in order. */
    public Map<String, long[]> shapes() {
        return Collections.unmodifiableMap(shapes);
    }

    /** All weights, flat, in the order of {@link #shapes}. */
    public Tensor values() {
        return values;
    }

    /** The gradient of {@link #values}, filled by a backward pass; empty where nothing is trained. */
    public Tensor gradient() {
        return gradient;
    }

    public boolean trained() {
        return trained;
    }

    public Placement placement() {
        return placement;
    }

    /** Number of weights. */
    public long size() {
        return values.numel();
    }

    /** Forgets the gradient; it stays the same memory, on which the windows' gradients are windows. */
    public void clearGradient() {
        try (PointerScope scope = new PointerScope()) {
            gradient.zero_();
        }
    }

    /** A copy that shares nothing. */
    public Parameters copy(boolean train) {
        Parameters copy = new Parameters(shapes, placement, train);
        copy.set(this);
        return copy;
    }

    /** Takes the other's values; names and shapes must be the same. */
    public void set(Parameters other) {
        if (!other.shapes.keySet().equals(shapes.keySet()) || other.size() != size()) {
            throw new IllegalArgumentException("the weights to take must have the same names and shapes");
        }
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            values.copy_(other.values);
        }
    }

    /** On the processor, where the generator is; elsewhere a copy of what was drawn here. */
    private void draw(Tensor weight, double deviation, GeneratorOptional generator) {
        if (placement.device().equals("cpu")) {
            weight.normal_(0, deviation, generator);
            return;
        }
        try (PointerScope scope = new PointerScope()) {
            weight.copy_(torch.empty(weight.shape()).normal_(0, deviation, generator));
        }
    }

    /** Takes the values of those of the other's weights that it has too, by name. */
    void setShared(Parameters other) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            for (String name : shapes.keySet()) {
                if (other.has(name)) {
                    get(name).copy_(other.get(name));
                }
            }
        }
    }

    /**
     * Draws matrices from N(0, deviation²) and sets norms to one and biases to zero, in the order of the names: the same generator
     * state, the same bits.
     */
    public void randomize(double deviation, GeneratorOptional generator) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            for (Map.Entry<String, Tensor> weight : named.entrySet()) {
                if (weight.getKey().endsWith("bias")) {
                    weight.getValue().zero_();
                } else if (weight.getValue().dim() == 1) {
                    weight.getValue().fill_(new Scalar(1.0));
                } else {
                    draw(weight.getValue(), deviation, generator);
                }
            }
        }
    }

    @Override
    public void close() {
        owned.forEach(Tensor::close);
    }

    private static long size(long[] shape) {
        long size = 1;
        for (long n : shape) {
            size = Math.multiplyExact(size, n);
        }
        return size;
    }
}
