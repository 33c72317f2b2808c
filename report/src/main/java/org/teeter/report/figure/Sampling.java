package org.teeter.report.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Curves as chains of straight stretches that stay within a distance of them.
 *
 * <p>A stretch is halved until the curve at a quarter, a half and three quarters of its parameter lies within the distance; each curve is
 * looked at in 33 places at least.
 */
final class Sampling {
    private static final int HALVED_AT_LEAST = 3;
    private static final int MOST = 1 << 18; // places looked at: a smooth curve needs a few thousand
    private static final double SHORTEST = 0x1p-50; // in the parameter: a jump of the curve becomes a stretch

    /** Several curves over one parameter from 0 to 1. */
    interface Curves {
        /** The places at {@code t}, as many at every t; {@code rest} is 1 - t with full precision. */
        List<Vertex> at(double t, double rest);
    }

    private final Curves curves;
    private final double distance;
    private final List<List<Vertex>> chains = new ArrayList<>();
    private int places;

    private Sampling(Curves curves, double distance) {
        this.curves = curves;
        this.distance = distance;
    }

    /**
     * One chain for each of the curves, with its ends.
     *
     * @throws ArithmeticException if the curves are not smooth at that distance, as those of a function with that much noise
     */
    static List<List<Vertex>> of(Curves curves, double distance) {
        Sampling sampling = new Sampling(curves, distance);
        List<Vertex> start = curves.at(0, 1);
        for (Vertex vertex : start) {
            sampling.chains.add(new ArrayList<>(List.of(vertex)));
        }
        sampling.between(new Sample(0, start), sampling.sample(0.5), new Sample(1, curves.at(1, 0)), 0);
        return sampling.chains;
    }

    private record Sample(double t, List<Vertex> at) {}

    private Sample sample(double t) {
        if (++places > MOST) {
            throw new ArithmeticException("a boundary must be smooth to be drawn within " + distance
                    + ", and this one is not, around " + curves.at(t, 1 - t)
                    + "; the link's quantile or density is less precise than that");
        }
        return new Sample(t, curves.at(t, 1 - t));
    }

    private void between(Sample from, Sample middle, Sample to, int halved) {
        Sample first = sample((from.t + middle.t) / 2);
        Sample last = sample((middle.t + to.t) / 2);
        boolean close = isClose(first, from, to) && isClose(middle, from, to) && isClose(last, from, to);
        if (halved >= HALVED_AT_LEAST && (close || to.t - from.t < SHORTEST)) {
            for (int k = 0; k < chains.size(); k++) {
                chains.get(k).add(to.at.get(k));
            }
        } else {
            between(from, first, middle, halved + 1);
            between(middle, last, to, halved + 1);
        }
    }

    private boolean isClose(Sample sample, Sample from, Sample to) {
        for (int k = 0; k < sample.at.size(); k++) {
            if (!(sample.at.get(k).distance(from.at.get(k), to.at.get(k)) <= distance)) {
                return false;
            }
        }
        return true;
    }
}
