package org.teeter.model;

import java.util.Optional;
import org.teeter.link.Link;
import org.teeter.link.Logistic;

/**
 * Bradley-Terry with ties as an outcome, after Rao and Kupper (1967, Journal of the American Statistical Association 62): who judges does
 * not tell apart what differs by less than a threshold τ &gt; 0.
 *
 * <pre>{@code
 * p_win = g(x - τ),  p_loss = g(-x - τ),  p_tie = g(x + τ) - g(x - τ) = sinh τ / C,  C = cosh x + cosh τ,  g logistic
 * d(-log L)/dx: win -g(τ - x), loss g(x + τ), tie sinh x / C;   d(-log L)/dτ: win g(τ - x), loss g(x + τ), tie sinh τ / C - coth τ
 * d²: win v(x - τ), loss v(x + τ), v = g (1 - g);  tie, with K = (1 + cosh x cosh τ)/C²: xx K, xτ -sinh x sinh τ / C², ττ K + 1/sinh² τ
 * }</pre>
 *
 * <p>The log of τ's exponential is the θ of Rao and Kupper. Concave in x and τ together. All terms are formed without a difference, so
 * that each keeps its relative precision.
 */
public record RaoKupper() implements PairModel {
    private static final Logistic LOGISTIC = new Logistic();
    /** Where all but the largest of four exponentials is lost, and none overflows. */
    private static final double FAR = 600;

    @Override
    public String name() {
        return "Rao-Kupper";
    }

    /** That of a win where there are no ties. */
    @Override
    public Link link() {
        return LOGISTIC;
    }

    @Override
    public boolean predictsTies() {
        return true;
    }

    /** Where equal items are tied so often. */
    @Override
    public double firstTie(double share) {
        return Math.log1p(share) - Math.log1p(-share);
    }

    @Override
    public boolean isSelfConcordant() {
        return false;
    }

    /**
     * A win and a loss are logistic in {@code x ∓ τ}, a tie is {@code g(x + τ) g(τ - x) (1 - e^-2τ)}, the last of whose curvature, {@code 1/sinh²
     * τ}, changes by {@code 2 coth τ}.
     */
    @Override
    public Optional<double[]> bend(double size, double least) {
        return least > 0 ? Optional.of(new double[] {1, 2 / Math.tanh(least)}) : Optional.empty();
    }

    @Override
    public double logLikelihood(double x, double tie, double won, double lost, double tied) {
        if (!(tie > 0)) {
            return Double.NEGATIVE_INFINITY;
        }
        return (won == 0 ? 0 : won * LOGISTIC.logProbability(x - tie))
                + (lost == 0 ? 0 : lost * LOGISTIC.logProbability(-x - tie))
                + (tied == 0 ? 0 : tied * logTie(Math.abs(x), tie));
    }

    /** {@code -log((cosh x + cosh τ) / sinh τ)}, which is {@code -log1p((cosh x + e^-τ) / sinh τ)}: a tie that is nearly certain keeps its digits. */
    private static double logTie(double size, double tie) {
        double band = -Math.expm1(-2 * tie);
        return size - tie < FAR
                ? -Math.log1p((Math.exp(size - tie) + Math.exp(-size - tie) + 2 * Math.exp(-2 * tie)) / band)
                : tie - size + Math.log(band);
    }

    @Override
    public void derive(double x, double tie, double won, double lost, double tied, PairDerivatives into) {
        double size = Math.abs(x);
        double most = Math.max(size, tie);
        double[] ofTie = ofTie(tie, into.work());
        double up = size >= tie ? 1 : Math.exp(size - most);
        double down = Math.exp(-size - most);
        double wide = size >= tie ? Math.exp(tie - most) : 1;
        double narrow = Math.exp(-tie - most);
        double sum = up + down + wide + narrow; // 2 C e^-most
        double lead = Math.copySign(up - down, x) / sum;
        double band = wide * ofTie[1] / sum; // sinh τ / C
        double both = ((up + down) * (wide + narrow) + 4 * Math.exp(-2 * most)) / (sum * sum);
        double oddsOfWin = Math.exp(-Math.abs(tie - x));
        double oddsOfLoss = Math.exp(-Math.abs(tie + x));
        double notWon = logistic(tie - x, oddsOfWin);
        double notLost = logistic(tie + x, oddsOfLoss);
        double ofBand = size - tie < FAR ? -both / band : band - ofTie[2]; // sinh τ / C - coth τ = -K C / sinh τ
        double ofWins = won * notWon * logistic(x - tie, oddsOfWin);
        double ofLosses = lost * notLost * logistic(-x - tie, oddsOfLoss);
        into.set(
                lost * notLost - won * notWon + tied * lead,
                ofWins + ofLosses + tied * both,
                won * notWon + lost * notLost + tied * ofBand,
                ofLosses - ofWins - tied * lead * band,
                ofWins + ofLosses + tied * (both + ofTie[3]));
    }

    /** What depends on τ alone, kept from pair to pair: τ, 1 - e^-2τ, coth τ and 1 / sinh² τ. */
    private static double[] ofTie(double tie, double[] kept) {
        if (kept[0] != tie || tie == 0) {
            double sinh = Math.sinh(Math.min(tie, 350)); // whose square is finite, and nothing added to K
            kept[0] = tie;
            kept[1] = -Math.expm1(-2 * tie);
            kept[2] = 1 / Math.tanh(tie);
            kept[3] = 1 / (sinh * sinh);
        }
        return kept;
    }

    private static double logistic(double x, double e) { // e^-|x|
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }
}
