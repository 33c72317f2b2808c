package org.teeter.bench;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Writes vectors of options as a NumPy array, and judgements of pairs of them by a planted head.
 *
 * <pre>{@code
 * java -cp bench/target/bench.jar org.teeter.bench.WriteVectors 1000000 512 1000000 DIR
 * time ./teeter head DIR/pairs.csv --embeddings DIR/vectors.npy
 * }</pre>
 */
public final class WriteVectors {
    private WriteVectors() {}

    public static void main(String[] args) throws IOException {
        int options = Integer.parseInt(args[0]);
        int width = Integer.parseInt(args[1]);
        int pairs = Integer.parseInt(args[2]);
        Path folder = Files.createDirectories(Path.of(args[3]));
        SplittableRandom random = new SplittableRandom(1);
        double[] head = new double[width];
        for (int k = 0; k < width; k++) {
            head[k] = random.nextGaussian() / Math.sqrt(width);
        }
        double[] scores = new double[options];
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(folder.resolve("vectors.npy")), 1 << 20)) {
            String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + options + ", " + width + "), }";
            byte[] text = (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
            out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0});
            out.write(text);
            ByteBuffer row = ByteBuffer.allocate(width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < options; i++) {
                row.clear();
                for (int k = 0; k < width; k++) {
                    float value = (float) random.nextGaussian();
                    scores[i] += head[k] * value;
                    row.putFloat(value);
                }
                out.write(row.array());
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("pairs.csv"))) {
            out.write("winner,loser\n");
            for (int e = 0; e < pairs; e++) {
                int a = random.nextInt(options);
                int b = (a + 1 + random.nextInt(options - 1)) % options;
                boolean wins = random.nextDouble() < 1 / (1 + Math.exp(scores[b] - scores[a]));
                out.write((wins ? a : b) + "," + (wins ? b : a) + "\n");
            }
        }
    }
}
