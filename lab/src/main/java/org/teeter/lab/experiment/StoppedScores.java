package org.teeter.lab.experiment;

import java.util.List;

/**
 * Bradley-Terry scores of three options on the way to their optimum: gradient flow on DPO's expected loss, broken off at a time.
 *
 * <pre>{@code
 * s' = Σ over the pairs of (y − σ(x))·(±1 at its options),  so, of the leads  x12 = s1 − s2,  x23 = s2 − s3,
 * x12' = 2·(y12 − σ(x12)) − (y23 − σ(x23)),   x23' = 2·(y23 − σ(x23)) − (y12 − σ(x12)),   x = 0 at t = 0    [M79]
 * }</pre>
 *
 * <p>At the end of time x is logit y. Before, the two pairs pull at the score they share: option 2, which loses to 1, is dragged down
 * against 3 as well. Solved by the classical Runge-Kutta rule in 400 steps; the error is below 1e-7 for times up to 100.
 *
 * @param time in units of the flow
 */
public record StoppedScores(double time) {
    private static final int STEPS = 400;
    private static final double LONGEST = 100;

    public StoppedScores {
        if (!(0 <= time && time <= LONGEST)) {
            throw new IllegalArgumentException("the time must be in [0, " + LONGEST + "], got " + time);
        }
    }

    /** The leads when it is broken off. */
    public record Leads(double x12, double x23) {
        /** The lead of 1 over 3. */
        public double x13() {
            return x12 + x23;
        }
    }

    /** The leads that proportions y12 and y23 lead to. */
    public Leads leads(double y12, double y23) {
        double h = time / STEPS;
        Leads x = new Leads(0, 0);
        for (int k = 0; k < STEPS; k++) {
            Leads a = slope(x, y12, y23);
            Leads b = slope(plus(x, h / 2, a), y12, y23);
            Leads c = slope(plus(x, h / 2, b), y12, y23);
            Leads d = slope(plus(x, h, c), y12, y23);
            x = new Leads(
                    x.x12 + h / 6 * (a.x12 + 2 * b.x12 + 2 * c.x12 + d.x12),
                    x.x23 + h / 6 * (a.x23 + 2 * b.x23 + 2 * c.x23 + d.x23));
        }
        return x;
    }

    private static Leads slope(Leads x, double y12, double y23) {
        double r12 = y12 - Theory.sigmoid(x.x12);
        double r23 = y23 - Theory.sigmoid(x.x23);
        return new Leads(2 * r12 - r23, 2 * r23 - r12);
    }

    private static Leads plus(Leads x, double h, Leads slope) {
        return new Leads(x.x12 + h * slope.x12, x.x23 + h * slope.x23);
    }

    /**
     * The time at which the implicit preference of 1 over 2 is on average what was measured: one number taken from the results, from
     * which everything else about them follows. Where even the longest time is too short, that.
     */
    public static StoppedScores fitted(Curve curve) {
        List<JobResult> outcomes = curve.outcomes();
        double measured =
                outcomes.stream().mapToDouble(o -> o.r12().implicit()).average().orElseThrow();
        double low = 0;
        double high = LONGEST;
        for (int k = 0; k < 40; k++) {
            double middle = (low + high) / 2;
            StoppedScores stopped = new StoppedScores(middle);
            double predicted = outcomes.stream()
                    .mapToDouble(o -> Theory.sigmoid(
                            stopped.leads(o.drawn12(), o.drawn23()).x12()))
                    .average()
                    .orElseThrow();
            if (predicted < measured) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new StoppedScores(low);
    }
}
