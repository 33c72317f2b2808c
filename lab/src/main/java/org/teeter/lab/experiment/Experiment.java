package org.teeter.lab.experiment;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.train.OptimizerSettings;

/**
 * Does jobs on a fixed number of workers, one thread each, and enters their results into a log. A result follows from its job alone,
 * so neither the number of workers nor the order of the work changes any.
 */
public final class Experiment {
    private final JobRun run;
    private final int workers;

    /**
     * Over copies of a model, which stays the caller's.
     *
     * @param name of the model, as jobs call it
     */
    public Experiment(String name, LanguageModel model, OptimizerSettings optimizer, int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("at least one worker is needed, got " + workers);
        }
        this.run = new JobRun(new Subject(name, model), optimizer);
        this.workers = workers;
    }

    /**
     * Does the jobs that the log does not have. The first failure ends it; the results until then are in the log.
     *
     * @param progress is told, by the caller's thread, how many of the jobs are in the log
     */
    public List<JobResult> run(List<Job> jobs, ResultLog log, IntConsumer progress)
            throws IOException, InterruptedException {
        List<Job> missing =
                jobs.stream().filter(job -> !log.has(job)).distinct().toList();
        for (Job job : missing) {
            if (!job.model().equals(run.subject().name())) {
                throw new IllegalArgumentException("a job is for the model " + job.model() + ", but the model is "
                        + run.subject().name());
            }
        }
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            CompletionService<JobResult> done = new ExecutorCompletionService<>(pool);
            for (Job job : missing) {
                done.submit(() -> run.of(job));
            }
            int known = jobs.size() - missing.size();
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
                progress.accept(log.of(jobs).size());
            }
        }
        return log.of(jobs);
    }

    private static RuntimeException failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof RuntimeException runtime) {
            return runtime;
        }
        return new IllegalStateException("a run failed", cause);
    }
}
