package org.teeter.votes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;

/**
 * Proves of a number of dropped votes that they do not turn a duel round, for Bradley-Terry without a prior: by exchange.
 *
 * <p>Among all ways to drop K votes, whole or not, let the lead be least. Then no vote can be exchanged for one that is worth more, so there is a
 * μ with
 *
 * <pre>{@code kinds worth more than μ are dropped whole, kinds worth less not at all    [M161]}</pre>
 *
 * <p>Worths lie in a {@link PriceBox}, so μ lies between two bounds, and most kinds are decided; then scores move less, and prices are known
 * better: so on, until one kind is left open, or none. Foreign votes, whose worth is a difference of the potentials of two opponents, go first:
 * where at most T of them are dropped none is worth μ. Where T is so large that nothing is known of it, they are dropped before
 * the own ones, step by step, at the most that they are worth on the way [M164].
 */
final class Exchange {
    private static final double MARGIN = 1e-6;
    private static final int MOST_ROUNDS = 20;
    /** Each step takes time with the square of their number. */
    private static final int MOST_PAIRS = 8000;

    private static final int MOST_AT_ONCE = 150;

    /** Of the votes that were found but one, so many are tried. */
    private static final double[] SHARES = {1, 0.97, 0.9, 0.8};

    /** Another look at the same items is worth it where what is open falls to this share. */
    private static final double SETTLED = 0.9;
    /** Votes that are known to be few enough, or too many, to this share of all. */
    private static final double FINEST = 1.0 / 64;

    /** Each core is by this share smaller, to this share of the items that have as many votes as each opponent of the two. */
    private static final double SMALLER = 0.94;

    private static final double SMALLEST = 0.5;

    /** After a core is found, so many larger ones are tried for the next votes. */
    private static final int CORES_BACK = 3;

    /** Into so many parts is a way parted at most. */
    private static final int MOST_PARTS = 10;

    private static final double FOREIGN_STEPS = 20;
    private static final double FIRST_WIDTH = 8;

    private final Fit<ComparisonGraph> fit;
    private final Sides sides;
    private final double votes;
    private final DuelFit atFit;
    private final List<Members> members = new ArrayList<>();
    private final List<Core> cores = new ArrayList<>(); // of the first of these, as far as they were asked for
    private final List<Double> steps =
            new ArrayList<>(); // what a foreign vote takes off the lead at most, in each step of their number
    private int first; // core that is tried first

    private Exchange(Fit<ComparisonGraph> fit, int i, int j, double votes) {
        this.fit = fit;
        this.sides = new Sides(fit.data(), i, j);
        this.votes = votes;
        this.atFit = DuelFit.of(sides, fit);
        int others = sides.items() - 2;
        int opponents = sides.asHeavyAsOpponents();
        for (int size = others; size > opponents; size = Math.min(size - 1, (size + opponents) / 2)) {
            add(size);
        }
        for (double share = 1; share > SMALLEST; share *= SMALLER) {
            add((int) Math.ceil(share * opponents));
        }
    }

    private void add(int size) {
        members.add(new Members(size, false));
        if (size < sides.items() - 2) {
            members.add(new Members(size, true));
        }
    }

    /** Of a core: how many beside the two, and whether what is outside conducts. */
    private record Members(int size, boolean conducts) {}

    private Core core(int c) {
        while (cores.size() <= c) {
            Members next = members.get(cores.size());
            cores.add(new Core(sides, next.conducts(), sides.heaviest(next.size())));
        }
        return cores.get(c);
    }

    /**
     * At least so many whole votes turn a duel round.
     *
     * @param sure fewer do not, as is known already
     * @param found as many do
     */
    static double least(Fit<ComparisonGraph> fit, Change change, int i, int j, double sure, double found) {
        if (change == Change.DROP && knows(fit)) {
            for (double share : SHARES) {
                double votes = Math.floor(share * (found - 1));
                if (votes < sure) {
                    break;
                }
                if (cannot(fit, i, j, votes)) {
                    return votes + 1;
                }
            }
        }
        return sure;
    }

