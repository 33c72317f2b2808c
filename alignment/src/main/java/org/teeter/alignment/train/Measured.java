package org.teeter.alignment.train;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * What an objective found on a few examples.
 *
 * @param total sum of weight times loss, a scalar with a gradient
 * @param names what else was measured, by TRL's names
 * @param sums of each of them, the sum over the examples (names); without a gradient
 * @param count over how many examples those sums are
 */
public record Measured(Tensor total, List<String> names, Tensor sums, double count) {
    public Measured {
        names = List.copyOf(names);
    }
}
