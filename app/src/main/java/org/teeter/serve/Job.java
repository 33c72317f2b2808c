package org.teeter.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Watcher;
import org.teeter.tabular.bytes.Leftovers;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One audit of one data set: it waits, runs, and is then done, failed or stopped. Told to stop, it ends where it next says how far it has
 * come, or where its thread sees that it was interrupted; what does neither for long first comes to its end.
 */
final class Job implements Watcher, Runnable {
    /** In the order in which a job has them. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        STOPPED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The rows of the files behind the worst findings, where they can be named. */
    static final String ROWS = "rows.csv";

    private final int number;
    private final Input input;
    private final Choice choice;
    private final Path folder;
    private final Auditor auditor;
    private volatile boolean stopped;
    private State state = State.WAITING;
    private String stage = "";
    private double share;
    private List<String> told = List.of();
    private Optional<Audited> audited = Optional.empty();
    private long begun;
    private long ended;

    @Nullable
    private Future<?> future;

    /** Waits; its results go into a folder that does not exist. */
    Job(int number, Input input, Choice choice, Path folder, Auditor auditor) {
        this.number = number;
        this.input = input;
        this.choice = choice;
        this.folder = folder;
        this.auditor = auditor;
    }

    int number() {
        return number;
    }

    synchronized void runsAs(Future<?> task) {
        future = task;
    }

    /** Where a file of the results is, if the job is done. */
    synchronized Optional<Path> file(String name) {
        return Optional.of(folder.resolve(name)).filter(file -> state == State.DONE && Files.isRegularFile(file));
    }

    synchronized Optional<Audited> audited() {
        return audited;
    }

    /** Asks it to end; says whether it has not ended already. */
    synchronized boolean stop() {
        if (state == State.WAITING) {
            state = State.STOPPED;
        }
        if (state != State.RUNNING) {
            return state == State.STOPPED;
        }
        stopped = true;
        if (future != null) {
            future.cancel(true); // what waits for a disk or a database wakes up
        }
        return true;
    }

    @Override
    public void at(String name, double part) {
        requireRunning();
        synchronized (this) {
            stage = name;
            share = Math.max(0, Math.min(1, part));
        }
    }

    @Override
    public void read(Path file, long bytes, long size) {
        double unit = Math.max(bytes, size) < 1_000_000 ? 1e3 : 1e6;
        at(
                "reading, " + Math.round(bytes / unit) + (size > 0 ? " of " + Math.round(size / unit) : "")
                        + (unit == 1e3 ? " kB" : " MB"),
                size > 0 ? bytes / (double) size : 0);
    }

    @Override
    public void ended(String name) {
        requireRunning();
    }

    private void requireRunning() {
        if (stopped) {
            throw new CancellationException("stopped");
        }
    }

    @Override
    public void run() {
        synchronized (this) {
            if (state != State.WAITING) {
                return;
            }
            state = State.RUNNING;
            stage = "reading";
            begun = System.nanoTime();
        }
        try {
            Files.createDirectory(folder);
            Audited found = auditor.audit(input, choice, this, name -> Files.newBufferedWriter(folder.resolve(name)));
            ends(stopped ? State.STOPPED : State.DONE, List.of(), Optional.of(found));
        } catch (IOException | RuntimeException | Error e) {
            // Whatever the threads of a stopped audit throw, it is stopped.
            List<String> lines = stopped
                    ? List.of()
                    : auditor.told(e).stream().map(input::named).toList();
            ends(stopped ? State.STOPPED : State.FAILED, lines, Optional.empty());
        }
    }

    private synchronized void ends(State how, List<String> lines, Optional<Audited> found) {
        state = how;
        told = lines;
        ended = System.nanoTime();
        if (how == State.DONE) {
            audited = found;
        } else {
            found.ifPresent(Audited::close);
            deleteFolder();
        }
    }

    /** Nothing that is half written stays; what cannot be deleted now is deleted with the folder that it lies in. */
    private void deleteFolder() {
        try {
            Leftovers.delete(folder);
        } catch (IOException e) {
            told = Stream.concat(told.stream(), Stream.of("what it had written could not be deleted yet"))
                    .toList();
        }
    }

    /** Ends it, as {@link #stop}, and deletes its results; of what runs they go when it ends. */
    synchronized void forget() {
        stop();
        close();
        if (state != State.RUNNING) {
            deleteFolder();
        }
    }

    /** Forgets the data. */
    synchronized void close() {
        audited.ifPresent(Audited::close);
        audited = Optional.empty();
    }

    /** What the start page shows of it. */
    synchronized ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("number", number);
        json.put("model", choice.model());
        json.put("prior", choice.prior());
        json.put("state", stopped && state == State.RUNNING ? "stopping" : state.word());
        if (state == State.RUNNING) { // stopping, too
            json.put("stage", stage);
            json.put("share", share);
        }
        if (state != State.WAITING && begun != 0) {
            long until = state == State.RUNNING ? System.nanoTime() : ended;
            json.put("seconds", (until - begun) / 1e9);
        }
        ArrayNode lines = json.putArray("told");
        told.forEach(lines::add);
        json.put("rows", file(ROWS).isPresent());
        audited.ifPresent(known -> json.set("found", known.found().json().put("changeable", known.isChangeable())));
        return json;
    }
}
