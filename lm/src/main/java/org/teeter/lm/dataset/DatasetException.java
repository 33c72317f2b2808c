package org.teeter.lm.dataset;

import java.nio.file.Path;

/**
 * A file of examples that cannot be read as it is: {@code FILE:ROW: what was found; what to do}. A row is the line in JSON lines, and
 * the number of the record in a JSON list and in Parquet, the first being 1.
 */
public final class DatasetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private DatasetException(String message) {
        super(message);
    }

    static DatasetException of(Path file, String problem) {
        return new DatasetException(file + ": " + problem);
    }

    static DatasetException at(Path file, long row, String problem) {
        return new DatasetException(file + ":" + row + ": " + problem);
    }
}
