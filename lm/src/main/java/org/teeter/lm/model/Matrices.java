package org.teeter.lm.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A decoder's matrices, with the changes of its adapter, and what they make of rows. Those that the same rows go through (queries, keys and
 * values; gate and up) lie one behind the other in memory and are multiplied as one, unless biases lie between them: the rows are then packed
 * once, and so are their gradients. Owns windows on the weights, which {@link #close} frees.
 */
final class Matrices implements AutoCloseable {
    private final Parameters weights;
    private final Optional<LowRankAdapter> adapter;
    private final Map<List<String>, Tensor> stacks = new HashMap<>();

    Matrices(DecoderConfig config, Parameters weights, Optional<LowRankAdapter> adapter) {
        this.weights = weights;
        this.adapter = adapter;
        try (PointerScope scope = new PointerScope()) {
            for (int layer = 0; layer < config.layers(); layer++) {
                stack(queriesKeysValues(layer));
                stack(gateAndUp(layer));
            }
        }
    }

    static List<String> queriesKeysValues(int layer) {
        String at = "model.layers." + layer + ".self_attn.";
        return List.of(at + "q_proj", at + "k_proj", at + "v_proj");
    }

    static List<String> gateAndUp(int layer) {
        String at = "model.layers." + layer + ".mlp.";
        return List.of(at + "gate_proj", at + "up_proj");
    }

    private void stack(List<String> names) {
        weights.stacked(names.stream().map(Matrices::weight).toList()).ifPresent(stack -> {
            stack.retainReference();
            stacks.put(names, stack);
        });
    }

    private static String weight(String name) {
        return name + ".weight";
    }

    /** What a matrix makes of rows (…, in): (…, out). */
    Tensor of(Tensor x, String name) {
        Tensor weight = weights.get(weight(name));
        Tensor projected = weights.has(name + ".bias")
                ? torch.linear(x, weight, new TensorOptional(weights.get(name + ".bias")))
                : torch.linear(x, weight);
        return adapter.isPresent() ? adapter.get().changed(projected, x, name) : projected;
    }

    /** What each of some matrices makes of the same rows. */
    List<Tensor> each(Tensor x, List<String> names) {
        Tensor stack = stacks.get(names);
        if (stack == null) {
            return names.stream().map(name -> of(x, name)).toList();
        }
        LongStream heights =
                names.stream().mapToLong(name -> weights.get(weight(name)).size(0));
        List<Tensor> projected = List.of(
                torch.linear(x, stack).split_with_sizes(heights.toArray(), -1).get());
        return adapter.isPresent() ? adapter.get().changed(projected, x, names) : projected;
    }

    @Override
    public void close() {
        stacks.values().forEach(Tensor::close);
    }
}
