package org.teeter.alignment.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/**
 * What an objective found on a few examples.
 *
 * @param total sum of weight times loss, a scalar with a gradient
 * @param names what else was measured, by TRL's names
 * @param sums of each of them, the sum over the examples (names); without a gradient
 * @param counts over how many examples each of those sums is
 * @param backward adds the gradient of a multiple of {@code total} to that of the weights
 */
public record Measured(Tensor total, List<String> names, Tensor sums, List<Integer> counts, Consumer<Tensor> backward) {
    public Measured {
        names = List.copyOf(names);
        counts = List.copyOf(counts);
        if (names.size() != counts.size() || sums.numel() != names.size()) {
            throw new IllegalArgumentException("there must be a sum and a count to each of " + names.size()
                    + " names, got " + sums.numel() + " and " + counts.size());
        }
    }

    /** Of more examples from the same pass through the model. */
    Measured and(Measured other) {
        List<Integer> both = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            both.add(counts.get(i) + other.counts.get(i));
        }
        return new Measured(total.add(other.total), names, sums.add(other.sums), both, backward);
    }
}
