package org.teeter.lab.experiment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Results in a file, one line of JSON each, only ever added to. A process that is killed while it writes leaves a last line without
 * an end, which is cut off when the file is opened again; its run is done again. Safe for use by several threads; another process is
 * kept out by a lock.
 */
public final class ResultLog<R extends Keyed> implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final FileChannel channel;
    private final Class<R> kind;
    private final Map<String, R> known = new TreeMap<>();

    private ResultLog(Path file, FileChannel channel, Class<R> kind) {
        this.file = file;
        this.channel = channel;
        this.kind = kind;
    }

    /** Opens or begins the file; a whole line that is no result is an {@link IllegalArgumentException} with its number. */
    public static <R extends Keyed> ResultLog<R> open(Path file, Class<R> kind) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            requireAlone(channel, file);
            ResultLog<R> log = new ResultLog<>(file, channel, kind);
            log.read();
            return log;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void requireAlone(FileChannel channel, Path file) throws IOException {
        String busy = file + " is being written by another run; wait for it, or give another --out";
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IllegalArgumentException(busy);
            }
        } catch (OverlappingFileLockException e) {
            throw new IllegalArgumentException(busy, e);
        }
    }

    private void read() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        int row = 0;
        for (String line :
                new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList()) {
            row++;
            if (!line.isBlank()) {
                R outcome = parse(line, row);
                known.put(outcome.key(), outcome);
            }
        }
        channel.truncate(end);
        channel.position(end);
    }

    private R parse(String line, int row) {
        try {
            return JSON.readValue(line, kind);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + ":" + row + " must be a result of this version of the experiment, but is not;"
                            + " remove the line, and its run will be done again",
                    e);
        }
    }

    public synchronized boolean has(Keyed run) {
        return known.containsKey(run.key());
    }

    /** Adds a result and sees to it that it is on the disk. */
    public synchronized void add(R outcome) throws IOException {
        byte[] line = (JSON.writeValueAsString(outcome) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.wrap(line);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(false);
        known.put(outcome.key(), outcome);
    }

    /** The results of these runs that are there, in the order of the runs. */
    public synchronized List<R> of(Collection<? extends Keyed> runs) {
        return runs.stream()
                .map(run -> known.get(run.key()))
                .filter(o -> o != null)
                .toList();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
