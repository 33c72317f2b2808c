package org.teeter.lm.train;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.teeter.lm.model.AnswerScores;
import org.teeter.lm.model.Decoder;

/**
 * Imitation (SFT): the cross-entropy of the answers' tokens, prompts left out, as a mean over all tokens of a step.
 *
 * <pre>{@code −Σ log π_θ(y | x) / Σ |y|    [M72]}</pre>
 */
public final class SupervisedObjective implements Objective<Example.Shown> {
    private final Decoder decoder;
    private final boolean recomputed;

    /** Of this decoder, which is not closed by it. */
    public SupervisedObjective(Decoder decoder) {
        this(decoder, false);
    }

    /** Of this decoder; {@code recomputed}: its blocks are computed again for the gradient instead of being kept. */
    public SupervisedObjective(Decoder decoder, boolean recomputed) {
        this.decoder = decoder;
        this.recomputed = recomputed;
    }

    @Override
    public double weight(Example.Shown example) {
        return example.answer().length();
    }

    @Override
    public Measured measure(List<Example.Shown> examples) {
        AnswerScores scores = Answers.read(decoder, examples, recomputed);
        Tensor logps = scores.logProbabilities();
        Measured loss =
                new Measured(logps.sum().neg(), List.of(), logps.detach().narrow(0, 0, 0), List.of(), scores::backward);
        return TokenMetrics.of(
                        scores.readings(),
                        Answers.of(examples),
                        answer -> true,
                        decoder.parameters().placement())
                .entropy()
                .accuracy()
                .after(loss);
    }

    @Override
    public String description() {
        return "sft, " + RunIdentity.of(decoder) + (recomputed ? ", recomputed" : "");
    }
}
