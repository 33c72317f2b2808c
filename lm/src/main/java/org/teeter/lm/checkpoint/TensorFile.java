package org.teeter.lm.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** Named tensors in a file, under the names of Hugging Face. */
interface TensorFile extends AutoCloseable {
    Path path();

    Set<String> names();

    /** The lengths of a tensor's dimensions; of a name that is not there, an exception. */
    List<Long> shape(String name);

    /** What its numbers are stored as, in the format's words. */
    String type(String name);

    boolean isFloating(String name);

    /** A tensor on the processor; it must not be written to. */
    Tensor tensor(String name);

    @Override
    void close();
}
