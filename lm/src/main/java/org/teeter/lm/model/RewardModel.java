package org.teeter.lm.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

/**
 * A decoder that scores whole answers instead of writing them: a linear function of the hidden state at the last token.
 *
 * <pre>{@code r(x, y) = w · h_T,   T the last token of the answer}</pre>
 *
 * <p>The parameters are the decoder's, without an output matrix, and {@code score.weight} (1, D), as Hugging Face names it; all in one
 * {@link Parameters}, so that one optimiser trains them. Owns native memory, which {@link #close} frees.
 */
public final class RewardModel implements AutoCloseable {
    /** The name of the linear function. */
    public static final String HEAD = "score.weight";

    private final Decoder decoder;

    /**
     * A reward model over these parameters, which it owns from now on.
     *
     * @param config of a decoder that is {@code tied}, so that it has no output matrix
     */
    public RewardModel(DecoderConfig config, Parameters parameters) {
        if (!config.tied()) {
            throw new IllegalArgumentException(
                    "a reward model has no output matrix, but its configuration is not tied");
        }
        this.decoder = new Decoder(config, parameters);
    }

    /** A copy of a decoder, any adapter merged, with a head that is all zero: every answer scores 0. */
    public static RewardModel of(Decoder decoder, boolean trained) {
        DecoderConfig config = decoder.config().withoutOutput();
        Parameters parameters =
                new Parameters(weights(config), decoder.parameters().placement(), trained);
        parameters.setShared(decoder.parameters());
        decoder.adapter().ifPresent(change -> change.mergeInto(parameters));
        return new RewardModel(config, parameters);
    }

    /** Names and shapes of a reward model's parameters. */
    public static Map<String, long[]> weights(DecoderConfig config) {
        Map<String, long[]> weights = new LinkedHashMap<>(config.withoutOutput().weights());
        weights.put(HEAD, new long[] {1, config.hidden()});
        return weights;
    }

    public DecoderConfig config() {
        return decoder.config();
    }

    public Parameters parameters() {
        return decoder.parameters();
    }

    /** The scores (B) of the answers to the prompts, in single precision at least; differentiable. */
    public Tensor scores(List<int[]> prompts, List<int[]> answers) {
        return Torch.tidy(() -> {
            Placement placement = parameters().placement();
            Tensor scores = torch.linear(states(prompts, answers), parameters().get(HEAD))
                    .squeeze(1); // (B)
            return placement.type() == ScalarType.Double ? scores : scores.to(ScalarType.Float);
        });
    }

    /** The hidden states (B, D) at the last tokens of the answers to the prompts, {@code h_T}; differentiable. */
    private Tensor states(List<int[]> prompts, List<int[]> answers) {
        return Torch.tidy(() -> {
            Placement placement = parameters().placement();
            int rows = prompts.size();
            if (rows == 0 || rows != answers.size()) {
                throw new IllegalArgumentException("there must be a prompt to each answer and at least one, got " + rows
                        + " prompts and " + answers.size() + " answers");
            }
            prompts.forEach(config()::requireIds);
            answers.forEach(config()::requireIds);
            List<int[]> sequences = new ArrayList<>();
            for (int b = 0; b < rows; b++) {
                int[] prompt = prompts.get(b);
                int[] answer = answers.get(b);
                if (prompt.length + answer.length == 0) {
                    throw new IllegalArgumentException("pair " + b + " has no tokens to score");
                }
                int[] sequence = Arrays.copyOf(prompt, prompt.length + answer.length);
                System.arraycopy(answer, 0, sequence, prompt.length, answer.length);
                sequences.add(sequence);
            }
            TokenForest forest = TokenForest.of(sequences, placement);
            long[] last = new long[rows];
            for (int b = 0; b < rows; b++) {
                last[b] = forest.node(b, sequences.get(b).length - 1);
            }
            return decoder.hidden(forest, Torch.longs(last, placement, rows));
        });
    }

    /** The hidden states of which the scores are a linear function, a row of D numbers for each answer, without gradients. */
    public double[][] vectors(List<int[]> prompts, List<int[]> answers) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            double[] all = Torch.toDoubles(states(prompts, answers).contiguous().view(-1));
            double[][] rows = new double[prompts.size()][];
            for (int b = 0; b < rows.length; b++) {
                rows[b] = Arrays.copyOfRange(all, b * config().hidden(), (b + 1) * config().hidden());
            }
            return rows;
        }
    }

    /** The weights (D) of the last layer. */
    public double[] weights() {
        try (PointerScope scope = new PointerScope()) {
            return Torch.toDoubles(parameters().get(HEAD).contiguous().view(-1));
        }
    }

    /** The same in numbers, without gradients. */
    public double[] score(List<int[]> prompts, List<int[]> answers) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return Torch.toDoubles(scores(prompts, answers));
        }
    }

    /**
     * How far apart two computations of a score can be by rounding alone: of a product of w with a state that the last norm has given
     * the length √D, stretched by its weights.
     */
    public double roundoff() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            double head = parameters().get(HEAD).to(ScalarType.Double).norm().item_double();
            double stretch = parameters()
                    .get(Decoder.LAST_NORM)
                    .to(ScalarType.Double)
                    .abs()
                    .max()
                    .item_double();
            return Roundoff.of(parameters().placement().type()).ofProduct(head, stretch * Math.sqrt(config().hidden()));
        }
    }

    @Override
    public void close() {
        decoder.close();
    }
}
