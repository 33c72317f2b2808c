package org.teeter.lm.model;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Sequences padded on the right, each row of its own: a position only sees what is before it, so padding changes nothing before it.
 *
 * @param ids (B, T)
 * @param start the position of the first row: how many are in a cache already
 */
record Sequences(Tensor ids, long start) implements Layout {

    @Override
    public long length() {
        return ids.size(1);
    }

    @Override
    public RotaryTable.Angles angles(RotaryTable table) {
        return table.angles(start, length());
    }

    @Override
    public Tensor apart(Tensor rows) {
        return rows.transpose(1, 2);
    }

    @Override
    public Tensor together(Tensor sequences) {
        return sequences.transpose(1, 2);
    }

    @Override
    public Optional<Tensor> seen(int window) {
        return Optional.empty();
    }
}
