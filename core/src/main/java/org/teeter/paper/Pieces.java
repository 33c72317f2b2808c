package org.teeter.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.teeter.link.DensityProfile;
import org.teeter.link.DensityProfile.Interval;
import org.teeter.link.Link;
import org.teeter.link.Probability;

/*
 * A region {(x, z) : h(z) > h(x) + log M}, h = log g', cut at the x where its shape changes.
 *
 * Between two cuts the z form the same number of intervals, each smooth in x; at a cut an interval appears, vanishes, splits or
 * joins. An interval over one piece is connected with one over the neighbouring piece if they overlap at the cut they share. The pieces
 * are integrated one by one, so that every kink and root lies at an end, where the double exponential rule does not mind.
 */
final class Pieces {
    /** How far from a cut its neighbours are compared, as a part of the piece. */
    private static final double BESIDE = 1e-6;

    private final Link link;
    private final DensityProfile profile;
    private final double m;
    private final double logM;
    private final boolean mirrored; // the upper half of p_ik repeats the lower one
    private final boolean centred; // and each slice in z is one interval around 0
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * The {@code p_ik} between two cuts, both on one side of 1/2, with the number of intervals above them.
     *
     * @param near the smaller half of the end nearer to 0 or 1
     * @param far the smaller half of the end nearer to 1/2
     */
    private record Piece(boolean upper, double near, double far, int intervals) {
        Probability at(double s, double oneMinusS) {
            double m = s < 0.5 ? near + (far - near) * s : far - (far - near) * oneMinusS;
            return upper ? Probability.complementOf(m) : Probability.of(m);
        }

        /** Just inside the end at the smaller {@code p_ik}. */
        Probability besideItsBeginning() {
            return upper ? at(1 - BESIDE, BESIDE) : at(BESIDE, 1 - BESIDE);
        }

        /** Just inside the end at the larger {@code p_ik}. */
        Probability besideItsEnd() {
            return upper ? at(BESIDE, 1 - BESIDE) : at(1 - BESIDE, BESIDE);
        }
    }

    Pieces(Link link, DensityProfile profile, double m) {
        this.link = link;
        this.profile = profile;
        this.m = m;
        this.logM = Math.log(m);
        this.mirrored = link.isSymmetric();
        this.centred = mirrored && link.mode().isPresent();
        List<Probability> cuts = new ArrayList<>();
        cuts.add(Probability.HALF);
        for (double turn : profile.turns()) {
            for (Interval lower : profile.above(link.logDensity(turn) - logM)) { // h(x) + log M crosses h(turn)
                addCut(cuts, lower.from());
                addCut(cuts, lower.to());
            }
            addCut(cuts, turn);
        }
        cuts.sort((p, q) -> Double.compare(p.minus(q), 0));
        addPieces(cuts);
    }

    private void addCut(List<Probability> cuts, double x) {
        if (!Double.isInfinite(x)) {
            Probability p = link.probability(x);
            if (p.isInterior()) {
                cuts.add(p);
            }
        }
    }

    private void addPieces(List<Probability> cuts) {
        double near = 0;
        for (Probability cut : cuts) {
            if (cut.p() <= cut.q() && cut.p() > near) {
                addPiece(false, near, cut.p());
                near = cut.p();
            }
        }
        double far = 0.5;
        for (Probability cut : cuts) {
            if (cut.p() >= cut.q() && cut.q() < far) {
                addPiece(true, cut.q(), far);
                far = cut.q();
            }
        }
        addPiece(true, 0, far);
    }

    private void addPiece(boolean upper, double near, double far) {
        Piece whole = new Piece(upper, near, far, 0);
        pieces.add(new Piece(upper, near, far, above(whole.at(0.5, 0.5)).size()));
    }

    private List<Interval> above(Probability ik) {
        double x = link.quantile(ik);
        if (!centred) {
            return profile.above(logM + link.logDensity(x));
        }
        double reach = link.descent(x, 1 / m);
        return reach > 0 ? List.of(new Interval(-reach, reach)) : List.of();
    }

    Area area() {
        Area area = new Area(0, 0);
        for (Piece piece : pieces) {
            if (!(mirrored && piece.upper)) {
                for (int k = 0; k < piece.intervals; k++) {
                    area = area.plus(area(piece, k));
                }
            }
        }
        return mirrored ? area.times(2) : area;
    }

    private Area area(Piece piece, int k) {
        double width = piece.far - piece.near;
        return DoubleExponential.integrate((s, oneMinusS) -> {
                    Probability ik = piece.at(s, oneMinusS);
                    List<Interval> intervals = ik.isInterior() ? above(ik) : List.of();
                    return k < intervals.size() ? width(intervals.get(k), link.quantile(ik)) : 0;
                })
                .times(width);
    }

    /** The width in {@code p_kj} of an interval of z. */
    private double width(Interval z, double x) {
        if (z.from() == Double.NEGATIVE_INFINITY) {
            return z.to() == Double.POSITIVE_INFINITY
                    ? 1
                    : link.probability(z.to() - x).p();
        }
        return z.to() == Double.POSITIVE_INFINITY
                ? link.probability(z.from() - x).q()
                : link.mass(z.from() - x, z.to() - z.from()); // far out z - x would round the width away
    }

    List<Area> components() {
        List<int[]> cells = new ArrayList<>(); // {piece, interval}
        List<List<Integer>> firstOf = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            List<Integer> numbers = new ArrayList<>();
            for (int k = 0; k < pieces.get(i).intervals; k++) {
                numbers.add(cells.size());
                cells.add(new int[] {i, k});
            }
            firstOf.add(numbers);
        }
        int[] component = new int[cells.size()];
        Arrays.setAll(component, c -> c);
        for (int i = 1; i < pieces.size(); i++) {
            connect(i, firstOf.get(i - 1), firstOf.get(i), component);
        }
        List<Area> areas = new ArrayList<>();
        for (int root = 0; root < component.length; root++) {
            Area area = new Area(0, 0);
            for (int c = root; c < component.length; c++) {
                if (component[c] == root) {
                    area = area.plus(area(pieces.get(cells.get(c)[0]), cells.get(c)[1]));
                }
            }
            if (area.value() > 0) {
                areas.add(area);
            }
        }
        return areas;
    }

    /** Joins the intervals of two neighbouring pieces that overlap just beside the cut between them. */
    private void connect(int i, List<Integer> left, List<Integer> right, int[] component) {
        Piece before = pieces.get(i - 1);
        Piece after = pieces.get(i);
        List<Interval> leftIntervals = above(before.besideItsEnd());
        List<Interval> rightIntervals = above(after.besideItsBeginning());
        for (int j = 0; j < Math.min(left.size(), leftIntervals.size()); j++) {
            for (int k = 0; k < Math.min(right.size(), rightIntervals.size()); k++) {
                Interval a = leftIntervals.get(j);
                Interval b = rightIntervals.get(k);
                if (Math.max(a.from(), b.from()) < Math.min(a.to(), b.to())) {
                    int keep = Math.min(component[left.get(j)], component[right.get(k)]);
                    int drop = Math.max(component[left.get(j)], component[right.get(k)]);
                    for (int c = 0; c < component.length; c++) {
                        component[c] = component[c] == drop ? keep : component[c];
                    }
                }
            }
        }
    }
}
