package org.teeter.tabular.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The rows that were left out, as a CSV file {@code file,row,reason,raw} in the temporary folder; whoever has it moves it to where it
 * belongs or closes it, which deletes it.
 *
 * @param file where they are
 * @param rows how many
 * @param first the first of them, with its file, its number and the reason
 */
public record RejectedRows(Path file, long rows, String first) implements AutoCloseable {

    /** Moves the file. */
    public void moveTo(Path target) throws IOException {
        Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes the file if it was not moved. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