    /** The same, where a second at most is enough: as many as were found, or what is known already. */
    static double atOnce(Fit<ComparisonGraph> fit, Change change, int i, int j, double sure, double found) {
        if (change == Change.DROP && knows(fit) && fit.graph().size() <= MOST_AT_ONCE) {
            Exchange exchange = new Exchange(fit, i, j, found - 1);
            if (exchange.holdsWithoutForeign() && exchange.hasNoForeign(0, found - 1)) {
                return found;
            }
        }
        return sure;
    }

    private static boolean knows(Fit<ComparisonGraph> fit) {
        return !fit.prior().holds() && fit.graph().size() > 3 && fit.graph().edges() <= MOST_PAIRS;
    }

    /** Whether dropping so many votes does not put j level with i, for sure. */
    static boolean cannot(Fit<ComparisonGraph> fit, int i, int j, double votes) {
        return new Exchange(fit, i, j, votes).cannot();
    }

    private boolean cannot() {
        return holdsWithoutForeign() && holdsWithForeign();
    }

    /** Prices in an allowance; empty where no core has a box. */
    private Optional<PriceBox> prices(DuelFit from, Allowance allowance) {
        for (int c = first; c < members.size(); c++) {
            Optional<ScoreBox> box = ScoreBox.of(from, allowance, core(c));
            if (box.isPresent()) {
                first = Math.max(0, c - CORES_BACK);
                return Optional.of(new PriceBox(box.get(), allowance));
            }
        }
        return Optional.empty();
    }

    /** Own kinds by falling value: the value at which so many votes are reached, or more than so many. */
    private double level(IntToDoubleFunction value, double reached, boolean beyond) {
        List<Integer> kinds = IntStream.range(0, sides.ownKinds())
                .boxed()
                .sorted((a, b) -> Double.compare(value.applyAsDouble(b), value.applyAsDouble(a)))
                .toList();
        double sum = 0;
        for (int k : kinds) {
            sum += sides.room(k);
            if (beyond ? sum > reached * (1 + MARGIN) : sum >= reached * (1 - MARGIN)) {
                return value.applyAsDouble(k);
            }
        }
        return beyond
                ? Double.NEGATIVE_INFINITY
                : kinds.isEmpty() ? 0 : value.applyAsDouble(kinds.get(kinds.size() - 1));
    }

    /** An allowance after an exchange: what is dropped whole, or not at all, where the lead is least. */
    private Allowance exchanged(Allowance before, PriceBox prices, double leastOwn, double mostOwn) {
        double least = level(k -> prices.own(k)[0], mostOwn, true);
        double most = leastOwn > 0 ? level(k -> prices.own(k)[1], leastOwn, false) : Double.POSITIVE_INFINITY;
        boolean[] full = new boolean[sides.ownKinds()];
        boolean[] empty = new boolean[full.length];
        for (int k = 0; k < full.length; k++) {
            full[k] = prices.own(k)[0] > most + MARGIN;
            empty[k] = prices.own(k)[1] < least - MARGIN;
        }
        boolean[] closed = new boolean[sides.foreign().length];
        for (int f = 0; f < closed.length; f++) {
            closed[f] = prices.foreign(sides.foreign()[f]) < least - MARGIN;
        }
        return before.closing(full, empty, closed);
    }

