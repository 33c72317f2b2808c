package org.teeter.tabular.bytes;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The word {@code -} for a file: what is piped into the process. A file of that name is {@code ./-}. */
public final class StandardInput {
    private static final Path WORD = Path.of("-");

    private StandardInput() {}

    /** Whether a file is meant to be standard input. */
    public static boolean isMeantBy(Path file) {
        return file.equals(WORD);
    }

    /** What a person calls an input, every character of it to be seen. */
    public static String shown(Path file) {
        if (DatabaseName.isMeantBy(file)) {
            return Visible.of(DatabaseName.shown(DatabaseName.address(file)));
        }
        return isMeantBy(file) ? "standard input" : Visible.of(file.toString());
    }

    /** The bytes of an input; standard input stays open. */
    public static InputStream open(Path file) throws IOException {
        if (!isMeantBy(file)) {
            return Files.newInputStream(file);
        }
        return new FilterInputStream(System.in) {
            @Override
            public void close() {
                // it is the process's
            }
        };
    }

    /** Whether an input has a size and can be read from its end and a second time. */
    public static boolean isFile(Path file) {
        return !isMeantBy(file) && !DatabaseName.isMeantBy(file) && Files.isRegularFile(file);
    }
}
