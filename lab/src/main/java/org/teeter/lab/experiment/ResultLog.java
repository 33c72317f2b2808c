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
 * an end, which is cut off when the file is opened again; its job is done again. Safe for use by several threads; another process is
 * kept out by a lock.
 */
public final class ResultLog implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final FileChannel channel;
    private final Map<String, JobResult> known = new TreeMap<>();

    private ResultLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens or begins the file; a whole line that is no result is an {@link IllegalArgumentException} with its number. */
    public static ResultLog open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            requireAlone(channel, file);
            ResultLog log = new ResultLog(file, channel);
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
                JobResult outcome = parse(line, row);
                known.put(outcome.key(), outcome);
            }
        }
        channel.truncate(end);
        channel.position(end);
    }

    private JobResult parse(String line, int row) {
        try {
            return JSON.readValue(line, JobResult.class);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + ":" + row + " must be a result of this version of the experiment, but is not;"
                            + " remove the line, and its job will be done again",
                    e);
        }
    }

    public synchronized boolean has(Job job) {
        return known.containsKey(job.key());
    }

    /** Adds a result and sees to it that it is on the disk. */
    public synchronized void add(JobResult outcome) throws IOException {
        byte[] line = (JSON.writeValueAsString(outcome) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.wrap(line);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(false);
        known.put(outcome.key(), outcome);
    }

    /** The results of these jobs that are there, in the order of the jobs. */
    public synchronized List<JobResult> of(Collection<Job> jobs) {
        return jobs.stream()
                .map(job -> known.get(job.key()))
                .filter(o -> o != null)
                .toList();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
