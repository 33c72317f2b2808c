package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.teeter.tabular.bytes.InputException;

/** Reads a Parquet file as a user's is read, and by DuckDB alone, which must say the same to the last bit. */
final class BothWays {
    /**
     * What became of a file.
     *
     * @param counts what was counted, where it was
     * @param said what is told of it, or why it was refused
     */
    private record Outcome(Optional<Object> counts, List<String> said) {}

    private BothWays() {}

    /** Whether DuckDB was not needed; fails where the two differ. */
    static boolean isPlain(Path file, ReadOptions options) {
        boolean isPlain;
        Outcome plain;
        try (InputFiles files = new InputFiles(Optional.empty(), false, (name, bytes, size) -> {})) {
            plain = read(file, options, files);
            isPlain = !files.hasDuckDb();
        }
        try (InputFiles files = new InputFiles(Optional.empty(), false, (name, bytes, size) -> {}).byDuckDb()) {
            assertEquals(read(file, options, files), plain, file.toString());
        }
        return isPlain;
    }

    /** The same of files that must be plain and right. */
    static void requirePlain(Path file, ReadOptions options) {
        assertTrue(isPlain(file, options), file + " is not plain");
    }

    static void requirePlain(Path file) {
        requirePlain(file, ReadOptions.defaults());
    }

    /** Whether DuckDB says the same of a file by one of each, where the reader that is used does not need it. */
    static boolean isTaken(Path file, ReadOptions options, InputFiles plain, InputFiles duckDb) {
        Outcome of = read(file, options, plain);
        assertEquals(read(file, options, duckDb), of, file.toString());
        return of.counts.isPresent();
    }

    private static Outcome read(Path file, ReadOptions options, InputFiles files) {
        try (Reading read = PreferenceFiles.read(List.of(file), options, files, Optional.empty(), Optional.empty())) {
            return new Outcome(
                    Optional.of(
                            read instanceof Reading.Judgements judgements
                                    ? List.of(judgements.counts(), judgements.suspects(), judgements.contexts())
                                    : read.getClass()),
                    List.of(read.sources().toString(), read.remarks().toString()));
        } catch (InputException e) {
            return new Outcome(Optional.empty(), List.of(String.valueOf(e.getMessage())));
        }
    }
}
