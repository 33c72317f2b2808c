package org.teeter.paper;

import java.util.ArrayList;
import java.util.List;
import org.teeter.link.DensityProfile;
import org.teeter.link.Laplace;
import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.link.Uniform;

/**
 * Where {@code p_ij} is M-sensitive to {@code p_ik} under a link (paper, Definitions 3 and 4).
 *
 * <pre>{@code Ω_M = {(p_ik, p_kj) : g'(z) > M g'(x)},  x = g⁻¹(p_ik), z = x + g⁻¹(p_kj)    [M21]}</pre>
 *
 * <p>In (x, z) it is a set of rectangles without edges: for each x the z with {@code g'(z)} above a level. The area is the integral of
 * their widths in {@code p_kj} over {@code p_ik}. Under A2, A3 and A5 it is below 1/M (Markov's inequality on {@code ∫ ∂p_ij/∂p_ik dp_ik
 * = 1}), and the mean sensitivity over the unit square is 1 for every link: the area tells how sensitivity is spread, in these
 * coordinates, not how much of it there is (erratum E18).
 */
public final class SensitiveRegion {
    private final Link link;
    private final double m;
    private final DensityProfile profile;
    private final Pieces pieces;

    /**
     * The region of a link for a bound.
     *
     * @param m the bound M, positive; the paper takes M &gt; 1
     */
    public SensitiveRegion(Link link, double m) {
        Sensitivity.requireM(m);
        this.link = link;
        this.m = m;
        this.profile = DensityProfile.of(link);
        this.pieces = new Pieces(link, profile, m);
    }

    /** Whether {@code (p_ik, p_kj)} is in the region. */
    public boolean contains(Probability ik, Probability kj) {
        return link.slope(ik, kj) > m;
    }

    /** An open interval of probabilities. */
    public record Interval(Probability from, Probability to) {}

    /** The {@code p_kj} at which {@code p_ij} is M-sensitive to this {@code p_ik}: the region's boundary, in ascending order. */
    public List<Interval> slice(Probability ik) {
        Sensitivity.requireInterior("p_ik", ik);
        double x = link.quantile(ik);
        List<Interval> slice = new ArrayList<>();
        for (DensityProfile.Interval z : profile.above(Math.log(m) + link.logDensity(x))) {
            slice.add(new Interval(probability(z.from() - x), probability(z.to() - x)));
        }
        return slice;
    }

    /**
     * The least dominant {@code p_ik} at which M can be exceeded, for a symmetric link of one peak and M &gt;= 1.
     *
     * <pre>{@code g'(g⁻¹(p*)) = g'(0) / M    [M22]}</pre>
     */
    public Probability tip() {
        if (!hasTip()) {
            throw new IllegalArgumentException(
                    "p* needs a symmetric link of one peak and M of at least 1, got " + link.name() + " and M = " + m);
        }
        return tip(link, m);
    }

    private static Probability tip(Link link, double m) {
        return link instanceof Logistic ? new BradleyTerryRegion(m).tip() : link.probability(link.descent(0, m));
    }

    /** Whether {@link #tip()} is defined. */
    public boolean hasTip() {
        return m >= 1 && link.isSymmetric() && link.mode().isPresent() && !(link instanceof Uniform);
    }

    /** The area: in closed form for the logistic, Laplace and uniform links, by quadrature for others. */
    public Area area() {
        if (link instanceof Logistic) {
            return new BradleyTerryRegion(m).area();
        }
        if (link instanceof Laplace) {
            return Area.closedForm(m >= 1 ? 1 / m / m / 3 : 1 - 2 * m / 3);
        }
        if (link instanceof Uniform) { // sensitivity is 1 on three quarters of the square and 0 on the rest
            return new Area(m < 1 ? 0.75 : 0, 0);
        }
        return pieces.area();
    }

    /** The connected parts of the region with their areas, by quadrature, in the order of their {@code p_ik}. */
    public List<Area> components() {
        return pieces.components();
    }

    private Probability probability(double score) {
        if (Double.isInfinite(score)) {
            return score > 0 ? Probability.complementOf(0) : Probability.of(0);
        }
        return link.probability(score);
    }
}
