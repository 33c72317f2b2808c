package org.teeter.lm.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes named tensors as a safetensors file that appears at its place whole or not at all. */
public final class SafetensorsWriter {
    /** Bytes that are copied to the processor's memory at a time. */
    private static final long CHUNK = 16L << 20;

    private SafetensorsWriter() {}

    /**
     * Writes the tensors, each of its own type.
     *
     * @param metadata free text by name; Hugging Face's loaders want {@code format} to be {@code pt}
     */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        // Wide elements first, so that every tensor is aligned to its elements.
        List<Map.Entry<String, Tensor>> inOrder = new ArrayList<>(tensors.entrySet());
        inOrder.sort(Comparator.comparingInt(entry -> -type(entry.getValue()).bytes()));
        byte[] header = header(inOrder, metadata);
        Path beside = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
                length.putLong(0, header.length);
                writeFully(channel, length);
                writeFully(channel, ByteBuffer.wrap(header));
                for (Map.Entry<String, Tensor> entry : inOrder) {
                    write(channel, entry.getValue());
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static byte[] header(List<Map.Entry<String, Tensor>> tensors, Map<String, String> metadata) {
        ObjectNode header = JsonFile.MAPPER.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = header.putObject("__metadata__");
            metadata.forEach(texts::put);
        }
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors) {
            ObjectNode tensor = header.putObject(entry.getKey());
            tensor.put("dtype", type(entry.getValue()).name());
            ArrayNode shape = tensor.putArray("shape");
            for (long n : entry.getValue().shape()) {
                shape.add(n);
            }
            long end = offset + bytes(entry.getValue());
            tensor.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 7) / 8 * 8;
        byte[] spaced = Arrays.copyOf(json, padded);
        Arrays.fill(spaced, json.length, padded, (byte) ' ');
        return spaced;
    }

    private static ElementType type(Tensor tensor) {
        return ElementType.of(tensor.scalar_type().intern());
    }

    private static long bytes(Tensor tensor) {
        return tensor.numel() * type(tensor).bytes();
    }

    private static void write(FileChannel channel, Tensor tensor) throws IOException {
        if (tensor.numel() == 0) {
            return;
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor flat =
                    tensor.detach().contiguous().view(-1); // where it is: flat weights may be all of a GPU's memory
            long length = flat.size(0);
            long chunk = CHUNK / type(tensor).bytes();
            for (long from = 0; from < length; from += chunk) {
                write(channel, flat, from, Math.min(chunk, length - from));
            }
        }
    }

    private static void write(FileChannel channel, Tensor flat, long from, long length) throws IOException {
        try (PointerScope scope = new PointerScope()) {
            Tensor here = flat.narrow(0, from, length).to(new Device("cpu"), flat.scalar_type());
            BytePointer data = here.view(ScalarType.Byte).data_ptr_byte();
            data.limit(length * type(flat).bytes());
            writeFully(channel, data.asByteBuffer());
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
