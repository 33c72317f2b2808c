package org.teeter.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.teeter.fit.Fit;
import org.teeter.link.Probability;

/** Holds findings against refits; findings with the same source share its three. */
final class Verification {
    /** How many units in the last place two fits of equal data, one started from the other, may lie apart. */
    private static final double ULPS = 16;

    private final Sources sources;
    private final Fit<?> fit;
    private final Progress progress;

    Verification(Sources sources, Progress progress) {
        this.sources = sources;
        this.fit = sources.fit();
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
        double delta = sources.smallMove(e);
        Moved small = sources.moved(e, delta);
        Moved low = sources.moved(e, -Check.POINT);
        Moved high = sources.moved(e, Check.POINT);
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
