package org.teeter.votes;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far the scores of a duel's core move from a fit, whichever votes an allowance drops.
 *
 * <p>With n* votes left at the fit x*, and ξ what any others change, the score equations say
 *
 * <pre>{@code L ξ = -Σ_k (δ_k - δ*_k) c_k(x* + ξ) b_e,   L of n*_e (g(x*_e + ξ_e) - g(x*_e)) / ξ_e    [M161]}</pre>
 *
 * <p>c the outcome's score less g. If all {@code |ξ_e| <= z_e} then L lies in a {@link Bracket}, and each ξ_e below what the best votes
 * reach in it; where that is less than z_e, for all e, no ξ on the way to any votes of the allowance leaves the box.
 */
final class ScoreBox {
    private static final double SMALLEST = 1e-3;
    private static final double FAST = 1.2;
    private static final double SLOW = 1.03;
    private static final double FARTHEST = 10;
    private static final double PRECISION = 1e-4;
    private static final int MOST_ROUNDS = 40;
    private static final int OUTCOMES = Sides.OUTCOMES;

    private final DuelFit from;
    private final Sides sides;
    private final Core core;
    private final double[] width; // z, by pair; infinite outside
    private final double[] low; // least and largest g' in the box, by pair
    private final double[] high;
    private final double[] lowRate; // the same of g
    private final double[] highRate;
    private final double[] moved; // of each member against the hub, as far as is known
    private final double[] far; // the same, in the box
    private double resistance; // between i and j, at most

    private ScoreBox(DuelFit from, Core core) {
        this.from = from;
        this.sides = from.sides();
        this.core = core;
        int pairs = sides.data().edges();
        this.width = new double[pairs];
        Arrays.setAll(width, e -> core.isInside(e) ? SMALLEST : Double.POSITIVE_INFINITY);
        this.low = new double[pairs];
        this.high = new double[pairs];
        this.lowRate = new double[pairs];
        this.highRate = new double[pairs];
        this.moved = new double[core.size()];
        this.far = new double[core.size()];
        Arrays.fill(far, SMALLEST);
        far[core.place(sides.hub())] = 0;
    }

    /** Empty where no box is found, neither in large steps nor in small ones, which do not pass by one that holds only just. */
    static Optional<ScoreBox> of(DuelFit from, Allowance allowance, Core core) {
        Optional<ScoreBox> box = of(from, allowance, core, FAST);
        return box.isPresent() ? box : of(from, allowance, core, SLOW);
    }

