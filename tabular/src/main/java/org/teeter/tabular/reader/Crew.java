package org.teeter.tabular.reader;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The threads that count parts of files beside each other, which are started for the first such file. Mutable. */
final class Crew implements AutoCloseable {
    /** One thread reads and hashes a gigabyte a second, which so many count. */
    private static final int MOST = 8;

    private static final int PART = 1 << 18;

    /** A file has to have so many bytes for others to be worth their start. */
    private static final long WORTH = 1 << 20;

    private final int threads;
    private final int part;
    private final long worth;
    private Optional<ExecutorService> service = Optional.empty();

    Crew(int threads, int part, long worth) {
        this.threads = threads;
        this.part = part;
        this.worth = worth;
    }

    /** A thread for each core. */
    static Crew ofAllCores() {
        return new Crew(Math.min(MOST, Runtime.getRuntime().availableProcessors()), PART, WORTH);
    }

    /** Nobody beside the thread that reads. */
    static Crew none() {
        return new Crew(0, PART, WORTH);
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
