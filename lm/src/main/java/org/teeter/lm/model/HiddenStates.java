package org.teeter.lm.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.teeter.lm.tensor.Torch;

/**
 * The last hidden states of a batch, and the way back from them to the weights.
 *
 * <p>Recomputed states keep only what enters each block, (…, D) a layer, and compute the block again when its gradient is wanted:
 * a third more work, and memory for the insides of one block instead of all (gradient checkpointing; Chen and others, 2016). The
 * gradient is the same, since a block is a function of what enters it: no dropout, no state.
 */
public final class HiddenStates {
    private final Decoder decoder;
    private final Layout layout;
    private final Optional<Tensor> wanted; // rows; all, where it is empty
    private final List<Tensor> entering; // empty: the states have their whole history
    private final Tensor last;

    private HiddenStates(Decoder decoder, Layout layout, Optional<Tensor> wanted, List<Tensor> entering, Tensor last) {
        this.decoder = decoder;
        this.layout = layout;
        this.wanted = wanted;
        this.entering = entering;
        this.last = last;
    }

    /** The states of {@code ids} (B, T) in the scope of the caller. */
    public static HiddenStates of(Decoder decoder, Tensor ids, boolean recomputed) {
        return of(decoder, new Sequences(ids, 0), Optional.empty(), recomputed);
    }

    /** The states of some rows of a layout, by their numbers (U). */
    static HiddenStates of(Decoder decoder, Layout layout, Tensor wanted, boolean recomputed) {
        return of(decoder, layout, Optional.of(wanted), recomputed);
    }

    private static HiddenStates of(Decoder decoder, Layout layout, Optional<Tensor> wanted, boolean recomputed) {
        if (!recomputed) {
            Tensor hidden = wanted.isPresent() ? decoder.hidden(layout, wanted.get()) : decoder.hidden(layout);
            return new HiddenStates(decoder, layout, wanted, List.of(), hidden);
        }
        List<Tensor> entering = new ArrayList<>();
        try (NoGradGuard guard = new NoGradGuard()) {
            Attention attention = decoder.attention(layout);
            Tensor x = decoder.embed(layout.ids());
            for (int layer = 0; layer < decoder.config().layers(); layer++) {
                entering.add(x);
                x = decoder.block(layer, x, attention, decoder.leaving(layer, wanted));
            }
            entering.add(x);
            Tensor hidden = decoder.norm(x);
            hidden.set_requires_grad(true);
            return new HiddenStates(decoder, layout, wanted, entering, hidden);
        }
    }

    /** The states, (B, T, D), (…, D) or (U, D). */
    public Tensor last() {
        return last;
    }

    /** Adds the gradient of a loss, which was computed from these states, to that of the weights. */
    public void backward(Tensor loss) {
        loss.backward();
        if (entering.isEmpty()) {
            return;
        }
        int layers = decoder.config().layers();
        try (PointerScope scope = new PointerScope()) {
            Attention attention = decoder.attention(layout);
            Tensor gradient = again(entering.get(layers), last.grad(), decoder::norm); // for one layer after the other
            for (int layer = layers - 1; layer >= 0; layer--) {
                int block = layer;
                Tensor left = gradient;
                gradient = again(
                        entering.get(layer),
                        left,
                        x -> decoder.block(block, x, attention, decoder.leaving(block, wanted)));
                left.close();
            }
            Tensor embedded = decoder.embed(layout.ids());
            if (embedded.requires_grad()) {
                backward(embedded, gradient);
            }
        }
    }

    private interface Step {
        Tensor of(Tensor x);
    }

    /** Computes a step again; from the gradient of what left it that of what entered it. */
    private static Tensor again(Tensor entering, Tensor gradient, Step step) {
        return Torch.tidy(() -> {
            Tensor x = entering.detach();
            x.set_requires_grad(true);
            backward(step.of(x), gradient);
            return x.grad().detach(); // of its own: the other lies within what is freed here
        });
    }

    private static void backward(Tensor tensor, Tensor gradient) {
        tensor.backward(gradient, new BoolOptional(), false, new TensorArrayRefOptional());
    }
}