    /** Whether own votes alone do not. */
    private boolean holdsWithoutForeign() {
        Optional<DuelFit> vertex = atFit.without(votes);
        if (vertex.isEmpty() || !(vertex.get().lead() > Claim.equal(fit))) {
            return false;
        }
        DuelFit from = vertex.get();
        Allowance allowance = Allowance.of(sides, votes, votes, 0);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Optional<PriceBox> prices = prices(from, allowance);
            if (prices.isEmpty()) {
                return false;
            }
            double gain = prices.get().gain() * prices.get().resistance();
            if (from.lead() - gain > Claim.equal(fit)) {
                return true;
            }
            double before = allowance.undecided();
            allowance = exchanged(allowance, prices.get(), votes, votes);
            if (allowance.undecided() > before * SETTLED) {
                return false;
            }
        }
        return false;
    }

    private boolean holdsWithForeign() {
        double known = 0; // no least lead has up to so many foreign votes, but none
        double step = votes;
        while (known < votes) {
            double next = Math.min(votes, known + step);
            if (hasNoForeign(known, next)) {
                known = next;
                if (known < votes && holdsWithMoreForeign(known)) {
                    return true;
                }
            } else {
                step /= 2;
                if (step < FINEST * votes) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the lead is not least with more foreign votes than none, so many to so many. */
    private boolean hasNoForeign(double from, double to) {
        Optional<DuelFit> vertex = atFit.without(votes - from);
        if (vertex.isEmpty()) {
            return false;
        }
        Allowance allowance = Allowance.of(sides, votes - to, votes - from, to);
        first = 0;
        for (int round = 0; round < MOST_ROUNDS && allowance.hasForeign(); round++) {
            Optional<PriceBox> prices = prices(vertex.get(), allowance);
            if (prices.isEmpty()) {
                return false;
            }
            Allowance next = exchanged(allowance, prices.get(), votes - to, votes - from);
            if (next.undecided() > allowance.undecided() * SETTLED
                    && next.openPairs() > allowance.openPairs() * SETTLED) {
                return false;
            }
            allowance = next;
        }
        return !allowance.hasForeign();
    }

    /** Whether votes do not of which more than so many are foreign. */
    private boolean holdsWithMoreForeign(double known) {
        double width = votes / FIRST_WIDTH;
        first = 0;
        byForeign(votes);
        first = 0;
        double from = known;
        while (from < votes) {
            double to = Math.min(votes, from + width);
            if (holdsBetween(from, to)) {
                from = to;
            } else {
                width /= 2;
                if (width < FINEST * votes) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether votes do not of which so many to so many are foreign, which are dropped before the others. */
    private boolean holdsBetween(double from, double to) {
        double left = atFit.lead() * (1 - MARGIN) - byForeign(to);
        double own = votes - from;
        NavigableMap<Double, Double> rates =
                new TreeMap<>(); // what the own votes take off the lead at most, by how far they are dropped
        rates.put(0.0, 0.0);
        for (double part = 1; rates.size() <= MOST_PARTS; part = worstPart(rates)) {
            Optional<PriceBox> prices = prices(atFit, Allowance.of(sides, 0, part * own, to));
            if (prices.isEmpty()) {
                return false;
            }
            rates.put(part, prices.get().best(own) * prices.get().resistance());
            double sum = 0;
            double before = 0;
            for (Map.Entry<Double, Double> rate : rates.entrySet()) {
                sum += (rate.getKey() - before) * rate.getValue();
                before = rate.getKey();
            }
            if (sum < left) {
                return true;
            }
            if (part < 1 && rates.higherEntry(0.0).getValue() > left) {
                return false; // no finer parts help
            }
        }
        return false;
    }

    /** The middle of the part that loses most by its bound being that of its end. */
    private static double worstPart(NavigableMap<Double, Double> rates) {
        double worst = -1;
        double middle = 0;
        for (Map.Entry<Double, Double> rate : rates.entrySet()) {
            Map.Entry<Double, Double> next = rates.higherEntry(rate.getKey());
            if (next != null) {
                double loss = (next.getKey() - rate.getKey()) * (next.getValue() - rate.getValue());
                if (loss > worst) {
                    worst = loss;
                    middle = (rate.getKey() + next.getKey()) / 2;
                }
            }
        }
        return middle;
    }

    /** What so many foreign votes, before any own one, take off the lead at most. */
    private double byForeign(double foreign) {
        double before = 0;
        double taken = 0;
        double step = votes / FOREIGN_STEPS;
        for (int k = 0; before < foreign; k++) {
            if (k == steps.size()) {
                steps.add(prices(atFit, Allowance.of(sides, 0, 0, before + step))
                        .map(prices -> prices.foreign() * prices.resistance())
                        .orElse(Double.POSITIVE_INFINITY));
            }
            double until = Math.min(foreign, before + step);
            taken += (until - before) * steps.get(k);
            before = until;
        }
        return taken;
    }
}
