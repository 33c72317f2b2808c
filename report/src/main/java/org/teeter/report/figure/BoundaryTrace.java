package org.teeter.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.teeter.link.DensityProfile;
import org.teeter.link.Link;
import org.teeter.link.Probability;
import org.teeter.sensitivity.SensitiveRegion;

/*
 * Walks along the boundary of {(p_ik, p_kj) : g'(z) > M g'(x)} [M21].
 *
 * Over one p_ik the region is a slice of n intervals, so its boundary has 2n branches. Their number changes only at cuts, the p_ik
 * at which log g'(x) + log M passes the height of a peak or a trough of g': there an interval appears or vanishes, or two of them join, and
 * two neighbouring branches of one side end in each other. Between cuts the branches are smooth, but for a root at the cuts themselves.
 */
final class BoundaryTrace {
    /** How close to a cut slices are taken, as a part of the way to the next one. A branch may begin as a root: 1e-7 of its height. */
    private static final double BESIDE = 1e-14;

    private final SensitiveRegion region;
    private final List<Piece> pieces = new ArrayList<>();

    /** The {@code p_ik} between two cuts on one side of 1/2, by the smaller halves of their ends, and the number of branches there. */
    private record Piece(boolean upper, double near, double far, int branches) {

        /** From the smaller to the larger {@code p_ik} as t goes from 0 to 1, slow at both ends, which turns roots into lines. */
        Probability at(double t, double rest) {
            double fromNear = upper ? rest : t;
            double fromFar = upper ? t : rest;
            double a = Math.max(BESIDE, fromNear * fromNear * (1 + 2 * fromFar));
            double b = Math.max(BESIDE, fromFar * fromFar * (1 + 2 * fromNear));
            double half = a < b ? near + (far - near) * a : far - (far - near) * b;
            return upper ? Probability.complementOf(half) : Probability.of(half);
        }
    }

    BoundaryTrace(Link link, double m) {
        this.region = new SensitiveRegion(link, m);
        DensityProfile profile = DensityProfile.of(link);
        List<Probability> cuts = new ArrayList<>();
        for (double turn : profile.turns()) {
            addCut(cuts, link, turn);
            for (DensityProfile.Interval lower : profile.above(link.logDensity(turn) - Math.log(m))) {
                addCut(cuts, link, lower.from());
                addCut(cuts, link, lower.to());
            }
        }
        cuts.add(Probability.HALF);
        cuts.sort(Comparator.comparingDouble(Probability::p).thenComparing(Probability::q, Comparator.reverseOrder()));
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

    private static void addCut(List<Probability> cuts, Link link, double x) {
        if (Double.isFinite(x) && link.probability(x).isInterior()) {
            cuts.add(link.probability(x));
        }
    }

    private void addPiece(boolean upper, double near, double far) {
        Piece whole = new Piece(upper, near, far, 0);
        pieces.add(
                new Piece(upper, near, far, 2 * region.slice(whole.at(0.5, 0.5)).size()));
    }

    /** The polygons, each with the region to its left; empty where no p_ik is sensitive. */
    List<List<Vertex>> rings(double distance) {
        List<List<Vertex>> branches = new ArrayList<>();
        int[] first = new int[pieces.size() + 1];
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (piece.branches > 0) {
                branches.addAll(Sampling.of((t, rest) -> slice(piece, t, rest), distance));
            }
            first[i + 1] = branches.size();
        }
        // the end that meets the left (2b) or the right (2b + 1) end of branch b
        int[] next = new int[2 * branches.size()];
        // at p_ik = 0 and at p_ik = 1 the two ends of an interval meet along the square's side
        for (int b = 0; b < first[1]; b++) {
            next[2 * b] = 2 * (b ^ 1);
        }
        int last = first[pieces.size() - 1];
        for (int k = 0; last + k < branches.size(); k++) {
            next[2 * (last + k) + 1] = 2 * (last + (k ^ 1)) + 1;
        }
        for (int i = 1; i < pieces.size(); i++) {
            join(branches, first[i - 1], first[i], first[i + 1], next);
        }
        return walk(branches, first, next);
    }

