package org.teeter.tabular.bytes;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Input that cannot be read as it is, with the place, what was found there and what to do.
 *
 * <p>The message is one line of characters that are seen, {@code FILE:ROW: what was found; what to do}, without {@code ROW} where no row
 * is to blame. A row is the line on which the record begins, the header being line 1, and in Parquet the number of the row, the first
 * being 1.
 */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private InputException(String message) {
        super(Visible.of(message));
    }

    public static InputException of(Path file, String problem) {
        return new InputException(StandardInput.shown(file) + ": " + problem);
    }

    public static InputException at(Path file, long row, String problem) {
        return new InputException(StandardInput.shown(file) + ":" + row + ": " + problem);
    }

    /** A file that the system does not hand over. */
    public static InputException unreadable(Path file, IOException why) {
        if (why instanceof NoSuchFileException) {
            return of(file, "there is no such file");
        }
        if (why instanceof AccessDeniedException) {
            return of(file, "the file may not be read; change its permissions");
        }
        String reason = why instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(why.getMessage());
        return of(file, "the file cannot be read (" + reason + ")");
    }

    public static InputException of(String problem) {
        return new InputException(problem);
    }
}
