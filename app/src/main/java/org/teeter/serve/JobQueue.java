package org.teeter.serve;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Audits one after the other: each takes all processors where it can. */
final class JobQueue implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "audit");
        thread.setDaemon(true); // a fit that cannot be stopped does not keep the process
        return thread;
    });

    void add(Job job) {
        job.runsAs(worker.submit(job));
    }

    /** Takes no more, and waits a little for what runs to end. */
    @Override
    public void close() {
        worker.shutdownNow();
        try {
            worker.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
