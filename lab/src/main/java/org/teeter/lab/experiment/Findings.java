package org.teeter.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.paper.SensitiveRegion;

/**
 * The paper's observations of section 4, as numbers of the measured curves. The paper gives no numbers of its own; each bound here is
 * a reading of its words, and what was measured is told beside it.
 *
 * @param curves the panels of the figure, of at least two values of p23 each
 */
public record Findings(List<Curve> curves) {
    /** How far p23 of the data may move for a "comparatively minor change": a quarter of its range. */
    static final double MINOR = 0.25;
    /** From "near 0" to "near 1": from .1 to .9. */
    static final double SHIFT = 0.8;
    /** How alike "identical" probabilities are: the standard error of 200 answers is .035 at most. */
    static final double IDENTICAL = 0.035;
    /** A difference that is "substantial": half of all there can be. */
    static final double SUBSTANTIAL = 0.5;
    /** A change over one step of the grid that is "significant": beyond what 200 answers would show by chance. */
    static final double SIGNIFICANT = 0.1;
    /** The M of "M-sensitive", as in the first panels of the paper's Fig. 1. */
    static final double M = 10;

    public Findings {
        curves = List.copyOf(curves);
        for (Curve curve : curves) {
            if (curve.grid().size() < 2) {
                throw new IllegalArgumentException("findings need at least two values of p23, but the curve "
                        + curve.name() + " has " + curve.grid());
            }
        }
    }

    /** All of them. */
    public List<Observation> observations() {
        return List.of(jump(), jumpOfSource(), samePrediction(), sameSource(), outside(), mostOutside());
    }

    /** The first observation, of the pair that no datum compares: a shift from near 0 to near 1 for a small change of the data. */
    public Observation jump() {
        return Observation.of(
                "the jump of p13",
                "learned probabilities shift from near 0 to near 1 despite comparatively minor changes of the data",
                "largest rise of learned p13 while p23 of the data moves by at most " + MINOR,
                SHIFT,
                curves,
                row -> largestRise(row, o -> o.r13().exact(), MINOR));
    }

    /** The first observation, of the pair that the data change. */
    public Observation jumpOfSource() {
        return Observation.of(
                "the jump of p23",
                "learned probabilities shift from near 0 to near 1 despite comparatively minor changes of the data",
                "largest rise of learned p23 while p23 of the data moves by at most " + MINOR,
                SHIFT,
                curves,
                row -> largestRise(row, o -> o.r23().exact(), MINOR));
    }

    /** The second: equal p13 with different p23. */
    public Observation samePrediction() {
        return Observation.of(
                "equal p13, different p23",
                "models with identical p13 could exhibit substantially different p23",
                "largest difference of learned p23 between two models whose p13 differ by at most " + IDENTICAL,
                SUBSTANTIAL,
                curves,
                row -> largestDifference(row, o -> o.r13().exact(), o -> o.r23().exact()));
    }

    /** The second the other way round: equal p23 with different p13. */
    public Observation sameSource() {
        return Observation.of(
                "equal p23, different p13",
                "models with identical p23 could exhibit substantially different p13",
                "largest difference of learned p13 between two models whose p23 differ by at most " + IDENTICAL,
                SUBSTANTIAL,
                curves,
                row -> largestDifference(row, o -> o.r23().exact(), o -> o.r13().exact()));
    }

    /** The third: changes outside of M-sensitive regions. */
    public Observation outside() {
        return Observation.of(
                "changes outside M-sensitive regions",
                "not all significant changes occur in M-sensitive regions",
                "largest change of learned p13 over one step of the grid that lies wholly outside the " + (int) M
                        + "-sensitive stretch of p23",
                SIGNIFICANT,
                curves,
                Findings::largestChangeOutside);
    }

    /** The third once more: where the change as a whole takes place. */
    public Observation mostOutside() {
        return Observation.of(
                "most of the change outside",
                "not all significant changes occur in M-sensitive regions",
                "share of the change of learned p13, summed over the steps of the grid, in steps that lie wholly outside the "
                        + (int) M + "-sensitive stretch; 0 where nothing changes",
                SUBSTANTIAL,
                curves,
                Findings::shareOutside);
    }

