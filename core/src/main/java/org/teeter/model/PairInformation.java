package org.teeter.model;

/**
 * The expected information of one judgement of a pair on its difference of scores x and on the parameter τ of ties, with its derivatives.
 *
 * <pre>{@code
 * F_ab = Σ_o p_o s_a s_b,  s = d(-log p_o)
 * dF_ab/dk = Σ_o p_o [h_ak s_b + s_a h_bk - s_a s_b s_k],  h = d²(-log p_o)    [M122]
 * }</pre>
 *
 * <p>Numbers 0 and 1 stand for x and τ. Mutable: it is where it was last {@linkplain #at put}.
 */
final class PairInformation {
    private final PairModel model;
    private final int parameters;
    private final PairDerivatives of = new PairDerivatives();
    private final double[][] information = new double[2][2];
    private final double[][][] slope = new double[2][2][2]; // by parameter of the derivative, then as F

    PairInformation(PairModel model) {
        this.model = model;
        this.parameters = model.predictsTies() ? 2 : 1;
    }

    /** Evaluates it. */
    void at(double x, double tie) {
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                information[a][b] = 0;
                slope[0][a][b] = 0;
                slope[1][a][b] = 0;
            }
        }
        for (int outcome = 0; outcome <= parameters; outcome++) {
            double win = outcome == 0 ? 1 : 0;
            double loss = outcome == 1 ? 1 : 0;
            double even = outcome == 2 ? 1 : 0;
            double p = Math.exp(model.logLikelihood(x, tie, win, loss, even));
            if (p > 0) { // else nothing of it is left in double precision
                model.derive(x, tie, win, loss, even, of);
                add(p);
            }
        }
    }

    private double first(int a) {
        return a == 0 ? of.slope() : of.tieSlope();
    }

    private double second(int a, int b) {
        return a != b ? of.mixed() : a == 0 ? of.curvature() : of.tieCurvature();
    }

    private void add(double p) {
        for (int a = 0; a < parameters; a++) {
            for (int b = 0; b < parameters; b++) {
                information[a][b] += p * first(a) * first(b);
                for (int k = 0; k < parameters; k++) {
                    slope[k][a][b] +=
                            p * (second(a, k) * first(b) + first(a) * second(b, k) - first(a) * first(b) * first(k));
                }
            }
        }
    }

    /** F. */
    double of(int a, int b) {
        return information[a][b];
    }

    /** {@code ½ tr(V dF/dk)}, V symmetric. */
    double along(int k, double xx, double mixed, double ties) {
        return (xx * slope[k][0][0] + 2 * mixed * slope[k][0][1] + ties * slope[k][1][1]) / 2;
    }

    /** {@code ½ d log F_xx/dx}. */
    double relative() {
        return slope[0][0][0] / information[0][0] / 2;
    }
}
