package org.teeter.lab.experiment;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Does runs on a fixed number of workers, one thread each, and enters their results into a log. A result follows from its run alone, so
 * neither the number of workers nor the order of the work changes any.
 *
 * @param <J> a run
 * @param <R> its result
 */
public final class Experiment<J extends Keyed, R extends Keyed> {
    private final Function<J, R> run;
    private final int workers;

    /**
     * Of runs that are done so.
     *
     * @param run what does one; used by several threads
     */
    public Experiment(Function<J, R> run, int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("at least one worker is needed, got " + workers);
        }
        this.run = run;
        this.workers = workers;
    }

    /** The paper's: jobs, each on a copy of the teacher's model. */
    public static Experiment<Job, JobResult> of(Teacher teacher, int workers) {
        JobRun run = new JobRun(teacher);
        return new Experiment<>(
                job -> {
                    if (!job.model().equals(teacher.model())) {
                        throw new IllegalArgumentException(
                                "a job is for the model " + job.model() + ", but the model is " + teacher.model());
                    }
                    return run.of(job);
                },
                workers);
    }

    /**
     * Does the runs that the log does not have. The first failure ends it; the results until then are in the log.
     *
     * @param progress is told, by the caller's thread, how many of the runs are in the log
     */
    public List<R> run(List<J> runs, ResultLog<R> log, IntConsumer progress) throws IOException, InterruptedException {
        List<J> missing = runs.stream().filter(one -> !log.has(one)).distinct().toList();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            CompletionService<R> done = new ExecutorCompletionService<>(pool);
            for (J one : missing) {
                done.submit(() -> run.apply(one));
            }
            int known = runs.size() - missing.size();
            progress.accept(known);
            for (int k = 0; k < missing.size(); k++) {
                log.add(done.take().get());
                progress.accept(known + k + 1);
            }
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            pool.shutdownNow();
            // The model may be freed once this returns, so no run may still be reading it; a run takes seconds on a
            // small model.
            while (!pool.awaitTermination(1, TimeUnit.HOURS)) {
                progress.accept(log.of(runs).size());
            }
        }
        return log.of(runs);
    }

    private static RuntimeException failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof RuntimeException runtime) {
            return runtime;
        }
        return new IllegalStateException("a run failed", cause);
    }
}
