package org.teeter.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.teeter.data.Items;
import org.teeter.data.Rankings;
import org.teeter.fit.Fit;
import org.teeter.link.Probability;
import org.teeter.model.Hold;

/**
 * Ballots that rank an item directly above another, neither tied: the share of them that keeps the two so, while the rest has them
 * exchanged. It is 1 in the data.
 *
 * <pre>{@code pull = Σ_k w_k (g_exchanged - g_k),  g the gradient of -log L of one ballot}</pre>
 */
final class SwapSources implements Sources {
    /** Between the differences of a slope that is smooth in the share. */
    private static final double SHARE = 1e-3;

    private final Fit<Rankings> fit;
    private final Rankings data;
    private final List<Swap> swaps;
    private final double[][] pulls;

    /** Ballots, and the place of the upper of the two in each. */
    private static final class Swap {
        private final int upper;
        private final int lower;
        private final List<Integer> ballots = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();
        private double weight;

        Swap(int upper, int lower) {
            this.upper = upper;
            this.lower = lower;
        }
    }

    SwapSources(Fit<Rankings> fit) {
        this.fit = fit;
        this.data = fit.data();
        this.swaps = swaps();
        Responses.refuseTooMany(fit, swaps.size());
        this.pulls = pulls();
    }

    private List<Swap> swaps() {
        Map<Long, Swap> found = new TreeMap<>();
        for (int k = 0; k < data.distinct(); k++) {
            int end = data.start(k + 1);
            for (int p = data.start(k); p + 1 < end; p++) {
                if (isAlone(p, k) && isAlone(p + 1, k)) {
                    int a = data.item(p);
                    int b = data.item(p + 1);
                    Swap swap = found.computeIfAbsent((long) a << 32 | b, key -> new Swap(a, b));
                    swap.ballots.add(k);
                    swap.places.add(p);
                    swap.weight += data.weight(k);
                }
            }
        }
        return found.values().stream().filter(swap -> swap.weight > 0).toList();
    }

    /** Whether the item of a place was chosen by itself, or was the only one left. */
    private boolean isAlone(int place, int ballot) {
        boolean tiedBefore = place > data.start(ballot) && data.level(place - 1) == data.level(place);
        boolean tiedBehind = place + 1 < data.start(ballot + 1) && data.level(place + 1) == data.level(place);
        return !tiedBefore && !tiedBehind;
    }

    private double[][] pulls() {
        double[][] sums =
                new double[swaps.size()][fit.graph().size() + fit.extras().size()];
        int[] ballots = swaps.stream()
                .flatMapToInt(s -> s.ballots.stream().mapToInt(Integer::intValue))
                .toArray();
        int[] places = swaps.stream()
                .flatMapToInt(s -> s.places.stream().mapToInt(Integer::intValue))
                .toArray();
        int[] swapOf = IntStream.range(0, swaps.size())
                .flatMap(e -> swaps.get(e).ballots.stream().mapToInt(k -> e))
                .toArray();
        List<List<Integer>> swapsOf = new ArrayList<>(); // of each ballot
        for (int k = 0; k < data.distinct(); k++) {
            swapsOf.add(new ArrayList<>());
        }
        for (int m = 0; m < ballots.length; m++) {
            swapsOf.get(ballots[m]).add(swapOf[m]);
        }
        Rankings all = data.exchanging(data.weights(), ballots, places, new double[ballots.length]);
        int n = fit.graph().size();
        fit.model().likelihood(all).contributions(fit.position(), (k, weight, log, size, items, gradient, extras) -> {
            if (k < data.distinct()) {
                for (int e : swapsOf.get(k)) {
                    add(sums[e], -data.weight(k), n, size, items, gradient, extras);
                }
            } else {
                int m = k - data.distinct();
                add(sums[swapOf[m]], data.weight(ballots[m]), n, size, items, gradient, extras);
            }
        });
        if (fit.prior().hold() == Hold.INFORMATION) {
            IntStream.range(0, swaps.size()).parallel().forEach(e -> addPenalty(e, sums[e]));
        }
        return sums;
    }

    /**
     * Firth's penalty knows what there was to choose from, which an exchange changes: {@code d slope / d share}, by differences of fourth order to
     * the side on which there are data.
     */
    private void addPenalty(int e, double[] sum) {
        double[] times = {-25, 48, -36, 16, -3};
        for (int k = 0; k < times.length; k++) {
            double[] slope = fit.slopeOfPrior(exchanged(e, k * SHARE));
            for (int p = 0; p < sum.length; p++) {
                sum[p] += times[k]
                        * slope[p]
                        / (12 * SHARE); // y falls as the share rises, and the pull is minus the slope
            }
        }
    }

    private static void add(
            double[] sum, double times, int n, int size, int[] items, double[] gradient, double[] extras) {
        for (int p = 0; p < size; p++) {
            sum[items[p]] += times * gradient[p];
        }
        for (int k = 0; k < extras.length; k++) {
            sum[n + k] += times * extras[k];
        }
    }

    @Override
    public Fit<?> fit() {
        return fit;
    }

    @Override
    public Items items() {
        return data.items();
    }

    @Override
    public int count() {
        return swaps.size();
    }

    @Override
    public int first(int e) {
        return swaps.get(e).upper;
    }

    @Override
    public int second(int e) {
        return swaps.get(e).lower;
    }

    @Override
    public Kind kind() {
        return Kind.SWAP;
    }

    @Override
    public String about(int e) {
        return "";
    }

    @Override
    public double n(int e) {
        return swaps.get(e).weight;
    }

    @Override
    public double won(int e) {
        return n(e);
    }

    @Override
    public double lost(int e) {
        return 0;
    }

    @Override
    public double tied(int e) {
        return 0;
    }

    @Override
    public int edge(int e) {
        return fit.graph().edge(first(e), second(e));
    }

    @Override
    public Probability fitted(int e) {
        return fit.probability(first(e), second(e));
    }

    @Override
    public double density(int e) {
        return fit.model().link().density(fit.scores().difference(first(e), second(e)));
    }

    @Override
    public void pull(int e, double[] into) {
        for (int k = 0; k < into.length; k++) {
            into[k] += pulls[e][k];
        }
    }

    @Override
    public double smallMove(int e) {
        return -PairSources.SHARE_OF_ROOM;
    }

    /** Upwards nothing can move. */
    @Override
    public Moved moved(int e, double delta) {
        return Sources.refitted(fit, exchanged(e, Math.min(1, Math.max(0, -delta))));
    }

    /** The data with a share of the ballots of a source exchanged. */
    private Rankings exchanged(int e, double share) {
        Swap swap = swaps.get(e);
        double[] weights = data.weights();
        int[] ballots = swap.ballots.stream().mapToInt(Integer::intValue).toArray();
        double[] exchanged = new double[ballots.length];
        for (int m = 0; m < ballots.length; m++) {
            exchanged[m] = share * data.weight(ballots[m]);
            weights[ballots[m]] -= exchanged[m];
        }
        return data.exchanging(
                weights,
                ballots,
                swap.places.stream().mapToInt(Integer::intValue).toArray(),
                exchanged);
    }
}
