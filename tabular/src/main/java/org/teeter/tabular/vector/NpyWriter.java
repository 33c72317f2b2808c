package org.teeter.tabular.vector;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes vectors as a NumPy array of two dimensions, single precision, that {@link VectorFile} reads. */
public final class NpyWriter {
    private static final int ALIGNED = 64; // the header ends at a multiple of it

    private NpyWriter() {}

    /**
     * Writes rows of equal length, at least one.
     *
     * @throws IllegalArgumentException if there is none, lengths differ, or a number is not finite in single precision
     */
    public static void write(Path file, List<double[]> rows) throws IOException {
        if (rows.isEmpty() || rows.get(0).length == 0) {
            throw new IllegalArgumentException("an array needs a row and a column at least");
        }
        int width = rows.get(0).length;
        String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows.size() + ", " + width + "), }";
        int length = (10 + dictionary.length() + 1 + ALIGNED - 1) / ALIGNED * ALIGNED - 10;
        ByteBuffer head = ByteBuffer.allocate(10 + length).order(ByteOrder.LITTLE_ENDIAN);
        head.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) length);
        head.put(
                (dictionary + " ".repeat(length - dictionary.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(head.array());
            ByteBuffer row = ByteBuffer.allocate(4 * width).order(ByteOrder.LITTLE_ENDIAN);
            for (int r = 0; r < rows.size(); r++) {
                double[] numbers = rows.get(r);
                if (numbers.length != width) {
                    throw new IllegalArgumentException(
                            "row " + r + " must have " + width + " numbers, got " + numbers.length);
                }
                row.clear();
                for (double number : numbers) {
                    float single = (float) number;
                    if (!Float.isFinite(single)) {
                        throw new IllegalArgumentException(
                                "row " + r + " has the number " + number + ", which single precision does not hold");
                    }
                    row.putFloat(single);
                }
                out.write(row.array());
            }
        }
    }
}
