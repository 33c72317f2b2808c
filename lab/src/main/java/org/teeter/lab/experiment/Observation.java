package org.teeter.lab.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One of the paper's observations, measured: a number for each order with its spread over seeds, and a bound that says what the
 * paper's words are taken to mean.
 *
 * @param name a short name
 * @param claim what the paper reports
 * @param measure what is measured, and what it must reach
 * @param bound that the number must reach
 * @param byCurve the number for each curve
 */
public record Observation(String name, String claim, String measure, double bound, Map<String, Statistic> byCurve) {

    public Observation {
        byCurve = Collections.unmodifiableMap(new LinkedHashMap<>(byCurve));
    }

    static Observation of(
            String name,
            String claim,
            String measure,
            double bound,
            List<Curve> curves,
            ToDoubleFunction<List<JobResult>> number) {
        Map<String, Statistic> byCurve = new LinkedHashMap<>();
        curves.forEach(curve -> byCurve.put(curve.name(), curve.each(number)));
        return new Observation(name, claim, measure, bound, byCurve);
    }

    /** What was measured of a curve. */
    public Statistic measured(String curve) {
        Statistic measured = byCurve.get(curve);
        if (measured == null) {
            throw new IllegalArgumentException("there is no curve " + curve + ", there are " + byCurve.keySet());
        }
        return measured;
    }

    /** Of each curve. */
    public Decision verdict(String curve) {
        return Decision.atLeast(bound, measured(curve));
    }

    /** In how many curves the verdict is this. */
    public long count(Decision verdict) {
        return byCurve.keySet().stream().filter(c -> verdict(c) == verdict).count();
    }

    /** Holds, or does not, in more than half of the curves; else undecided. */
    public Decision verdict() {
        for (Decision verdict : List.of(Decision.HOLDS, Decision.DOES_NOT)) {
            if (2 * count(verdict) > byCurve.size()) {
                return verdict;
            }
        }
        return Decision.UNDECIDED;
    }

    /** Holds in every curve, does not in some, or else undecided: C.1 says "regardless of how they were trained". */
    public Decision everywhere() {
        if (count(Decision.DOES_NOT) > 0) {
            return Decision.DOES_NOT;
        }
        return count(Decision.HOLDS) == byCurve.size() ? Decision.HOLDS : Decision.UNDECIDED;
    }
}
