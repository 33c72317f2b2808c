package org.teeter.votes;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What votes are worth at the fits of an allowance: dropping one of kind k lowers the lead by {@code R c_k (u_a - u_b)}, u the potentials that
 * hold i at 1 and j at 0 in the circuit of the votes that are left.
 *
 * <p>With u* at the fit the box is of, and conductances {@code w = (n* - δ + δ*) g'}, the potentials of others obey
 *
 * <pre>{@code
 * H (u - u*) = Σ_e [(δ - δ*)_e g'_e (u_a - u_b) - (n*_e g'_e - w*_e) (u*_a - u*_b)] (e_a - e_b),   H of n* g', i and j grounded    [M163]
 * }</pre>
 *
 * <p>of which everything lies in intervals; what flows along pairs that leave the core comes to it. Items that meet neither i nor j lie between
 * those that do. Of those that do and are outside the core, {@link #outside} has bounds one by one.
 */
final class PriceBox {
    private static final int PASSES = 3;
    private static final double STEP = 0.05;
    private static final double FARTHEST = 9;
    private static final int OUTCOMES = Sides.OUTCOMES;

    private final ScoreBox box;
    private final DuelFit from;
    private final Sides sides;
    private final Core core;
    private final Allowance allowance;
    private final double[] low; // of u, by item
    private final double[] high;
    private final double[] below; // of u against that of the hub
    private final double[] above;
    private final double[] lowest; // c of own kinds
    private final double[] highest;

    PriceBox(ScoreBox box, Allowance allowance) {
        this.box = box;
        this.from = box.from();
        this.sides = from.sides();
        this.core = box.core();
        this.allowance = allowance;
        int items = sides.items();
        this.low = new double[items];
        this.high = new double[items];
        Arrays.fill(high, 1);
        low[sides.i()] = 1;
        high[sides.j()] = 0;
        this.below = new double[items];
        this.above = new double[items];
        Arrays.fill(below, -1);
        Arrays.fill(above, 1);
        this.lowest = new double[sides.ownKinds()];
        this.highest = new double[sides.ownKinds()];
        Arrays.setAll(lowest, box::lowest);
        Arrays.setAll(highest, box::highest);
        Bracket bracket = core.grounded(box.least(), box.most());
        for (int pass = 0; pass < PASSES; pass++) {
            shrink(new Sources(bracket));
            outside();
        }
    }

    /** What moves potentials. */
    private final class Sources {
        private final Bracket bracket;
        private final double[] radius; // by pair
        private final double[] cap;
        private final double[] removed; // g' (u_a - u_b) at most, by pair
        private final double[] less; // (n* g' - w*) (u*_a - u*_b) at both ends of g', by pair
        private final double[] more;
        private final double[] outside; // what flows out of the core, and did, at most, by member
        private final double changed; // by what pairs outside would conduct at most, where they conduct
        private final double[] none = new double[sides.ownKinds()];

        Sources(Bracket bracket) {
            this.bracket = bracket;
            int pairs = sides.data().edges();
            this.radius = new double[pairs];
            this.cap = new double[pairs];
            this.removed = new double[pairs];
            this.less = new double[pairs];
            this.more = new double[pairs];
            for (int e : core.pairs()) {
                int a = core.placeOfOther(sides.data().first(e));
                int b = core.placeOfOther(sides.data().second(e));
                radius[e] = bracket.radius(a, b);
                cap[e] = bracket.resistance(a, b);
                removed[e] = box.high(e) * apart(e);
                less[e] = (from.left(e) * box.low(e) - from.conductance(e)) * from.along(e);
                more[e] = (from.left(e) * box.high(e) - from.conductance(e)) * from.along(e);
            }
            double sum = 0;
            for (int e = 0; e < pairs && core.conducts(); e++) {
                if (!core.isInside(e)) {
                    removed[e] = box.high(e) * apart(e);
                    sum += Math.max(from.conductance(e), from.left(e) * box.high(e) - from.conductance(e))
                            * Math.abs(from.along(e));
                }
            }
            this.changed = sum;
            this.outside = new double[sides.items()];
            for (int e : core.conducts() ? new int[0] : core.leaving()) {
                int a = core.placeOfOther(sides.data().first(e));
                int b = core.placeOfOther(sides.data().second(e));
                if (a >= 0 || b >= 0) {
                    outside[Math.max(a, b)] +=
                            sides.data().n(e) * box.high(e) * apart(e) + from.conductance(e) * Math.abs(from.along(e));
                }
            }
        }

        /** How far the difference of the potentials of two members, -1 for the ground, moves down and up at most. */
        double[] moves(int p, int q) {
            double widest = bracket.resistance(p, q);
            double spread = bracket.radius(p, q);
            double[] potentials = bracket.potentials(p, q);
            double[] reach = new double[radius.length];
            Arrays.fill(reach, core.conducts() ? widest : 0);
            double taken = changed * widest;
            for (int m = 0; m < potentials.length; m++) {
                if (outside[m] > 0) {
                    double at = Math.abs(potentials[m]) + spread * bracket.radius(m, -1);
                    taken += outside[m] * Math.min(at, Math.min(widest, bracket.resistance(m, -1)));
                }
            }
            double down = 0;
            double up = 0;
            for (int e : core.pairs()) {
                double at = at(potentials, sides.data().first(e))
                        - at(potentials, sides.data().second(e));
                double least = Math.min(widest, cap[e]);
                double lowAt = Math.max(at - spread * radius[e], -least);
                double highAt = Math.min(at + spread * radius[e], least);
                reach[e] = Math.max(Math.abs(lowAt), Math.abs(highAt));
                double a = lowAt * less[e];
                double b = lowAt * more[e];
                double c = highAt * less[e];
                double d = highAt * more[e];
                down -= Math.max(Math.max(a, b), Math.max(c, d));
                up -= Math.min(Math.min(a, b), Math.min(c, d));
            }
            double[] worth = new double[sides.foreign().length];
            for (int f = 0; f < worth.length; f++) {
                int e = sides.foreign()[f];
                worth[f] = reach[e] * removed[e];
            }
            double[] ofOwn = new double[none.length];
            for (int k = 0; k < ofOwn.length; k++) {
                int e = sides.own()[k / OUTCOMES];
                ofOwn[k] = reach[e] * removed[e];
            }
            taken += allowance.mostForeign(worth) + allowance.most(none, ofOwn, from.dropped());
            return new double[] {down - taken, up + taken};
        }

        private double at(double[] potentials, int item) {
            int place = core.placeOfOther(item);
            return place < 0 ? 0 : potentials[place];
        }
    }

    private void shrink(Sources sources) {
        int hub = core.placeOfOther(sides.hub());
        // Each is found by itself, so that threads change nothing.
        IntStream.range(0, low.length).parallel().forEach(v -> {
            int place = core.placeOfOther(v);
            if (place < 0 || !(sides.meets(v) || place == hub)) {
                return;
            }
            double[] moves = sources.moves(place, -1);
            low[v] = Math.max(low[v], from.u(v) + moves[0]);
            high[v] = Math.min(high[v], from.u(v) + moves[1]);
            if (place == hub) {
                below[v] = 0;
                above[v] = 0;
            } else if (allowance.foreign() > 0) { // else nobody asks
                double[] against = sources.moves(place, hub);
                double apart = from.u(v) - from.u(sides.hub());
                below[v] = Math.max(below[v], apart + against[0]);
                above[v] = Math.min(above[v], apart + against[1]);
            }
        });
    }

    /** Bounds of items that are outside the core, or meet neither i nor j. */
    private void outside() {
        Hull inside = new Hull();
        for (int v = 0; v < low.length; v++) {
            if (core.placeOfOther(v) >= 0 && sides.meets(v)) {
                inside.include(low[v], high[v], below[v], above[v]);
            }
        }
        Hull all = new Hull(inside);
        int hub = sides.hub();
        for (int v = 0; v < low.length; v++) {
            if (sides.meets(v) && !core.has(v)) {
                double[] share = new Outsider(v).shares();
                all.include(
                        (1 - share[1]) * inside.low,
                        share[0] + (1 - share[0]) * inside.high,
                        -share[1] * high[hub] + (1 - share[1]) * Math.min(0, inside.below),
                        share[0] * (1 - low[hub]) + (1 - share[0]) * Math.max(0, inside.above));
            }
        }
        for (int v = 0; v < low.length; v++) {
            if (!sides.is(v) && !(sides.meets(v) && core.has(v))) {
                low[v] = Math.max(low[v], all.low);
                high[v] = Math.min(high[v], all.high);
                below[v] = Math.max(below[v], all.below);
                above[v] = Math.min(above[v], all.above);
            }
        }
    }

    /** Bounds of several items at once. */
    private static final class Hull {
        private double low = 1;
        private double high;
        private double below;
        private double above;

        Hull() {}

        Hull(Hull other) {
            include(other.low, other.high, other.below, other.above);
        }

        void include(double low, double high, double below, double above) {
            this.low = Math.min(this.low, low);
            this.high = Math.max(this.high, high);
            this.below = Math.min(this.below, below);
            this.above = Math.max(this.above, above);
        }
    }

    /**
     * An item outside the core that meets i or j. If one of them has the highest potential of all, then at most the mean of 1, 0, and those of the
     * core that meet i or j, with what it conducts to them as weights. What it conducts depends on its score, which its own equation keeps where the votes
     * that may be dropped there, and the pairs outside the core, can hold it.
     */
    private final class Outsider {
        private final int item;
        private double force; // at most, of what is dropped and of pairs outside
        private double first; // moves of its score, against the hub, that are possible
        private double last;

        Outsider(int item) {
            this.item = item;
            double ownVotes = 0;
            double dropped = 0;
            for (int e : sides.own()) {
                if (is(e)) {
                    int k = OUTCOMES * sides.place(e);
                    dropped += from.dropped()[k] + from.dropped()[k + 1] + from.dropped()[k + 2];
                    ownVotes += sides.room(k) + sides.room(k + 1) + sides.room(k + 2);
                }
            }
            this.force = allowance.foreign() + Math.min(ownVotes, allowance.own()) + dropped;
            for (int e : sides.foreign()) {
                if (is(e) && !core.isInside(e) && !core.has(sides.data().graph().other(e, item))) {
                    force += from.left(e);
                }
            }
        }

        private boolean is(int e) {
            return sides.data().first(e) == item || sides.data().second(e) == item;
        }

        /** The largest shares of i, and of j, in what it conducts to them and the core. */
        double[] shares() {
            double[] most = new double[2];
            first = Double.POSITIVE_INFINITY;
            last = Double.NEGATIVE_INFINITY;
            int steps = (int) Math.round(2 * FARTHEST / STEP);
            for (int step = 0; step < steps; step++) {
                look(-FARTHEST + step * STEP, -FARTHEST + (step + 1) * STEP, most);
            }
            // What is beyond is possible where no force forbids it.
            double[] ends = {needed(-FARTHEST, -FARTHEST)[1], needed(FARTHEST, FARTHEST)[0]};
            if (!(ends[0] < -force) || !(ends[1] > force)) {
                Arrays.fill(most, 1);
                first = Double.NEGATIVE_INFINITY;
                last = Double.POSITIVE_INFINITY;
            }
            narrow();
            return most;
        }

        /** What the pairs with the core pull it by where its score has moved from so far to so far: least and most. */
        private double[] needed(double fromMove, double toMove) {
            double[] pull = new double[2];
            for (int e = 0; e < sides.data().edges(); e++) {
                if (is(e)) {
                    int other = sides.data().graph().other(e, item);
                    if (core.has(other)) {
                        double x = from.difference(item, other);
                        double moved = box.moved(other);
                        double rate = DuelFit.rate(x);
                        pull[0] += from.left(e) * (DuelFit.rate(x + fromMove - moved) - rate);
                        pull[1] += from.left(e) * (DuelFit.rate(x + toMove + moved) - rate);
                    }
                }
            }
            return pull;
        }

        private void look(double fromMove, double toMove, double[] most) {
            double[] pull = needed(fromMove, toMove);
            if (pull[0] > force || pull[1] < -force) {
                return;
            }
            first = Math.min(first, fromMove);
            last = Math.max(last, toMove);
            double toI = 0;
            double toJ = 0;
            double toCore = 0;
            double strongest = 0;
            for (int e = 0; e < sides.data().edges(); e++) {
                int other = sides.data().graph().other(e, item);
                if (!is(e) || !core.has(other)) {
                    continue;
                }
                double x = from.difference(item, other);
                double moved = box.moved(other);
                double largest = ScoreBox.highest(x + fromMove - moved, x + toMove + moved);
                if (other == sides.i()) {
                    toI += sides.data().n(e) * largest;
                } else if (other == sides.j()) {
                    toJ += sides.data().n(e) * largest;
                } else if (sides.meets(other)) {
                    toCore += from.left(e) * ScoreBox.lowest(x + fromMove - moved, x + toMove + moved);
                    strongest = Math.max(strongest, largest);
                }
            }
            toCore = Math.max(0, toCore - allowance.foreign() * strongest);
            most[0] = Math.max(most[0], toI > 0 ? toI / (toI + toCore) : 0);
            most[1] = Math.max(most[1], toJ > 0 ? toJ / (toJ + toCore) : 0);
        }

        /** Where its score can be bounds what its own votes are worth. */
        private void narrow() {
            for (int e : sides.own()) {
                if (!is(e)) {
                    continue;
                }
                int other = sides.data().graph().other(e, item);
                double x = from.difference(item, other);
                double moved = box.moved(other);
                double least = DuelFit.rate(x + first - moved);
                double largest = DuelFit.rate(x + last + moved);
                boolean isFirst = sides.data().first(e) == item;
                for (int outcome = 0; outcome < OUTCOMES; outcome++) {
                    int k = OUTCOMES * sides.place(e) + outcome;
                    double score = DuelFit.score(outcome);
                    lowest[k] = Math.max(lowest[k], score - (isFirst ? largest : 1 - least));
                    highest[k] = Math.min(highest[k], score - (isFirst ? least : 1 - largest));
                }
            }
        }
    }

    /** The largest difference of potentials along a pair. */
    private double apart(int e) {
        int a = sides.data().first(e);
        int b = sides.data().second(e);
        double apart = Math.max(high[a] - low[b], high[b] - low[a]);
        if (sides.place(e) < 0) {
            apart = Math.min(apart, Math.max(above[a] - below[b], above[b] - below[a]));
        }
        return Math.min(1, apart);
    }

    /** What dropping an own vote is worth, over R: least and most. */
    double[] own(int ownKind) {
        int e = sides.own()[ownKind / OUTCOMES];
        int a = sides.data().first(e);
        int b = sides.data().second(e);
        return ScoreBox.product(
                Math.max(-1, low[a] - high[b]), Math.min(1, high[a] - low[b]), lowest[ownKind], highest[ownKind]);
    }

    /** What dropping a foreign vote of a pair is worth at most, over R. */
    double foreign(int e) {
        return box.strongest(e) * apart(e);
    }

    /** The largest worth of a foreign vote. */
    double foreign() {
        double most = 0;
        for (int e : sides.foreign()) {
            most = Math.max(most, foreign(e));
        }
        return most;
    }

    /** What own votes of the allowance are worth at most beyond those that the fit is without. */
    double gain() {
        double[] middle = new double[sides.ownKinds()];
        double[] half = new double[sides.ownKinds()];
        for (int k = 0; k < middle.length; k++) {
            double[] worth = own(k);
            middle[k] = (worth[0] + worth[1]) / 2;
            half[k] = (worth[1] - worth[0]) / 2;
        }
        return allowance.most(middle, half, from.dropped());
    }

    /** What so many own votes are worth together at most, as long as j is not ahead: a win of i over j ½, one of j nothing. */
    double best(double votes) {
        double[] worth = new double[sides.ownKinds()];
        double[] rooms = new double[sides.ownKinds()];
        for (int k = 0; k < worth.length; k++) {
            int e = sides.own()[k / OUTCOMES];
            rooms[k] = sides.room(k);
            worth[k] = own(k)[1];
            if (sides.is(sides.data().first(e)) && sides.is(sides.data().second(e))) {
                boolean ofI = k % OUTCOMES == (sides.data().first(e) == sides.i() ? 0 : 1);
                worth[k] = Math.min(worth[k], ofI ? 0.5 : 0);
            }
        }
        double sum = 0;
        double left = votes;
        for (int k : Best.of(worth, rooms, votes)) {
            double taken = Math.min(left, rooms[k]);
            sum += taken * worth[k];
            left -= taken;
            if (left <= 0) {
                break;
            }
        }
        return sum;
    }

    /** R at most, at all fits of the allowance. */
    double resistance() {
        double[] own = new double[sides.ownKinds()];
        Arrays.setAll(own, k -> dissipated(sides.own()[k / OUTCOMES]));
        double[] foreign = new double[sides.foreign().length];
        Arrays.setAll(foreign, f -> dissipated(sides.foreign()[f]));
        double removed = allowance.mostForeign(foreign) + allowance.most(new double[own.length], own, from.dropped());
        double conductance = 1 / box.resistance() - removed;
        return conductance > 0 ? 1 / conductance : Double.POSITIVE_INFINITY;
    }

    /** What a vote conducts in them at most, with R as the unit. */
    private double dissipated(int e) {
        double apart = apart(e);
        return box.high(e) * apart * apart;
    }
}