    /** The largest rise of a value between two p23 that are at most {@code width} apart. */
    static double largestRise(List<JobResult> row, ToDoubleFunction<JobResult> value, double width) {
        double largest = 0;
        for (int a = 0; a < row.size(); a++) {
            for (int b = a + 1; b < row.size(); b++) {
                if (row.get(b).job().p23() - row.get(a).job().p23() <= width + 1e-9) {
                    largest = Math.max(largest, value.applyAsDouble(row.get(b)) - value.applyAsDouble(row.get(a)));
                }
            }
        }
        return largest;
    }

    private static double largestDifference(
            List<JobResult> row, ToDoubleFunction<JobResult> same, ToDoubleFunction<JobResult> other) {
        double largest = 0;
        for (JobResult a : row) {
            for (JobResult b : row) {
                if (Math.abs(same.applyAsDouble(a) - same.applyAsDouble(b)) <= IDENTICAL) {
                    largest = Math.max(largest, Math.abs(other.applyAsDouble(a) - other.applyAsDouble(b)));
                }
            }
        }
        return largest;
    }

    private static double largestChangeOutside(List<JobResult> row) {
        double largest = 0;
        for (int k = 1; k < row.size(); k++) {
            if (isOutside(row.get(k - 1).job(), row.get(k).job())) {
                largest = Math.max(largest, change(row, k));
            }
        }
        return largest;
    }

    private static double shareOutside(List<JobResult> row) {
        double all = 0;
        double outside = 0;
        for (int k = 1; k < row.size(); k++) {
            all += change(row, k);
            outside += isOutside(row.get(k - 1).job(), row.get(k).job()) ? change(row, k) : 0;
        }
        return all == 0 ? 0 : outside / all;
    }

    private static double change(List<JobResult> row, int k) {
        return Math.abs(row.get(k).r13().exact() - row.get(k - 1).r13().exact());
    }

    private static boolean isOutside(Job from, Job to) {
        return stretches(from.p12(), M).stream()
                .allMatch(s -> to.p23() <= s.from().p() || from.p23() >= s.to().p());
    }

    /** The p23 at which Bradley-Terry's p13 is M-sensitive to p12. */
    static List<SensitiveRegion.Interval> stretches(double p12, double m) {
        return p12 <= 0 || p12 >= 1 ? List.of() : new SensitiveRegion(new Logistic(), m).slice(Probability.of(p12));
    }

    /**
     * How learned preferences compose: the line of least squares of logit p13 on logit p12 + logit p23, over a curve's results of all
     * seeds. Bradley-Terry's has slope 1 through 0.
     */
    public static Line composition(Curve curve) {
        List<double[]> points = new ArrayList<>();
        curve.outcomes()
                .forEach(o -> points.add(new double[] {
                    logOdds(o.r12().exact()) + logOdds(o.r23().exact()),
                    logOdds(o.r13().exact())
                }));
        return Line.through(points);
    }

    /** Log-odds, held within ±20: a probability that rounds to 1 says no more than that. */
    private static double logOdds(double p) {
        return Math.max(-20, Math.min(20, Theory.logit(p)));
    }

    /**
     * A line of least squares.
     *
     * @param r2 share of the variance that it explains; NaN where there is none
     */
    public record Line(double slope, double intercept, double r2) {
        static Line through(List<double[]> points) {
            double n = points.size();
            double x = points.stream().mapToDouble(p -> p[0]).sum() / n;
            double y = points.stream().mapToDouble(p -> p[1]).sum() / n;
            double xx =
                    points.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
            double xy =
                    points.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
            double yy =
                    points.stream().mapToDouble(p -> (p[1] - y) * (p[1] - y)).sum();
            double slope = xy / xx;
            return new Line(slope, y - slope * x, xy * xy / (xx * yy));
        }
    }
}
