package org.teeter.lm.train;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** The two running means of AdamW for a stretch of the flat weights, however they are kept between steps. */
interface Moments extends AutoCloseable {

    /** Mean of gradients of {@code length} weights from {@code from} on, to be changed in place. */
    Tensor first(long from, long length);

    /** Mean of squares, likewise. */
    Tensor second(long from, long length);

    /** Takes back what {@link #first} and {@link #second} gave. */
    void keep(long from, Tensor first, Tensor second);

    /** All that is kept, by name; the tensors themselves. */
    Map<String, Tensor> state();

    @Override
    void close();
}
