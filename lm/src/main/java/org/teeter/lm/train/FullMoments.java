package org.teeter.lm.train;

import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Moments as they are: eight bytes a weight in single precision. */
final class FullMoments implements Moments {
    private final Tensor first;
    private final Tensor second;

    FullMoments(long size, TensorOptions options) {
        try (PointerScope scope = new PointerScope()) {
            first = torch.zeros(new long[] {size}, options);
            second = torch.zeros(new long[] {size}, options);
            first.retainReference();
            second.retainReference();
        }
    }

    @Override
    public Tensor first(long from, long length) {
        return first.narrow(0, from, length);
    }

    @Override
    public Tensor second(long from, long length) {
        return second.narrow(0, from, length);
    }

    @Override
    public void keep(long from, Tensor changedFirst, Tensor changedSecond) {
        // they are windows, changed in place
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of("exp_avg", first, "exp_avg_sq", second);
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
