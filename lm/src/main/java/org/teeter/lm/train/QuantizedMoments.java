package org.teeter.lm.train;

import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.teeter.lm.tensor.Placement;

/** Moments in eight bits: the first by the signed map, the second, which is never negative, by the unsigned one. */
final class QuantizedMoments implements Moments {
    private final DynamicMap signed;
    private final DynamicMap unsigned;
    private final QuantizedBlocks first;
    private final QuantizedBlocks second;

    QuantizedMoments(long size, Placement placement) {
        try (PointerScope scope = new PointerScope()) {
            signed = new DynamicMap(true, placement);
            unsigned = new DynamicMap(false, placement);
            first = new QuantizedBlocks(size, placement);
            second = new QuantizedBlocks(size, placement);
        }
    }

    @Override
    public Tensor first(long from, long length) {
        return first.read(signed, from, length);
    }

    @Override
    public Tensor second(long from, long length) {
        return second.read(unsigned, from, length);
    }

    @Override
    public void keep(long from, Tensor changedFirst, Tensor changedSecond) {
        first.write(signed, from, changedFirst);
        second.write(unsigned, from, changedSecond);
    }

    /** By the names of bitsandbytes. */
    @Override
    public Map<String, Tensor> state() {
        return Map.of(
                "state1",
                first.codes(),
                "absmax1",
                first.largest(),
                "state2",
                second.codes(),
                "absmax2",
                second.largest());
    }

    @Override
    public void close() {
        signed.close();
        unsigned.close();
        first.close();
        second.close();
    }
}
