package org.teeter.tip;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.teeter.audit.Audit;
import org.teeter.audit.Finding;
import org.teeter.audit.Progress;
import org.teeter.audit.Sources;
import org.teeter.audit.Targets;
import org.teeter.data.RatedPairs;
import org.teeter.evidence.CutCertificate;
import org.teeter.evidence.Network;
import org.teeter.fit.Fit;
import org.teeter.fit.Information;
import org.teeter.model.Hold;

/**
 * The finite answers behind one finding.
 *
 * @param tipping by its worst source; empty where it has none
 * @param robustness against errors of all shares; empty of rankings
 * @param minCutBound below which no weighting of the judged pairs brings its largest sensitivity; empty where there is no such bound: of
 *     rankings, and where features of items explain scores
 */
public record Tip(Optional<Tipping> tipping, Optional<Robustness> robustness, OptionalDouble minCutBound) {

    /** Of the first findings of an audit, in their order. */
    public static List<Tip> of(Audit audit, int most) {
        return of(audit, most, Progress.SILENT);
    }

    /** The same, telling how far it has come. */
    public static List<Tip> of(Audit audit, int most, Progress progress) {
        List<Finding> findings =
                audit.findings().subList(0, Math.min(most, audit.findings().size()));
        Sources sources = audit.sources();
        Fit<?> fit = audit.fit();
        List<Robustness> robust = Robustness.of(
                fit, findings.stream().map(f -> new Targets.Pair(f.i(), f.j())).toList(), progress);
        Information information = fit.information();
        Optional<Network> network = sources.kind() == Sources.Kind.SHARE
                        && information.isCircuit()
                        && fit.prior().hold() != Hold.INFORMATION
                        && !(fit.data() instanceof RatedPairs)
                        && !information.scores().isSigned()
                ? Optional.of(Network.of(fit))
                : Optional.empty();
        Map<Integer, List<Integer>> bySource = IntStream.range(0, findings.size())
                .boxed()
                .filter(k -> findings.get(k).source().isPresent())
                .collect(Collectors.groupingBy(
                        k -> findings.get(k).source().orElseThrow().edge(), TreeMap::new, Collectors.toList()));
        Tipping[] tippings = new Tipping[findings.size()];
        AtomicInteger done = new AtomicInteger();
        bySource.entrySet().parallelStream().forEach(group -> {
            MovedSource moved = new MovedSource(sources, group.getKey());
            for (int k : group.getValue()) {
                tippings[k] =
                        Tipping.of(moved, findings.get(k).i(), findings.get(k).j());
                progress.at(
                        "following findings to where they turn round",
                        done.incrementAndGet() / (double) findings.size());
            }
        });
        return IntStream.range(0, findings.size())
                .parallel()
                .mapToObj(k -> {
                    Finding f = findings.get(k);
                    Optional<CutCertificate> cut = network.flatMap(n -> CutCertificate.of(n.flow(f.i(), f.j())));
                    return new Tip(
                            Optional.ofNullable(tippings[k]),
                            robust.isEmpty() ? Optional.empty() : Optional.of(robust.get(k)),
                            cut.map(c -> OptionalDouble.of(c.bound())).orElseGet(OptionalDouble::empty));
                })
                .toList();
    }
}
