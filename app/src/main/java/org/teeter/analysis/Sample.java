package org.teeter.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.teeter.data.Contests;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Rankings;
import org.teeter.infer.Covariance;
import org.teeter.report.document.Apart;
import org.teeter.report.document.JudgedPairs;
import org.teeter.tabular.reader.Reading;

/** What is fitted: what was read, less the items that are left out. Mutable while that is being said. */
final class Sample {
    private final Reading reading;
    private final Conditions conditions;
    private final List<String> notes = new ArrayList<>();
    private List<Integer> members = List.of(); // the items that are left, where some are not
    private Optional<Counts> selected = Optional.empty();
    private Optional<Counts> selectedSquares = Optional.empty();
    private Optional<Rankings> ranked = Optional.empty(); // what is left of rankings
    private Optional<Rankings> rankedSquares = Optional.empty();

    Sample(Reading reading) {
        this.reading = reading;
        this.conditions =
                new Conditions(reading instanceof Reading.Judgements judged ? judged.contests() : Optional.empty());
    }

    /** How it was chosen, a sentence each; live. */
    List<String> notes() {
        return notes;
    }

    /** Leaves items out. */
    void select(Selection selection, ModelChoice choice) {
        if (isPromptByPrompt() && !selection.isAll()) {
            throw new RefusedException(
                    "--drop, --min-comparisons and --largest-component have no meaning for answers to"
                            + " prompts, each of which is a problem of its own; leave them out");
        }
        if (selection.isAll()) {
            return;
        }
        if (reading instanceof Reading.Ballots ballots) {
            Selection.Selected left = selection.of(new Selectable.Ballots(ballots.rankings(), choice.prior()));
            ranked = Optional.of(ballots.rankings().among(left.items()));
            rankedSquares = ballots.squares().map(squares -> squares.among(left.items()));
            notes.addAll(left.notes());
            return;
        }
        if (judgements().contests().isPresent()) {
            throw new RefusedException("--drop, --min-comparisons and --largest-component do not go with --covariate;"
                    + " leave the rows out of the file");
        }
        Counts counts = judgements().counts();
        Selection.Selected left = selection.of(new Selectable.Pairs(choice.graph(counts), choice, false));
        if (left.members().size() < counts.items().size()) {
            members = left.members();
            selected = Optional.of(counts.among(left.items()));
            selectedSquares =
                    judgements().squares().map(squares -> squares.counts().among(left.items()));
        }
        notes.addAll(left.notes());
    }

    /**
     * Fits also by how much more it counts to be named first where both items have the same level of a feature.
     *
     * @param columns of the table
     */
    void compareWithin(ItemTable table, List<String> columns) {
        if (!(reading instanceof Reading.Judgements) || isPromptByPrompt()) {
            throw new RefusedException("--same is of judgements of pairs of options that have names; leave it out");
        }
        conditions.addSame(counts(), items(), table, columns);
    }

    Reading.Judgements judgements() {
        return (Reading.Judgements) reading;
    }

    Counts counts() {
        return selected.orElseGet(() -> judgements().counts());
    }

    /** Sums of squared weights, where judgements lose weight as they age. */
    Optional<Counts> squares() {
        return selectedSquares.isPresent()
                ? selectedSquares
                : judgements().squares().map(Reading.Squares::counts);
    }

    /** Rankings, where these were read and not judgements of pairs. */
    Optional<Rankings> rankings() {
        return reading instanceof Reading.Ballots ballots
                ? Optional.of(ranked.orElseGet(ballots::rankings))
                : Optional.empty();
    }

    /** Sums of squared weights of rankings, where these lose weight as they age. */
    Optional<Rankings> squaredRankings() {
        return rankedSquares.isPresent() || !(reading instanceof Reading.Ballots ballots)
                ? rankedSquares
                : ballots.squares();
    }

    /** What is to be said of standard errors by the information, where judgements lose weight as they age. */
    Optional<String> ofErrors() {
        boolean isAged = reading instanceof Reading.Ballots
                ? squaredRankings().isPresent()
                : squares().isPresent();
        return isAged
                ? Optional.of(
                        "Standard errors take what a judgement weighs for a part of a judgement, and are too large;"
                                + " fit has robust ones.")
                : Optional.empty();
    }

    Items items() {
        return reading instanceof Reading.Ballots ballots ? ballots.rankings().items() : counts().items();
    }

    /** Whether answers to several prompts were read, each prompt a problem of its own. */
    boolean isPromptByPrompt() {
        return reading instanceof Reading.Judgements judgements
                && judgements.problems().size() > 1;
    }

    /** The judgements of pairs, and apart by who judged, in which group, and in which file, where that is known. */
    JudgedPairs pairs(ModelChoice choice) {
        List<Apart.OfFile> files = judgements().byFile().stream()
                .map(of -> new Apart.OfFile(
                        of.source().name(),
                        members.isEmpty()
                                ? of.counts()
                                : of.counts()
                                        .among(members.stream()
                                                .mapToInt(Integer::intValue)
                                                .toArray())))
                .toList();
        return new JudgedPairs(
                counts(), choice.ties(), new Apart(files, judgements().contexts()));
    }

    /** The judgements under their conditions, where some were asked for. */
    Optional<Contests> contests(ModelChoice choice) {
        return conditions.of(counts(), choice.ties());
    }

    /** Sums of their squared weights. */
    Optional<Contests> squaredContests(ModelChoice choice) {
        return judgements()
                .squares()
                .flatMap(squares -> conditions.of(squares.counts(), squares.contests(), choice.ties()));
    }

    private boolean isByRater() {
        return rankings().isEmpty()
                && !counts().contexts().isEmpty()
                && judgements().contexts().stream()
                        .allMatch(context ->
                                context.group().isEmpty() && !context.rater().isEmpty());
    }

    /** The judgements of each rater, where a column of them was named and none of groups. */
    Raters raters(ModelChoice choice) {
        return isByRater() ? raters(counts(), choice) : Raters.UNKNOWN;
    }

    /** Sums of their squared weights. */
    Optional<Raters> squaredRaters(ModelChoice choice) {
        return isByRater() ? squares().map(squares -> raters(squares, choice)) : Optional.empty();
    }

    private Raters raters(Counts of, ModelChoice choice) {
        return new Raters(
                of.contexts().stream()
                        .map(number -> judgements().contexts().get(number).rater())
                        .toList(),
                Covariance.clusters(of, choice.ties()));
    }
}
