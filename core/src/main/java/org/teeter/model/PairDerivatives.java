package org.teeter.model;

/** Derivatives of the negative log-likelihood of judgements of one pair, where their difference of scores is x. */
public final class PairDerivatives {
    private final double[] work = new double[4];
    private double slope;
    private double curvature;
    private double tieSlope;
    private double mixed;
    private double tieCurvature;

    /** Of nothing yet. */
    public PairDerivatives() {}

    /** Without a parameter of ties: {@code d/dx} and {@code d²/dx²}. */
    public void set(double alongX, double twiceAlongX) {
        set(alongX, twiceAlongX, 0, 0, 0);
    }

    /** The same, and with the parameter τ of ties: {@code d/dτ}, {@code d²/dx dτ} and {@code d²/dτ²}. */
    public void set(double alongX, double twiceAlongX, double alongTie, double alongBoth, double twiceAlongTie) {
        this.slope = alongX;
        this.curvature = twiceAlongX;
        this.tieSlope = alongTie;
        this.mixed = alongBoth;
        this.tieCurvature = twiceAlongTie;
    }

    /** Four numbers to work with, so that no judgement costs an array. */
    public double[] work() {
        return work;
    }

    /** {@code d/dx}. */
    public double slope() {
        return slope;
    }

    /** {@code d²/dx²}. */
    public double curvature() {
        return curvature;
    }

    /** {@code d/dτ}. */
    public double tieSlope() {
        return tieSlope;
    }

    /** {@code d²/dx dτ}. */
    public double mixed() {
        return mixed;
    }

    /** {@code d²/dτ²}. */
    public double tieCurvature() {
        return tieCurvature;
    }
}
