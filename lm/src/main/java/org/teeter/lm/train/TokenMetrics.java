package org.teeter.lm.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.teeter.lm.model.TokenReadings;
import org.teeter.lm.tensor.Placement;

/**
 * TRL's means over the tokens of answers: {@code entropy} over all of them, {@code logits/chosen} and {@code logits/rejected} of the
 * mean logit, {@code mean_token_accuracy} over those of chosen answers.
 */
final class TokenMetrics {
    private final List<Metric> metrics = new ArrayList<>();
    private final List<Tensor> sums = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();
    private final TokenReadings readings;
    private final Tensor chosen;
    private int chosenTokens;
    private int tokens;

    private TokenMetrics(TokenReadings readings, Tensor chosen) {
        this.readings = readings;
        this.chosen = chosen;
    }

    /** Of answers, one after the other as they were read, each with whether it is a chosen one. */
    static TokenMetrics of(
            TokenReadings readings, List<Tokens> answers, Predicate<Integer> isChosen, Placement placement) {
        var type = readings.entropy().scalar_type().intern();
        Tensor mask = new Table(answers.size(), 1, placement, type)
                .fill((i, k) -> isChosen.test(i) ? 1 : 0)
                .view(-1);
        TokenMetrics made = new TokenMetrics(readings, mask);
        for (int i = 0; i < answers.size(); i++) {
            made.tokens += answers.get(i).length();
            made.chosenTokens += isChosen.test(i) ? answers.get(i).length() : 0;
        }
        return made;
    }

    TokenMetrics entropy() {
        return add("entropy", readings.entropy().sum(), tokens);
    }

    TokenMetrics accuracy() {
        return add("mean_token_accuracy", readings.hits().mul(chosen).sum(), chosenTokens);
    }

    TokenMetrics logits() {
        Tensor ofChosen = readings.logits().mul(chosen).sum();
        add("logits/chosen", ofChosen, chosenTokens);
        return add("logits/rejected", readings.logits().sum().sub(ofChosen), tokens - chosenTokens);
    }

    private TokenMetrics add(String name, Tensor sum, int count) {
        metrics.add(new Metric(name, Metric.Pooling.MEAN));
        sums.add(sum);
        counts.add(count);
        return this;
    }

    Measured after(Measured measured) {
        return measured.with(metrics, torch.stack(new TensorVector(sums.toArray(new Tensor[0]))), counts);
    }
}