    private static Optional<ScoreBox> of(DuelFit from, Allowance allowance, Core core, double growth) {
        ScoreBox box = new ScoreBox(from, core);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            box.look();
            if (!core.isConnected(box.least())) {
                return Optional.empty();
            }
            double[] moves = box.moves(allowance);
            boolean holds = box.holds();
            for (int e : core.pairs()) {
                if (!(moves[e] < FARTHEST)) {
                    return Optional.empty();
                }
                holds &= moves[e] < box.width[e];
            }
            if (holds) {
                for (int e : core.pairs()) {
                    box.width[e] = moves[e]; // since nothing leaves the box, nothing moves further
                }
                box.look();
                return Optional.of(box);
            }
            for (int e : core.pairs()) {
                box.width[e] = Math.max(box.width[e], growth * moves[e]);
            }
            for (int m = 0; m < box.far.length; m++) {
                box.far[m] = Math.max(box.far[m], growth * box.moved[m]);
            }
        }
        return Optional.empty();
    }

    private boolean holds() {
        for (int m = 0; m < far.length; m++) {
            if (!(moved[m] < far[m] || far[m] == 0)) {
                return false;
            }
        }
        return true;
    }

    private void look() {
        for (int e = 0; e < width.length; e++) {
            if (core.isInside(e)) {
                double from = this.from.x(e) - width[e];
                double to = this.from.x(e) + width[e];
                low[e] = lowest(from, to);
                high[e] = highest(from, to);
                lowRate[e] = DuelFit.rate(from);
                highRate[e] = DuelFit.rate(to);
            } else {
                high[e] = 0.25;
                highRate[e] = 1;
            }
        }
    }

    /** Least g' of an interval. */
    static double lowest(double from, double to) {
        return Math.min(DuelFit.slope(from), DuelFit.slope(to));
    }

    /** Largest g' of an interval. */
    static double highest(double from, double to) {
        return from <= 0 && to >= 0 ? 0.25 : Math.max(DuelFit.slope(from), DuelFit.slope(to));
    }

    /** What pairs conduct at least. */
    double[] least() {
        double[] conductances = new double[low.length];
        Arrays.setAll(conductances, e -> from.left(e) * low[e]);
        return conductances;
    }

    /** What pairs conduct at most. */
    double[] most() {
        double[] conductances = new double[high.length];
        Arrays.setAll(conductances, e -> from.left(e) * high[e]);
        return conductances;
    }

    /** By how much the difference along each pair changes at most, if the box holds. */
    private double[] moves(Allowance allowance) {
        Pushes pushes = new Pushes(core.bracket(least(), most()), allowance);
        int hub = core.place(sides.hub());
        Push[] ofMembers = new Push[core.size()];
        // Each is found by itself, so that threads change nothing.
        IntStream.range(0, ofMembers.length).parallel().forEach(m -> {
            ofMembers[m] = pushes.apart(m, hub);
            moved[m] = m == hub ? 0 : Math.min(ofMembers[m].most(allowance), pushes.alone(m));
        });
        resistance = pushes.bracket.resistance(core.place(sides.i()), core.place(sides.j()));
        double[] moves = new double[width.length];
        IntStream.of(core.pairs()).parallel().forEach(e -> {
            int a = core.place(sides.data().first(e));
            int b = core.place(sides.data().second(e));
            double together = sides.place(e) >= 0
                    ? pushes.apart(a, b).most(allowance)
                    : ofMembers[a].and(
                            ofMembers[b], sides.foreignOf(core.item(a)), sides.foreignOf(core.item(b)), allowance);
            moves[e] = Math.min(moved[a] + moved[b], together);
        });
        return moves;
    }

    /** How far votes push two members of the core apart. */
    private static final class Push {
        private final double sure; // what own votes, and pairs that leave the core, do at most
        private final double[] foreign; // what a foreign vote does at most, by pair
        private final double elsewhere; // the same, of pairs without the first of the two

        Push(double sure, double[] foreign, double elsewhere) {
            this.sure = sure;
            this.foreign = foreign;
            this.elsewhere = elsewhere;
        }

        double most(Allowance allowance) {
            return sure + allowance.mostForeign(foreign);
        }

        /**
         * How far the two, one each of both, are pushed apart at most: no vote is dropped twice. Votes of pairs of neither do little to both, so
         * that their largest effects may be added.
         *
         * @param own foreign pairs of the one, by their places
         * @param others those of the other
         */
        double and(Push other, int[] own, int[] others, Allowance allowance) {
            double most = 0;
            if (foreign.length > 0) {
                most = elsewhere + other.elsewhere;
                for (int f : own) {
                    most = Math.max(most, foreign[f] + other.foreign[f]);
                }
                for (int f : others) {
                    most = Math.max(most, foreign[f] + other.foreign[f]);
                }
            }
            return sure + other.sure + allowance.foreign() * most;
        }
    }

    private final class Pushes {
        private final Bracket bracket;
        private final Allowance allowance;
        private final double[] radius; // by pair
        private final double[] cap;
        private final double[] force; // of pairs that leave the core at most, by member
        private final double[] dropped = from.dropped();

        Pushes(Bracket bracket, Allowance allowance) {
            this.bracket = bracket;
            this.allowance = allowance;
            this.radius = new double[width.length];
            this.cap = new double[width.length];
            for (int e : core.pairs()) {
                int a = core.place(sides.data().first(e));
                int b = core.place(sides.data().second(e));
                radius[e] = bracket.radius(a, b);
                cap[e] = bracket.resistance(a, b);
            }
            this.force = new double[core.size()];
            for (int e : core.conducts() ? new int[0] : core.leaving()) {
                int a = core.place(sides.data().first(e));
                force[a >= 0 ? a : core.place(sides.data().second(e))] += from.strongest(e);
            }
        }

        /** How far a member moves at most, by its own equation, where the others are anywhere in the box. */
        double alone(int m) {
            double own = 0;
            double before = 0;
            for (int e : core.pairsOf(m)) {
                int q = sides.place(e);
                for (int k = OUTCOMES * q; q >= 0 && k < OUTCOMES * (q + 1); k++) {
                    own += allowance.reach(k, dropped[k]) * Math.max(-lowest(k), highest(k));
                    before += dropped[k];
                }
            }
            double strongest = 0;
            for (int e : core.pairsOf(m)) {
                strongest = Math.max(strongest, strongest(e));
            }
            double pull = Math.min(own, allowance.own() + before) + allowance.foreign() * strongest;
            for (int e : core.leaving()) {
                if (sides.data().first(e) == core.item(m) || sides.data().second(e) == core.item(m)) {
                    pull += from.strongest(e);
                }
            }
            return Math.max(farthest(m, pull, 1), farthest(m, pull, -1));
        }

        /** The least move, up or down, that so much pull does not hold. */
        private double farthest(int m, double pull, int sign) {
            if (!(resisted(m, FARTHEST, sign) > pull)) {
                return Double.POSITIVE_INFINITY;
            }
            double can = 0;
            double cannot = FARTHEST;
            while (cannot - can > PRECISION) {
                double middle = (can + cannot) / 2;
                if (resisted(m, middle, sign) > pull) {
                    cannot = middle;
                } else {
                    can = middle;
                }
            }
            return cannot;
        }

        /** What the pairs of a member pull it back by at least where it has moved. */
        private double resisted(int m, double move, int sign) {
            double sum = 0;
            for (int e : core.pairsOf(m)) {
                boolean isFirst = sides.data().first(e) == core.item(m);
                double x = isFirst ? from.x(e) : -from.x(e);
                double other = far[core.place(sides.data().graph().other(e, core.item(m)))];
                sum += sign * from.left(e) * (DuelFit.rate(x + sign * (move - other)) - DuelFit.rate(x));
            }
            return sum;
        }

        Push apart(int p, int q) {
            double widest = bracket.resistance(p, q);
            double spread = bracket.radius(p, q);
            double[] potentials = bracket.potentials(p, q);
            double[] foreign = new double[allowance.foreign() > 0 ? sides.foreign().length : 0];
            double elsewhere = 0;
            int item = core.item(p);
            for (int f = 0; f < foreign.length; f++) {
                int e = sides.foreign()[f];
                if (!core.isInside(e)) {
                    foreign[f] = core.conducts() && allowance.isOpen(f) ? widest : 0;
                } else if (allowance.isOpen(f)) {
                    double at = Math.abs(along(potentials, e)) + spread * radius[e];
                    foreign[f] = Math.min(at, Math.min(widest, cap[e])) * strongest(e);
                }
                if (sides.data().first(e) != item && sides.data().second(e) != item) {
                    elsewhere = Math.max(elsewhere, foreign[f]);
                }
            }
            double[] middle = new double[sides.ownKinds()];
            double[] half = new double[sides.ownKinds()];
            for (int k = 0; k < middle.length; k++) {
                int e = sides.own()[k / OUTCOMES];
                double from = core.conducts() ? -widest : 0;
                double to = -from;
                if (core.isInside(e)) {
                    double at = along(potentials, e);
                    double least = Math.min(widest, cap[e]);
                    from = Math.max(at - spread * radius[e], -least);
                    to = Math.min(at + spread * radius[e], least);
                }
                double[] product = product(from, to, lowest(k), highest(k));
                middle[k] = -(product[0] + product[1]) / 2;
                half[k] = (product[1] - product[0]) / 2;
            }
            double up = allowance.most(middle, half, dropped);
            for (int k = 0; k < middle.length; k++) {
                middle[k] = -middle[k];
            }
            double own = Math.max(up, allowance.most(middle, half, dropped));
            return new Push(own + byOutside(potentials, widest, spread), foreign, elsewhere);
        }

        /** What pairs that leave the core do at most; their forces add up to nothing, so that potentials may be taken against the hub's. */
        private double byOutside(double[] potentials, double widest, double spread) {
            int hub = core.place(sides.hub());
            double sum = 0;
            for (int m = 0; m < force.length; m++) {
                if (force[m] > 0) {
                    double at = Math.abs(potentials[m] - potentials[hub]) + spread * bracket.radius(m, hub);
                    sum += force[m] * Math.min(at, Math.min(widest, bracket.resistance(m, hub)));
                }
            }
            return sum;
        }

        private double along(double[] potentials, int e) {
            return potentials[core.place(sides.data().first(e))]
                    - potentials[core.place(sides.data().second(e))];
        }
    }

    /** The least and the largest product of numbers of two intervals. */
    static double[] product(double from, double to, double low, double high) {
        double a = from * low;
        double b = from * high;
        double c = to * low;
        double d = to * high;
        return new double[] {Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d))};
    }

    /** The least c of a dropped own vote. */
    double lowest(int ownKind) {
        return DuelFit.score(ownKind % OUTCOMES) - highRate[sides.own()[ownKind / OUTCOMES]];
    }

    /** The largest c of a dropped own vote. */
    double highest(int ownKind) {
        return DuelFit.score(ownKind % OUTCOMES) - lowRate[sides.own()[ownKind / OUTCOMES]];
    }

    /** The largest |c| of a dropped foreign vote. */
    double strongest(int e) {
        return Math.max(highRate[e], 1 - lowRate[e]);
    }

    DuelFit from() {
        return from;
    }

    Core core() {
        return core;
    }

    /** Largest g' of a pair. */
    double high(int e) {
        return high[e];
    }

    /** Least g' of a pair. */
    double low(int e) {
        return low[e];
    }

    /** By how much an item of the core moves at most, against the hub. */
    double moved(int item) {
        return moved[core.place(item)];
    }

    /** The resistance between i and j, of what n* votes conduct, is no more. */
    double resistance() {
        return resistance;
    }
}