    /** The boundary over one {@code p_ik}; beside a cut rounding may hide an interval, so that it is looked for further in. */
    private List<Vertex> slice(Piece piece, double t, double rest) {
        double left = t;
        double right = rest;
        for (int attempt = 0; attempt < 20; attempt++) {
            Probability ik = piece.at(left, right);
            List<SensitiveRegion.Interval> slice = region.slice(ik);
            if (2 * slice.size() == piece.branches) {
                List<Vertex> boundary = new ArrayList<>();
                for (SensitiveRegion.Interval interval : slice) {
                    boundary.add(Vertex.of(ik, interval.from()));
                    boundary.add(Vertex.of(ik, interval.to()));
                }
                return boundary;
            }
            double inwards = 1e-8 * Math.pow(4, attempt);
            left = t < rest ? t + inwards : 1 - (rest + inwards);
            right = t < rest ? 1 - (t + inwards) : rest + inwards;
        }
        throw new ArithmeticException(
                "the density of this link must have the same peaks and troughs wherever it is looked at; near"
                        + " p_ik = " + piece.at(t, rest).p() + " its region has not " + piece.branches / 2
                        + " intervals");
    }

    /** At the cut between branches [a, b) and [b, c): the pairs that end in each other, then the rest in order. */
    private static void join(List<List<Vertex>> branches, int a, int b, int c, int[] next) {
        List<Integer> left = ends(a, b, 1);
        List<Integer> right = ends(b, c, 0);
        turnBack(left, left.size() - right.size(), branches, next);
        turnBack(right, right.size() - left.size(), branches, next);
        for (int k = 0; k < left.size(); k++) {
            next[left.get(k)] = right.get(k);
            next[right.get(k)] = left.get(k);
        }
    }

    private static List<Integer> ends(int from, int to, int side) {
        List<Integer> ends = new ArrayList<>();
        for (int branch = from; branch < to; branch++) {
            ends.add(2 * branch + side);
        }
        return ends;
    }

    private static void turnBack(List<Integer> ends, int tooMany, List<List<Vertex>> branches, int[] next) {
        for (int pair = 0; pair < tooMany / 2; pair++) {
            int closest = 0;
            for (int k = 0; k + 1 < ends.size(); k++) {
                if (gap(ends, k, branches) < gap(ends, closest, branches)) {
                    closest = k;
                }
            }
            int upper = ends.remove(closest + 1);
            int lower = ends.remove(closest);
            next[lower] = upper;
            next[upper] = lower;
        }
    }

    private static double gap(List<Integer> ends, int k, List<List<Vertex>> branches) {
        return place(ends.get(k + 1), branches).distance(place(ends.get(k), branches));
    }

    private static Vertex place(int end, List<List<Vertex>> branches) {
        List<Vertex> branch = branches.get(end / 2);
        return branch.get(end % 2 == 0 ? 0 : branch.size() - 1);
    }

    private static List<List<Vertex>> walk(List<List<Vertex>> branches, int[] first, int[] next) {
        List<List<Vertex>> rings = new ArrayList<>();
        boolean[] walked = new boolean[branches.size()];
        for (int start = 0; start < branches.size(); start++) {
            int piece = Arrays.binarySearch(first, start);
            int base = first[piece >= 0 ? piece : -piece - 2];
            boolean upper = (start - base) % 2 == 1; // along the lower end of an interval the region is to the left
            if (walked[start] || upper) {
                continue;
            }
            List<Vertex> ring = new ArrayList<>();
            int end = 2 * start;
            do {
                int branch = end / 2;
                walked[branch] = true;
                List<Vertex> chain = new ArrayList<>(branches.get(branch));
                if (end % 2 == 1) {
                    Collections.reverse(chain);
                }
                ring.addAll(chain);
                end = next[end ^ 1];
            } while (end != 2 * start);
            rings.add(ring);
        }
        return rings;
    }
}
