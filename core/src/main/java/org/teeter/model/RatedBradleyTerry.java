package org.teeter.model;

import org.teeter.data.RatedPairs;
import org.teeter.link.Link;
import org.teeter.link.Logistic;

/**
 * Bradley-Terry with a precision for each rater (Chen, Bennett, Collins-Thompson and Horvitz 2013 ask the same of
 * raters, with a probability in its place): a rater of precision near 0 answers at random, whatever the items.
 *
 * <pre>{@code
 * P(i beats j | rater r) = g(γ_r (s_i - s_j)),  log γ_r ~ N(0, τ²)
 * }</pre>
 *
 * <p>The parameters are log γ_r. Their prior fixes the unit of scores, which is that of a rater of precision 1, and shrinks raters who judged
 * little towards that. The likelihood is not concave in scores and precisions together.
 *
 * @param tau standard deviation of log γ
 */
public record RatedBradleyTerry(double tau) implements Model<RatedPairs> {
    private static final Logistic LOGISTIC = new Logistic();

    public RatedBradleyTerry {
        if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("tau of raters' precisions must be positive and finite, got " + tau);
        }
    }

    @Override
    public String name() {
        return "Bradley-Terry with raters' precisions";
    }

    /** Of a rater of precision 1. */
    @Override
    public Link link() {
        return LOGISTIC;
    }

    @Override
    public Likelihood likelihood(RatedPairs data) {
        return new RatedLikelihood(data, tau);
    }

    /**
     * Ford's condition on the judgements of all raters together. Then scores that run apart by t cost some rater a multiple of γ t, and a
     * precision that falls to make up for it costs {@code (log γ)²/2τ²}, which rises without bound too.
     */
    @Override
    public boolean hasMaximum(RatedPairs data, Hold hold) {
        return hold.suffices(data.pooled().preferences());
    }

    /** Precisions have a prior of their own; where scores are held too, no direction is left. */
    @Override
    public void recession(RatedPairs data, Recession into) {}

    @Override
    public Existence existence(RatedPairs data) {
        return Existence.of(data.pooled());
    }
}
