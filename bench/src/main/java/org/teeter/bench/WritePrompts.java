package org.teeter.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Writes preference data of many prompts, each with four answers that were all compared once.
 *
 * <pre>java -cp bench/target/bench.jar org.teeter.bench.WritePrompts PROMPTS FILE.jsonl</pre>
 *
 * <p>Scores are N(0, 1), judgements are drawn from Bradley-Terry: three in ten prompts have a finite fit without a prior.
 */
public final class WritePrompts {
    private static final int ANSWERS = 4;

    private WritePrompts() {}

    public static void main(String[] args) throws IOException {
        int prompts = Integer.parseInt(args[0]);
        SplittableRandom random = new SplittableRandom(7);
        double[] scores = new double[ANSWERS];
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(args[1]))) {
            for (int k = 0; k < prompts; k++) {
                for (int i = 0; i < ANSWERS; i++) {
                    scores[i] = random.nextGaussian();
                }
                for (int i = 0; i < ANSWERS; i++) {
                    for (int j = i + 1; j < ANSWERS; j++) {
                        boolean first = random.nextDouble() < 1 / (1 + Math.exp(scores[j] - scores[i]));
                        out.write("{\"prompt\": \"p" + k + "\", \"chosen\": \"a" + (first ? i : j)
                                + "\", \"rejected\": \"a" + (first ? j : i) + "\"}\n");
                    }
                }
            }
        }
    }
}
