package org.teeter.tip;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.teeter.audit.Progress;
import org.teeter.audit.Sources;
import org.teeter.audit.Targets;
import org.teeter.data.Judgements;
import org.teeter.fit.Fit;
import org.teeter.fit.Response;
import org.teeter.graph.Graph;
import org.teeter.link.Probability;

/**
 * How wrong all observed shares may be at once: if each is off by so much, in the worst direction, a prediction crosses a threshold.
 *
 * <pre>{@code ε ≈ |x_ij - x_τ| / Σ_e |f_e| / κ_e,   κ_e = c_e / pull_e,   then refits with every share moved by ∓ε sign(f_e)    [M87]}</pre>
 *
 * <p>A refit with those shares verifies ε; another direction of errors might do with less, so that it is an upper bound of the least. Below it
 * stands a lower one, see {@link ErrorReach}, that no errors in any direction undercut.
 *
 * @param value ε; where nothing was found, the largest error that was tried without carrying the prediction across
 * @param found whether some ε does
 * @param least errors up to this never carry it across; empty where that is not known
 * @param firstOrder what the derivatives at the fit say
 * @param standardError of the shares, each counting as much as it moves the prediction: an error to hold the value against
 */
public record Robustness(double value, boolean found, OptionalDouble least, double firstOrder, double standardError) {
    private static final double NOTHING = 1e-9;
    private static final double TOLERANCE = 1e-6;
    private static final int MOST_TURNS = 8;
    /** A response serves one target at one fit: beyond so many items a solve takes less than elimination. */
    private static final int LARGEST_ELIMINATED = 300;

    private static final Probability HALF = new Probability(0.5, 0.5);

    /** Of the prediction of i over j against 1/2; empty of rankings, and where the likelihood may have several maxima. */
    public static Optional<Robustness> of(Fit<?> fit, int i, int j) {
        return of(fit, i, j, HALF);
    }

    /** The same against another threshold. */
    public static Optional<Robustness> of(Fit<?> fit, int i, int j, Probability threshold) {
        double lead = fit.model().link().quantile(threshold);
        return of(fit, List.of(new Targets.Pair(i, j)), lead, Progress.SILENT).stream()
                .findFirst();
    }

    /** Of several predictions against 1/2; none of rankings. */
    static List<Robustness> of(Fit<?> fit, List<Targets.Pair> targets, Progress progress) {
        return of(fit, targets, fit.model().link().quantile(HALF), progress);
    }

    private static List<Robustness> of(Fit<?> fit, List<Targets.Pair> targets, double threshold, Progress progress) {
        Optional<Shares<?>> shares = Shares.of(fit);
        if (shares.isEmpty() || !shares.get().isConcave()) {
            return List.of();
        }
        Optional<ErrorReach> reach = ErrorReach.of(fit);
        AtomicInteger done = new AtomicInteger();
        return targets.parallelStream()
                .map(pair -> {
                    Robustness found = new Search<>(shares.get(), pair.i(), pair.j(), threshold).robustness(reach);
                    progress.at("moving all shares at once", done.incrementAndGet() / (double) targets.size());
                    return found;
                })
                .toList();
    }

    private static final class Search<D extends Judgements<D>> {
        private final Shares<D> shares;
        private final int i;
        private final int j;
        private final double threshold;
        private Fit<D> last;

        Search(Shares<D> shares, int i, int j, double threshold) {
            this.shares = shares;
            this.i = i;
            this.j = j;
            this.threshold = threshold;
            this.last = shares.fit();
        }

        private double lead(Fit<D> fit) {
            return fit.scores().difference(i, j) - threshold;
        }

        /** By how much each share moves the lead at a fit, up to a common factor per model. */
        private double[] slopes(Fit<D> fit) {
            double[] pull = new double[fit.graph().size()];
            pull[i] = 1;
            pull[j] = -1;
            double[] u = new Response(fit, LARGEST_ELIMINATED).ofScores(pull);
            Graph graph = fit.graph();
            return IntStream.range(0, shares.count())
                    .mapToDouble(c -> {
                        int e = shares.edge(c);
                        return shares.n(c) * (u[graph.first(e)] - u[graph.second(e)]);
                    })
                    .toArray();
        }

