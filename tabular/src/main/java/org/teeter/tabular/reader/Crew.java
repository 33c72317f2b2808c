package org.teeter.tabular.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.teeter.tabular.bytes.StandardInput;

/** The threads that count parts of files beside each other, which are started for the first such file. Mutable. */
final class Crew implements AutoCloseable {
    /** One thread reads and hashes a gigabyte a second, which so many count. */
    private static final int MOST = 8;

    private static final int PART = 1 << 18;

    /** All files have to have so many bytes: until code is compiled for the second time, several who run it cost more than they save. */
    private static final long WORTH = 1 << 28;

    /** A file has to have so many. */
    private static final long WORTH_EACH = 1 << 20;

    private final int threads;
    private final int part;
    private final long worth;
    private Optional<ExecutorService> service = Optional.empty();

    Crew(int threads, int part, long worth) {
        this.threads = threads;
        this.part = part;
        this.worth = worth;
    }

    /** A thread for each core, where there is much to read. */
    static Crew of(List<Path> files) {
        try {
            long bytes = 0;
            for (Path file : files) {
                bytes += StandardInput.isFile(file) ? Files.size(file) : 0;
            }
            int cores = Runtime.getRuntime().availableProcessors();
            return bytes >= WORTH ? new Crew(Math.min(MOST, cores), PART, WORTH_EACH) : none();
        } catch (IOException e) {
            return none(); // whoever opens the file says what is wrong with it
        }
    }

    /** Nobody beside the thread that reads. */
    static Crew none() {
        return new Crew(0, PART, WORTH_EACH);
    }

    /** Whether several count a file of so many bytes. */
    boolean shares(long size) {
        return threads > 1 && size >= worth;
    }

    int threads() {
        return threads;
    }

    /** How many bytes each is given at once. */
    int part() {
        return part;
    }

    <T> Future<T> submit(Callable<T> work) {
        if (service.isEmpty()) {
            service = Optional.of(Executors.newFixedThreadPool(threads, runnable -> {
                Thread thread = new Thread(runnable, "count");
                thread.setDaemon(true);
                return thread;
            }));
        }
        return service.orElseThrow().submit(work);
    }

    @Override
    public void close() {
        service.ifPresent(ExecutorService::shutdown);
    }
}
