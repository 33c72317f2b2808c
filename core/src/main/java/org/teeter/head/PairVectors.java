package org.teeter.head;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;

/** {@code ψ_e}: the vector of a judged pair's first option less that of its second. Read in blocks, in chunks that do not hang on the number of processors. */
final class PairVectors {
    static final int BLOCK = 128;
    private static final int CHUNKS = 16;

    private final ComparisonGraph pairs;
    private final int[] row;
    private final Embeddings embeddings;

    PairVectors(ComparisonGraph pairs, int[] row, Embeddings embeddings) {
        this.pairs = pairs;
        this.row = row;
        this.embeddings = embeddings;
    }

    /** The same of other judgements of the same pairs. */
    PairVectors of(ComparisonGraph others) {
        return new PairVectors(others, row, embeddings);
    }

    ComparisonGraph pairs() {
        return pairs;
    }

    int width() {
        return embeddings.width();
    }

    /** The vector between two options. */
    double[] between(int i, int j) {
        double[] vector = new double[width()];
        between(i, j, vector, new float[width()], new float[width()]);
        return vector;
    }

    private void between(int i, int j, double[] into, float[] first, float[] second) {
        embeddings.copy(row[i], first);
        embeddings.copy(row[j], second);
        for (int k = 0; k < first.length; k++) {
            into[k] = (double) first[k] - second[k];
        }
    }

    /** What is done with a block of vectors, those of pairs {@code from}, {@code from + every}, …. */
    interface Use {
        void block(int from, int every, int rows, double[][] block);
    }

    /** Sees every so many pairs once, in several chunks, each with its own use; gives these in the order of chunks. */
    <U extends Use> List<U> each(int every, Supplier<U> uses) {
        int count = (pairs.edges() + every - 1) / every;
        int chunks = Math.min(CHUNKS, Math.max(1, count / BLOCK));
        List<U> made = new ArrayList<>();
        for (int c = 0; c < chunks; c++) {
            made.add(uses.get());
        }
        IntStream.range(0, chunks).parallel().forEach(c -> {
            double[][] block = new double[BLOCK][width()];
            float[] first = new float[width()];
            float[] second = new float[width()];
            int end = (int) ((long) count * (c + 1) / chunks);
            for (int at = (int) ((long) count * c / chunks); at < end; at += BLOCK) {
                int rows = Math.min(BLOCK, end - at);
                for (int r = 0; r < rows; r++) {
                    int e = (at + r) * every;
                    between(pairs.first(e), pairs.second(e), block[r], first, second);
                }
                made.get(c).block(at * every, every, rows, block);
            }
        });
        return made;
    }

    /** {@code Σ_k a_k b_k}, in four sums, which a processor adds side by side. */
    static double dot(double[] a, double[] b) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int k = 0;
        for (; k + 4 <= a.length; k += 4) {
            first += a[k] * b[k];
            second += a[k + 1] * b[k + 1];
            third += a[k + 2] * b[k + 2];
            fourth += a[k + 3] * b[k + 3];
        }
        for (; k < a.length; k++) {
            first += a[k] * b[k];
        }
        return (first + second) + (third + fourth);
    }

    /** Rows as columns: an array for each number, by row. */
    static void turn(double[][] block, int rows, double[][] into) {
        for (int r = 0; r < rows; r++) {
            double[] row = block[r];
            for (int k = 0; k < row.length; k++) {
                into[k][r] = row[k];
            }
        }
    }
}