        Robustness robustness(Optional<ErrorReach> reach) {
            Fit<D> fit = shares.fit();
            double[] slopes = pulled(slopes(fit));
            double sum = Arrays.stream(slopes).map(Math::abs).sum();
            double lead = lead(fit);
            double first = Math.abs(lead) / sum;
            double error = standardError(slopes) / sum;
            if (Math.abs(lead) <= FirstCrossing.NOTHING) {
                return new Robustness(0, true, OptionalDouble.of(0), 0, error);
            }
            double[] direction = direction(slopes, lead);
            double found = smallest(direction, first, lead);
            for (int turn = 0; turn < MOST_TURNS && found < 1; turn++) {
                double[] turned = direction(slopes(last), lead);
                if (Arrays.equals(turned, direction)) {
                    break;
                }
                direction = turned;
                double again = smallest(direction, found, lead);
                if (again > found * (1 - TOLERANCE)) {
                    found = Math.min(found, again);
                    break;
                }
                found = again;
            }
            OptionalDouble least =
                    reach.map(r -> OptionalDouble.of(r.least(i, j, lead))).orElseGet(OptionalDouble::empty);
            return new Robustness(found, found < 1, least, first, error);
        }

        /** The exact derivatives by share. */
        private double[] pulled(double[] slopes) {
            Sources sources = Sources.of(shares.fit());
            double[] pulls = new double
                    [shares.fit().graph().size() + shares.fit().extras().size()];
            for (int c = 0; c < slopes.length; c++) {
                sources.pull(c, pulls);
                slopes[c] *= shares.n(c) == 0 ? 0 : pulls[sources.first(c)] / shares.n(c);
                Arrays.fill(pulls, 0);
            }
            return slopes;
        }

        private double standardError(double[] slopes) {
            Sources sources = Sources.of(shares.fit());
            double sum = 0;
            for (int c = 0; c < slopes.length; c++) {
                Probability p = sources.fitted(c);
                sum += shares.n(c) == 0 ? 0 : Math.abs(slopes[c]) * Math.sqrt(p.p() * p.q() / shares.n(c));
            }
            return sum;
        }

        private static double[] direction(double[] slopes, double lead) {
            double largest = Arrays.stream(slopes).map(Math::abs).max().orElse(0);
            return Arrays.stream(slopes)
                    .map(s -> Math.abs(s) <= NOTHING * largest ? 0 : -Math.signum(s * lead))
                    .toArray();
        }

        /** The least error in given directions; 1 where none does. */
        private double smallest(double[] direction, double guess, double lead) {
            double low = 0;
            double atLow = lead;
            double high = Math.min(1, guess);
            double atHigh = at(direction, high, lead);
            while (atHigh * lead > 0 && high < 1) {
                double next = Math.min(1, Math.max(1.5 * high, high + 1.1 * (high - low) * atHigh / (atLow - atHigh)));
                low = high;
                atLow = atHigh;
                high = next;
                atHigh = at(direction, high, lead);
            }
            if (atHigh * lead > 0) {
                return 1;
            }
            int side = 0;
            double ofLow = atLow;
            double ofHigh = atHigh;
            while (high - low > TOLERANCE * high) {
                double to = Double.isInfinite(ofHigh)
                        ? (low + high) / 2
                        : low + (high - low) * Math.max(0.001, Math.min(0.999, ofLow / (ofLow - ofHigh)));
                double there = at(direction, to, lead);
                if (there * lead > 0) {
                    low = to;
                    ofLow = there;
                    ofHigh = side == -1 ? ofHigh / 2 : ofHigh;
                    side = -1;
                } else {
                    high = to;
                    ofHigh = there;
                    ofLow = side == 1 ? ofLow / 2 : ofLow;
                    side = 1;
                    if (Math.abs(there) <= TOLERANCE * Math.abs(lead)) {
                        break;
                    }
                }
            }
            return Double.isInfinite(at(direction, high, lead)) ? 1 : high;
        }

        /** The lead when each share has moved by so much, or as far as it goes; beyond all where there is no finite fit. */
        private double at(double[] direction, double size, double lead) {
            double[] moved = new double[direction.length];
            for (int c = 0; c < moved.length; c++) {
                moved[c] = direction[c] == 0
                        ? Double.NaN
                        : Math.max(shares.low(c), Math.min(shares.high(c), shares.y(c) + direction[c] * size));
            }
            Optional<Fit<D>> fit = shares.fitWith(moved, last);
            if (fit.isEmpty()) {
                return Math.copySign(Double.POSITIVE_INFINITY, -lead);
            }
            last = fit.get();
            return lead(last);
        }
    }
}
