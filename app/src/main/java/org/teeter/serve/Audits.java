package org.teeter.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The data sets, each with its audits under one model or several, in the order in which they came. */
final class Audits implements AutoCloseable {
    /** Each keeps its counts and its page. */
    static final int MOST_JOBS = 200;

    /** So many of a ranking are put beside those of another. */
    private static final int FIRST = 10;

    /** One data set. */
    private record DataSet(int number, Input input, boolean isDropped, List<Job> jobs) {}

    private final Auditor auditor;
    private final Path folder;
    private final JobQueue queue = new JobQueue();
    private final SortedMap<Integer, DataSet> sets = new TreeMap<>();
    private final SortedMap<Integer, Job> jobs = new TreeMap<>();
    private int setsMade;
    private int jobsMade;
    private boolean closed;

    /**
     * None yet.
     *
     * @param folder of ours, for results
     */
    Audits(Auditor auditor, Path folder) {
        this.auditor = auditor;
        this.folder = folder;
    }

    /** A data set more, audited as was asked for on the command line; returns its number. */
    synchronized int add(Input input, boolean isDropped) throws RequestException {
        requireRoom();
        DataSet set = new DataSet(++setsMade, input, isDropped, new ArrayList<>());
        sets.put(set.number(), set);
        ask(set, new Choice(auditor.models().get(0), auditor.priors().get(0)));
        return set.number();
    }

    /** An audit more of a data set. */
    synchronized int ask(int number, Choice choice) throws RequestException {
        DataSet set = set(number);
        requireRoom();
        return ask(set, choice);
    }

    /**
     * Forgets a data set with its audits, of which what runs is stopped.
     *
     * @return its file, if it was dropped
     */
    synchronized Optional<Input> remove(int number) throws RequestException {
        DataSet set = set(number);
        sets.remove(number);
        for (Job job : set.jobs()) {
            jobs.remove(job.number());
            job.forget();
        }
        return Optional.of(set.input()).filter(input -> set.isDropped());
    }

    private DataSet set(int number) throws RequestException {
        DataSet set = sets.get(number);
        if (set == null) {
            throw new RequestException(404, "There is no such data set.");
        }
        return set;
    }

    private void requireRoom() throws RequestException {
        if (jobs.size() >= MOST_JOBS || closed) {
            throw new RequestException(
                    503, "No more than " + MOST_JOBS + " audits are kept; remove a data set, and its audits with it.");
        }
    }

    private int ask(DataSet set, Choice choice) {
        int number = ++jobsMade;
        Job job = new Job(number, set.input(), choice, folder.resolve("audit-" + number), auditor);
        jobs.put(number, job);
        set.jobs().add(job);
        queue.add(job);
        return number;
    }

    synchronized Optional<Job> job(int number) {
        return Optional.ofNullable(jobs.get(number));
    }

    /** All of it, as the start page shows it. */
    synchronized ArrayNode json() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (DataSet set : sets.values()) {
            ObjectNode row = json.addObject()
                    .put("number", set.number())
                    .put("label", set.input().label())
                    .put("dropped", set.isDropped());
            ArrayNode audits = row.putArray("audits");
            set.jobs().forEach(job -> audits.add(job.json()));
            row.set("beside", beside(set.jobs()));
        }
        return json;
    }

    /** The ranks, under each model, of the items that one of them puts among its first; a row an item, a column an audit that is done. */
    private static ArrayNode beside(List<Job> jobs) {
        List<Found> founds = jobs.stream()
                .flatMap(job -> job.audited().stream())
                .map(Audited::found)
                .filter(found -> !found.ranks().isEmpty())
                .toList();
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        if (founds.size() > 1) {
            founds.stream()
                    .flatMap(found -> found.items().stream().limit(FIRST))
                    .distinct()
                    .forEach(item -> {
                        ArrayNode ranks = rows.addObject().put("item", item).putArray("ranks");
                        founds.forEach(found -> ranks.add(found.rank(item)));
                    });
        }
        return rows;
    }

    @Override
    public void close() {
        List<Job> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(jobs.values());
        }
        all.forEach(Job::stop);
        queue.close();
        all.forEach(Job::close);
    }
}
