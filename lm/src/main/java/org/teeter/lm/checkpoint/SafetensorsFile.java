package org.teeter.lm.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

/**
 * Named tensors in a file, mapped into memory: a tensor's pages are read when its numbers are, and given back when memory is short.
 * {@link #close} unmaps it once no tensor made from it is left. The file must not be cut while it is open.
 */
public final class SafetensorsFile implements TensorFile {
    private final SafetensorsHeader header;
    private final Tensor bytes;
    private boolean closed;

    private SafetensorsFile(SafetensorsHeader header, Tensor bytes) {
        this.header = header;
        this.bytes = bytes;
    }

    /** Checks the whole header and maps the file; one that is damaged is a {@link CheckpointException}. */
    public static SafetensorsFile open(Path file) throws IOException {
        SafetensorsHeader header = SafetensorsHeader.read(file);
        Torch.start();
        try (PointerScope scope = new PointerScope()) {
            Tensor bytes = torch.from_file(
                    file.toString(),
                    new BoolOptional(false),
                    new LongOptional(header.size()),
                    Placement.CPU.options(ScalarType.Byte));
            bytes.retainReference();
            return new SafetensorsFile(header, bytes);
        }
    }

    @Override
    public Path path() {
        return header.file();
    }

    /** The tensors' names, in the order of the file's header. */
    @Override
    public Set<String> names() {
        return header.entries().keySet();
    }

    /** The texts that the file carries beside its tensors. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    private SafetensorsHeader.Entry entry(String name) {
        SafetensorsHeader.Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new CheckpointException(header.file() + " has no tensor " + name);
        }
        return entry;
    }

    @Override
    public List<Long> shape(String name) {
        return entry(name).shape();
    }

    @Override
    public String type(String name) {
        return entry(name).type().name();
    }

    @Override
    public boolean isFloating(String name) {
        return entry(name).type().isFloating();
    }

    /** A tensor, of its stored type, on the processor; it must not be written to. */
    @Override
    public Tensor tensor(String name) {
        SafetensorsHeader.Entry entry = entry(name);
        long at = header.dataStart() + entry.begin();
        Tensor raw = bytes.narrow(0, at, entry.end() - entry.begin());
        boolean aligned = at % entry.type().bytes() == 0;
        return (aligned ? raw : raw.clone()).view(entry.type().scalar()).view(entry.shapeArray());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            bytes.close();
        }
    }
}
