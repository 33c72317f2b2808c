package org.teeter.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers why it could not be written to, which {@link PrintStream} forgets: results that a full disk has cut
 * off must not end with exit code 0. Mutable.
 */
final class StandardOutput extends FilterOutputStream {
    @Nullable
    private IOException failure;

    StandardOutput(OutputStream out) {
        super(out);
    }

    /** Puts it in the place of {@link System#out}, in UTF-8 as all that is written, and standard error too. */
    static StandardOutput install() {
        StandardOutput out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(out, false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        return out;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length); // not byte by byte, as the superclass does
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** What is to be told; nothing of a reader that has seen enough, such as {@code head}. */
    Optional<String> problem() {
        if (failure == null || "Broken pipe".equals(failure.getMessage())) {
            return Optional.empty();
        }
        return Optional.of("standard output could not be written to (" + Failure.reason(failure)
                + "), and what is there is not complete; free space, or write to another place");
    }
}
