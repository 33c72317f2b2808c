package org.teeter.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.link.Probability;

/** Holds findings against refits; findings with the same source share its three. */
final class Verification {
    /** The small move, as a share of the room of the proportion: its curvature then costs at most about this much. */
    private static final double SHARE_OF_ROOM = 1e-4;

    /** How many units in the last place two fits of equal data, one started from the other, may lie apart. */
    private static final double ULPS = 16;

    private final Fit<ComparisonGraph> fit;
    private final Refit refit;
    private final Progress progress;

    Verification(Fit<ComparisonGraph> fit, Progress progress) {
        this.fit = fit;
        this.refit = new Refit(fit);
        this.progress = progress;
    }

    /** One check for each finding that has a source, in their order. */
    List<Check> of(List<Finding> findings) {
        Map<Integer, List<Integer>> bySource = new TreeMap<>();
        for (int k = 0; k < findings.size(); k++) {
            int at = k;
            findings.get(k)
                    .source()
                    .ifPresent(s -> bySource.computeIfAbsent(s.edge(), e -> new ArrayList<>())
                            .add(at));
        }
        Check[] checks = new Check[findings.size()];
        AtomicInteger done = new AtomicInteger();
        bySource.entrySet().parallelStream().forEach(entry -> {
            check(entry.getKey(), entry.getValue(), findings, checks);
            progress.at("checking by refitting", done.incrementAndGet() / (double) bySource.size());
        });
        List<Check> made = new ArrayList<>();
        for (Check check : checks) {
            if (check != null) {
                made.add(check);
            }
        }
        return made;
    }

    private void check(int e, List<Integer> rows, List<Finding> findings, Check[] checks) {
        double delta = smallMove(e);
        Refit.Moved small = refit.moved(e, delta);
        Refit.Moved low = refit.moved(e, -Check.POINT);
        Refit.Moved high = refit.moved(e, Check.POINT);
        for (int k : rows) {
            Finding finding = findings.get(k);
            Finding.Source source = finding.source().orElseThrow();
            int i = finding.i();
            int j = finding.j();
            Probability after = small.probability(i, j).orElseThrow(); // the small move stays inside (0, 1)
            checks[k] = new Check(
                    finding,
                    delta,
                    source.sensitivity() * delta,
                    change(finding.prediction(), after),
                    low.probability(i, j),
                    high.probability(i, j),
                    rounding(finding));
        }
    }

    /** 1e-4 of the distance to the nearer end of [0, 1], upwards; from an end, 1e-4 of the fitted distance, inwards. */
    private double smallMove(int e) {
        ComparisonGraph graph = fit.data();
        double room = Math.min(graph.won(e), graph.lost(e)) / graph.n(e);
        if (room > 0) {
            return SHARE_OF_ROOM * room;
        }
        Probability p = fit.probability(graph.first(e), graph.second(e));
        double inwards = SHARE_OF_ROOM * Math.min(p.p(), p.q());
        return graph.lost(e) == 0 ? -inwards : inwards;
    }

    /** Of the difference of two refitted probabilities, each rounded once itself and once with its scores. */
    private double rounding(Finding finding) {
        double s = Math.abs(fit.scores().get(finding.i()));
        double t = Math.abs(fit.scores().get(finding.j()));
        double density = fit.model().link().density(fit.scores().difference(finding.i(), finding.j()));
        double rarer = Math.min(finding.prediction().p(), finding.prediction().q());
        return ULPS * (Math.ulp(rarer) + density * Math.ulp(Math.max(s, t)));
    }

    /** The difference of two probabilities, from the halves that have not been rounded to 1. */
    private static double change(Probability before, Probability after) {
        return before.p() <= before.q() ? after.p() - before.p() : before.q() - after.q();
    }
}
