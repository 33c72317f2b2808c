package org.teeter.tabular.vector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.teeter.head.Embeddings;
import org.teeter.tabular.bytes.InputException;

/**
 * A NumPy array of two dimensions, mapped into memory: {@code <f2}, {@code <f4}, {@code <f8} and the same big-endian, in C order.
 *
 * <p>The header is at most 64 kB, and must describe exactly the bytes that follow; nothing of the size that it claims is allocated.
 */
/*
 * numpy.lib.format: "\x93NUMPY", version, length of the header (2 bytes in version 1, else 4), a Python dictionary as text.
 */
final class Npy implements Embeddings, AutoCloseable {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final long SEGMENT = 1L << 30;

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>])f([248])'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE =
            Pattern.compile("'shape'\\s*:\\s*\\(\\s*([0-9]{1,10})L?\\s*,\\s*([0-9]{1,10})L?\\s*,?\\s*\\)");

    private final Path file;
    private final FileChannel channel;
    private final int size;
    private final int width;
    private final int bytes; // of a number
    private final int perSegment; // rows
    private final MappedByteBuffer[] segments;
    private final boolean[] checked; // rows whose numbers were seen to be finite
    private volatile boolean isRounded; // some number that was copied

    private Npy(Path file, FileChannel channel, int size, int width, int bytes, ByteOrder order, long start)
            throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = size;
        this.width = width;
        this.bytes = bytes;
        long row = (long) width * bytes;
        this.perSegment = (int) Math.max(1, SEGMENT / row);
        this.checked = new boolean[size];
        this.segments = new MappedByteBuffer[(size + perSegment - 1) / perSegment];
        for (int s = 0; s < segments.length; s++) {
            int rows = Math.min(perSegment, size - s * perSegment);
            segments[s] = channel.map(FileChannel.MapMode.READ_ONLY, start + (long) s * perSegment * row, rows * row);
            segments[s].order(order);
        }
    }

    static boolean isMagic(byte[] head) {
        return head.length >= MAGIC.length
                && ByteBuffer.wrap(head, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    static Npy open(Path file) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            ByteBuffer head = read(channel, 0, 12);
            if (head.limit() < 10) {
                throw InputException.of(file, "the NumPy array ends within its header; fetch or write it again");
            }
            boolean isShort = head.get(6) == 1;
            long length = isShort ? head.getShort(8) & 0xFFFF : head.limit() < 12 ? -1 : head.getInt(8) & 0xFFFFFFFFL;
            int from = isShort ? 10 : 12;
            if (length < 0 || length > LONGEST_HEADER) {
                throw InputException.of(
                        file,
                        "the header of the NumPy array is said to have " + length + " bytes, and may have "
                                + LONGEST_HEADER + "; fetch or write it again");
            }
            ByteBuffer text = read(channel, from, (int) length);
            String header = StandardCharsets.US_ASCII.decode(text).toString();
            Matcher type = TYPE.matcher(header);
            Matcher order = ORDER.matcher(header);
            Matcher shape = SHAPE.matcher(header);
            if (!type.find() || !order.find() || !shape.find() || order.group(1).equals("True")) {
                throw InputException.of(
                        file,
                        "the NumPy array must have two dimensions, in C order, of float16, float32 or float64, got "
                                + header.strip().replaceAll("[^ -~]", "?")
                                + "; write numpy.save(FILE, numpy.ascontiguousarray(x, dtype='float32'))");
            }
            int bytes = Integer.parseInt(type.group(2));
            long rows = Long.parseLong(shape.group(1));
            long width = Long.parseLong(shape.group(2));
            long start = from + length;
            long held = channel.size() - start;
            if (rows > Integer.MAX_VALUE || width < 1 || width > (1 << 20) || rows * width * bytes != held) {
                throw InputException.of(
                        file,
                        "the NumPy array is said to be " + rows + " rows of " + width + " numbers of " + bytes
                                + " bytes, and the file has " + held + " bytes of them; fetch or write it again");
            }
            return new Npy(
                    file,
                    channel,
                    (int) rows,
                    (int) width,
                    bytes,
                    type.group(1).equals("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
                    start);
        } catch (IOException e) {
            close(channel);
            throw InputException.of(file, "it cannot be read (" + e.getMessage() + ")");
        } catch (RuntimeException e) {
            close(channel);
            throw e;
        }
    }

    private static void close(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (into.hasRemaining() && channel.read(into, at + into.position()) > 0) {
            // until all is there, or the file ends
        }
        return into.flip();
    }

    /** Whether some number that was copied is not the file's. */
    boolean isRounded() {
        return isRounded;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void copy(int row, float[] into) {
        MappedByteBuffer segment = segments[row / perSegment];
        int at = row % perSegment * width * bytes;
        if (bytes == Float.BYTES) {
            segment.slice(at, width * bytes)
                    .order(segment.order())
                    .asFloatBuffer()
                    .get(into, 0, width);
        } else {
            for (int k = 0; k < width; k++) {
                into[k] = bytes == Double.BYTES
                        ? (float) segment.getDouble(at + k * bytes)
                        : half(segment.getShort(at + k * bytes));
            }
        }
        if (!checked[row]) {
            double[] vector = new double[width]; // as the file has it
            for (int k = 0; k < width; k++) {
                vector[k] = bytes == Double.BYTES ? segment.getDouble(at + k * bytes) : into[k];
            }
            if (SinglePrecision.require(file, row, vector, bytes == Double.BYTES)) {
                isRounded = true;
            }
            checked[row] = true; // threads that meet here write the same
        }
    }

    /** A number of half precision. */
    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float size = exponent == 0
                ? fraction * 0x1p-24f
                : exponent == 31
                        ? fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN
                        : (1024 + fraction) * Math.scalb(1f, exponent - 25);
        return bits < 0 ? -size : size;
    }

    @Override
    public void close() {
        close(channel);
    }
}
