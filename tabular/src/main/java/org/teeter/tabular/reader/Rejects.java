package org.teeter.tabular.reader;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Leftovers;
import org.teeter.tabular.bytes.StandardInput;

/** Writes bad rows, as they come, to a temporary file that is made with the first of them. Mutable. */
final class Rejects implements AutoCloseable {
    static final int MOST_RAW = 1 << 16;
    private static final long MOST_WRITTEN = 1L << 30;

    private Optional<Path> file = Optional.empty();
    private Optional<BufferedWriter> writer = Optional.empty();
    private String first = "";
    private long rows;
    private long written;

    /** Writes one row; {@code found} is the row as it was found, or a little more of it than is kept. */
    void add(Path source, long row, String reason, byte[] found) {
        int end = Math.min(found.length, MOST_RAW);
        String raw = new String(found, 0, end, StandardCharsets.UTF_8).replaceFirst("[\\r\\n]+$", "");
        String line = quoted(StandardInput.shown(source)) + "," + row + "," + quoted(reason) + ","
                + quoted(end < found.length ? raw + "…" : raw) + "\n";
        if (rows++ == 0) {
            first = StandardInput.shown(source) + ":" + row + ": " + reason;
        }
        written += line.length();
        if (written > MOST_WRITTEN) {
            throw InputException.of(
                    source,
                    "the rows left out so far take more than a gigabyte; the first is " + first
                            + "; this is more than a few bad rows, is the file read in the right way?");
        }
        try {
            open().write(line);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** What was written so far. */
    record Mark(String first, long rows, long written, long bytes) {}

    Mark mark() {
        try {
            if (writer.isPresent()) {
                writer.get().flush();
            }
            return new Mark(first, rows, written, file.isPresent() ? Files.size(file.get()) : 0);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Takes back what was written since. */
    void back(Mark to) {
        if (rows == to.rows) {
            return;
        }
        closeWriter();
        if (to.rows == 0) {
            file.ifPresent(made -> new RejectedRows(made, rows, first).close());
            file = Optional.empty();
        } else {
            try (FileChannel channel = FileChannel.open(file.orElseThrow(), StandardOpenOption.WRITE)) {
                channel.truncate(to.bytes);
                writer = Optional.of(Files.newBufferedWriter(file.orElseThrow(), StandardOpenOption.APPEND));
            } catch (IOException e) {
                throw failed(e);
            }
        }
        first = to.first;
        rows = to.rows;
        written = to.written;
    }

    private BufferedWriter open() throws IOException {
        if (writer.isEmpty()) {
            Path made = Files.createTempFile(Leftovers.TEMPORARY + "rejected-", ".csv");
            file = Optional.of(made);
            Leftovers.clear(made.resolveSibling(""), "teeter-");
            writer = Optional.of(Files.newBufferedWriter(made));
            writer.get().write("file,row,reason,raw\n");
        }
        return writer.get();
    }

    private static InputException failed(IOException e) {
        return InputException.of("the rejected rows cannot be written to the temporary folder (" + e.getMessage()
                + "); name one with -Djava.io.tmpdir=DIR");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    long rows() {
        return rows;
    }

    /** The first row left out, with its reason. */
    String first() {
        return first;
    }

    /** The file, finished; it is the caller's from now on. */
    Optional<RejectedRows> finish() {
        closeWriter();
        Optional<RejectedRows> finished = file.map(made -> new RejectedRows(made, rows, first));
        file = Optional.empty();
        return finished;
    }

    private void closeWriter() {
        try {
            if (writer.isPresent()) {
                writer.get().close();
            }
            writer = Optional.empty();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Deletes the file unless it was finished. */
    @Override
    public void close() {
        try {
            closeWriter();
        } finally {
            file.ifPresent(made -> new RejectedRows(made, rows, first).close());
        }
    }
}
