package org.teeter.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;
import org.teeter.tabular.watch.RowProfile;

/**
 * How long does a fresh process take to profile preference data, and what of that is reading?
 *
 * <pre>java -cp bench/target/bench.jar org.teeter.bench.ColdProfile ROWS [FILE]</pre>
 *
 * <p>Rows are JSON: a prompt of 120 characters, two answers of 300, two scores; one row in ten has the prompt of the row before, one in
 * a hundred is the row before. Prints wall time with the profile and, after it, without, and the process's peak memory.
 */
public final class ColdProfile {

    private ColdProfile() {}

    public static void main(String[] args) throws IOException {
        Path file = args.length > 1 ? Path.of(args[1]) : Files.createTempFile("profile", ".jsonl");
        write(file, Integer.parseInt(args[0]));
        RowProfile profile = new RowProfile();
        long start = System.nanoTime();
        try (Reading reading =
                PreferenceFiles.read(List.of(file), ReadOptions.defaults(), (path, bytes, size) -> {}, profile)) {
            System.out.printf(
                    Locale.ROOT,
                    "%d rows, %d repeats, %d prompts, %d bytes: %.2f s%n",
                    profile.rows(),
                    profile.repeats(),
                    profile.agreement().prompts(),
                    reading.sources().get(0).bytes(),
                    (System.nanoTime() - start) / 1e9);
        }
        start = System.nanoTime();
        PreferenceFiles.read(List.of(file), ReadOptions.defaults()).close();
        System.out.printf(Locale.ROOT, "without the profile, warm: %.2f s%n", (System.nanoTime() - start) / 1e9);
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .forEach(System.out::println);
        }
        if (args.length == 1) {
            Files.delete(file);
        }
    }

    private static void write(Path file, int rows) throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            String prompt = "";
            String line = "";
            for (int k = 0; k < rows; k++) {
                prompt = k % 10 == 5 ? prompt : text(random, 120);
                if (k % 100 != 99) {
                    line = String.format(
                            Locale.ROOT,
                            "{\"prompt\": \"%s\", \"chosen\": \"%s\", \"rejected\": \"%s\", \"chosen_score\": %.1f,"
                                    + " \"rejected_score\": %.1f}%n",
                            prompt,
                            text(random, 300),
                            text(random, 300),
                            4 + 6 * random.nextDouble(),
                            1 + 7 * random.nextDouble());
                }
                out.write(line);
            }
        }
    }

    private static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(Long.toString(random.nextLong(1L << 40), 36)).append(' ');
        }
        return text.substring(0, length);
    }
}
