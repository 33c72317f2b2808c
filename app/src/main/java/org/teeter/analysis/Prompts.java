package org.teeter.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.graph.Parts;

/**
 * Answers to prompts, each prompt a problem of its own: what is said of the answers to one says nothing of those to another. Problems are
 * made when they are asked for and not kept, so that a million of them take no memory.
 *
 * @param problems all of them
 * @param choice how each is fitted
 * @param fitted the numbers of those that have a finite fit, ascending
 */
record Prompts(List<Counts> problems, ModelChoice choice, List<Integer> fitted) {
    /** So many are one task: what is made of them is put together in their order, whatever the number of processors. */
    private static final int TOGETHER = 256;

    /** One that has a fit; {@code part} is its number among these, from 1. */
    record Problem(int part, Counts counts) {}

    /**
     * Finds out which have a fit.
     *
     * @throws NoAnswerException that of the first problem, if none has one
     */
    static Prompts of(List<Counts> problems, ModelChoice choice) {
        boolean[] has = new boolean[problems.size()];
        Repeats<Boolean> known = new Repeats<>();
        IntStream.range(0, has.length).parallel().forEach(k -> {
            Counts counts = problems.get(k);
            has[k] = choice.isOfCountsAlone()
                    ? known.of(counts, () -> choice.hasFit(choice.graph(counts)))
                    : choice.hasFit(choice.graph(counts));
        });
        List<Integer> fitted =
                IntStream.range(0, has.length).filter(k -> has[k]).boxed().toList();
        if (!fitted.isEmpty()) {
            return new Prompts(problems, choice, fitted);
        }
        for (Counts problem : problems) {
            ComparisonGraph graph = choice.graph(problem);
            if (graph.edges() > 0) {
                throw noAnswer(graph, choice, problems.size());
            }
        }
        throw Fitting.nothingToFit();
    }

    /** How many of those that have a fit fall into parts between which nothing was compared, so that a prior alone holds them together. */
    long apart() {
        return fitted.stream()
                .parallel()
                .filter(place ->
                        Parts.of(choice.graph(problems.get(place)).graph()).count() > 1)
                .count();
    }

    private static RuntimeException noAnswer(ComparisonGraph graph, ModelChoice choice, int problems) {
        try {
            choice.fit(graph);
            throw new IllegalStateException("a fit was found where none exists");
        } catch (NoFiniteFitException e) {
            return new NoAnswerException(
                    e,
                    List.of(
                            "collect judgements that connect the answers to a prompt both ways",
                            "set a prior: --prior normal:2 (each score N(0, 2²)) or --prior pseudo:0.5 (half a win and half a"
                                    + " loss against a ghost)"),
                    "none of " + problems + " prompts has a finite fit; each is a problem of its own, and this is what"
                            + " is wrong with the first:");
        }
    }

    Problem problem(int place) {
        return new Problem(place + 1, problems.get(fitted.get(place)));
    }

    Fit<ComparisonGraph> fit(Counts counts) {
        return choice.fit(choice.graph(counts));
    }

    /** Makes something of each task of problems, side by side, and hands it on in their order; {@code at} is told the share that is done. */
    <T> void each(IntFunction<T> ofPlaces, Consumer<T> inOrder, DoubleConsumer at) {
        int tasks = (fitted.size() + TOGETHER - 1) / TOGETHER;
        int wave = 8 * Runtime.getRuntime().availableProcessors();
        for (int first = 0; first < tasks; first += wave) {
            List<T> made = IntStream.range(first, Math.min(tasks, first + wave))
                    .parallel()
                    .mapToObj(ofPlaces)
                    .toList();
            made.forEach(inOrder);
            at.accept(first / (double) tasks);
        }
    }

    /** The problems of a task. */
    List<Problem> task(int task) {
        List<Problem> problems = new ArrayList<>();
        for (int place = task * TOGETHER; place < Math.min(fitted.size(), (task + 1) * TOGETHER); place++) {
            problems.add(problem(place));
        }
        return problems;
    }
}
