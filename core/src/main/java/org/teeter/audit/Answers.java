package org.teeter.audit;

import java.util.Comparator;
import java.util.List;
import org.teeter.audit.search.Circuit;
import org.teeter.audit.search.DenseSearch;
import org.teeter.audit.search.Ranked;
import org.teeter.audit.search.Reaches;
import org.teeter.audit.search.SparseSearch;
import org.teeter.audit.search.WorstTargets;
import org.teeter.graph.Blocks;

/**
 * What an audit finds before it is checked.
 *
 * @param targets how many predictions it speaks for
 * @param fragile how many of them are known to exceed each threshold
 * @param findings the worst, in order
 * @param influences of the pairs that were measured
 * @param coverage what is left open
 * @param widestIndexKnown whether no pair that was not measured has a larger index
 */
record Answers(
        long targets,
        List<Long> fragile,
        List<Finding> findings,
        List<ComparisonInfluence> influences,
        Coverage coverage,
        boolean widestIndexKnown) {

    /** Of pairs that were named: a solve for each. */
    static Answers named(Circuit circuit, Blocks blocks, List<Targets.Pair> pairs, AuditRequest request) {
        Reaches reaches = new Reaches(
                circuit,
                pairs.stream().mapToInt(Targets.Pair::i).toArray(),
                pairs.stream().mapToInt(Targets.Pair::j).toArray());
        Findings make = new Findings(circuit);
        List<Finding> found = pairs.stream()
                .map(pair -> make.worst(pair.i(), pair.j()))
                .sorted(Comparator.comparingDouble(f -> -f.size()))
                .toList();
        return new Answers(
                found.size(),
                request.thresholds().stream()
                        .map(m -> found.stream().filter(f -> f.size() > m).count())
                        .toList(),
                request.top() == 0 || found.size() <= request.top() ? found : found.subList(0, request.top()),
                circuit.isDense() ? new Influences(circuit, blocks).on(reaches) : List.of(),
                Coverage.EVERYTHING,
                circuit.isDense());
    }

    /** Of every target, by the inverse. */
    static Answers dense(Circuit circuit, Blocks blocks, Scope scope, AuditRequest request, Progress progress) {
        DenseSearch.Ranking ranking = new DenseSearch(
                        circuit,
                        scope.hasObserved(),
                        scope::isComparable,
                        request.top(),
                        request.thresholds(),
                        progress::at)
                .rank();
        Findings make = new Findings(circuit);
        return new Answers(
                ranking.targets(),
                ranking.over(),
                new Ranked<>(ranking.size(), Findings.SOLVED_SINGLY, k -> make.finding(ranking, k)),
                new Influences(circuit, blocks).all(new WorstTargets(circuit, scope::contains), progress),
                Coverage.EVERYTHING,
                true);
    }

    /** Of the worst targets, by a search of at most so many solves. */
    static Answers sparse(
            Circuit circuit, Blocks blocks, Scope scope, AuditRequest request, int mostSolves, Progress progress) {
        SparseSearch.Result result = new SparseSearch(
                        circuit, new WorstTargets(circuit, scope::contains), request.top(), mostSolves, progress::at)
                .search();
        progress.at("solving for each of the findings", 0);
        Findings make = new Findings(circuit);
        Influences influences = new Influences(circuit, blocks);
        return new Answers(
                scope.targets(),
                request.thresholds().stream()
                        .map(m -> result.found().stream()
                                .filter(f -> f.size() > m)
                                .count())
                        .toList(),
                result.found().parallelStream()
                        .map(found -> make.finding(found, result.resistance(found.edge())))
                        .toList(),
                result.visits().stream().map(influences::influence).toList(),
                new Coverage(result.above(), result.exhausted(), result.visits().size(), result.failure()),
                result.widestIndexKnown());
    }
}
