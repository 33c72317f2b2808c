package org.teeter.lm.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What an objective found on a few examples.
 *
 * @param total sum of weight times loss, a scalar with a gradient
 * @param metrics what else was measured
 * @param values of each of them the sum over the examples, or over their tokens, or the extreme (metrics); without a gradient
 * @param counts over how many examples or tokens each of those is; of none there is no value
 * @param backward adds the gradient of a multiple of {@code total} to that of the weights
 */
public record Measured(
        Tensor total, List<Metric> metrics, Tensor values, List<Integer> counts, Consumer<Tensor> backward) {
    public Measured {
        metrics = List.copyOf(metrics);
        counts = List.copyOf(counts);
        if (metrics.size() != counts.size() || values.numel() != metrics.size()) {
            throw new IllegalArgumentException("there must be a value and a count to each of " + metrics.size()
                    + " metrics, got " + values.numel() + " and " + counts.size());
        }
    }

    /** Of more examples from the same pass through the model, all metrics being means. */
    Measured and(Measured other) {
        List<Integer> both = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            both.add(counts.get(i) + other.counts.get(i));
        }
        return new Measured(total.add(other.total), metrics, values.add(other.values), both, backward);
    }

    /** The same with more metrics of the same examples. */
    Measured with(List<Metric> more, Tensor ofMore, List<Integer> over) {
        List<Metric> all = new ArrayList<>(metrics);
        all.addAll(more);
        List<Integer> allCounts = new ArrayList<>(counts);
        allCounts.addAll(over);
        Tensor joined = torch.cat(new TensorVector(values.to(ScalarType.Double), ofMore.to(ScalarType.Double)), 0);
        return new Measured(total, all, joined, allCounts, backward);
    }
}
