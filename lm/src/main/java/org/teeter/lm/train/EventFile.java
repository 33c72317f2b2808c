package org.teeter.lm.train;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Metrics as TensorBoard reads them, tags after transformers' {@code train/…} and {@code eval/…}.
 *
 * <p>A record is {@code length (8 bytes), checksum of the length (4), data, checksum of the data (4)}, little-endian, the checksums
 * CRC-32C turned by 15 bits plus 0xa282ead8. The data are one {@code Event} of TensorFlow's event.proto in protocol-buffer form, of
 * which few fields are needed: wall time 1, step 2, version 3, summary 5 with values (1) of tag (1) and number (2), session 7 with its
 * status (1).
 */
public final class EventFile implements Consumer<StepMetrics>, AutoCloseable {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    private final OutputStream out;
    private final InstantSource clock;

    private EventFile(OutputStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /**
     * Begins a file in this folder, of its own name. If the run goes on after {@code step}, readers are told to forget what earlier
     * files say of later steps.
     */
    public static EventFile in(Path folder, int step, InstantSource clock) throws IOException {
        Instant now = clock.instant();
        String name = "events.out.tfevents." + now.getEpochSecond() + ".teeter." + step;
        EventFile file = new EventFile(
                new BufferedOutputStream(Files.newOutputStream(
                        folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)),
                clock);
        file.write(new Message().bytes(3, "brain.Event:2".getBytes(StandardCharsets.UTF_8)));
        if (step > 0) {
            file.write(new Message()
                    .varint(2, step + 1L)
                    .bytes(7, new Message().varint(1, 1).toBytes()));
        }
        return file;
    }

    @Override
    public void accept(StepMetrics metrics) {
        Message summary = new Message();
        metrics.values()
                .forEach((name, value) -> summary.bytes(
                        1,
                        new Message()
                                .bytes(1, tag(name).getBytes(StandardCharsets.UTF_8))
                                .number(2, value.floatValue())
                                .toBytes()));
        write(new Message().varint(2, metrics.step()).bytes(5, summary.toBytes()));
    }

    private static String tag(String name) {
        return name.startsWith("eval_") ? "eval/" + name.substring("eval_".length()) : "train/" + name;
    }

    private void write(Message event) {
        Instant now = clock.instant();
        byte[] data = new Message()
                .real(1, now.getEpochSecond() + now.getNano() / 1e9)
                .and(event)
                .toBytes();
        byte[] length = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(data.length)
                .array();
        try {
            out.write(length);
            out.write(checksum(length));
            out.write(data);
            out.write(checksum(data));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] checksum(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        int masked = Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(masked)
                .array();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** A protocol-buffer message, as far as it is written. */
    private static final class Message {
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();

        Message varint(int field, long value) {
            key(field, VARINT);
            raw(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            key(field, BYTES);
            raw(value.length);
            data.writeBytes(value);
            return this;
        }

        Message real(int field, double value) {
            key(field, EIGHT_BYTES);
            data.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(value)
                    .array());
            return this;
        }

        Message number(int field, float value) {
            key(field, FOUR_BYTES);
            data.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(value)
                    .array());
            return this;
        }

        Message and(Message other) {
            data.writeBytes(other.toBytes());
            return this;
        }

        byte[] toBytes() {
            return data.toByteArray();
        }

        private void key(int field, int kind) {
            raw(((long) field << 3) | kind);
        }

        private void raw(long value) {
            long left = value;
            while ((left & ~0x7fL) != 0) {
                data.write((int) ((left & 0x7f) | 0x80));
                left >>>= 7;
            }
            data.write((int) left);
        }
    }
}
