package org.teeter.lm.train;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Metrics of each step as a line of CSV: {@code step} and all names, a number in its shortest form that reads back
 * to the same. Each line is written out at once, so that a run that is killed leaves all its steps.
 */
public final class MetricsCsv implements Consumer<StepMetrics>, AutoCloseable {
    private final BufferedWriter out;
    private List<String> columns;

    private MetricsCsv(BufferedWriter out, List<String> columns) {
        this.out = out;
        this.columns = columns;
    }

    /** Begins the file anew, or goes on after {@code step} where a file is there; what a killed run wrote beyond it is dropped. */
    public static MetricsCsv after(Path file, int step) throws IOException {
        List<String> kept = new ArrayList<>();
        if (step > 0 && Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                if (kept.isEmpty() || stepOf(line) <= step) {
                    kept.add(line);
                }
            }
        }
        Path beside = file.resolveSibling("." + file.getFileName() + ".tmp");
        Files.write(beside, kept, StandardCharsets.UTF_8);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        List<String> columns = kept.isEmpty() ? List.of() : List.of(kept.get(0).split(",", -1));
        return new MetricsCsv(
                Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND), columns);
    }

    /** A last line that was cut off counts as beyond every step. */
    private static int stepOf(String line) {
        String first = line.split(",", -1)[0];
        return first.matches("[0-9]{1,9}") ? Integer.parseInt(first) : Integer.MAX_VALUE;
    }

    @Override
    public void accept(StepMetrics metrics) {
        try {
            if (columns.isEmpty()) {
                columns = new ArrayList<>(metrics.names());
                columns.add(0, "step");
                out.write(String.join(",", columns) + "\n");
            }
            List<String> cells = new ArrayList<>(List.of(Integer.toString(metrics.step())));
            for (String name : columns.subList(1, columns.size())) {
                Double value = metrics.values().get(name);
                cells.add(value == null ? "" : value.toString());
            }
            out.write(String.join(",", cells) + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
