package org.teeter.model;

import java.util.Arrays;
import org.teeter.data.Rankings;

/**
 * The information of the choices that rankings are made of, each given what there was to choose from: the curvature of their likelihood, which is Cox's
 * partial likelihood (Heinze and Schemper 2001 hold it by Jeffreys's penalty).
 *
 * <pre>{@code ½ tr(G dI/dθ_k) = ½ Σ_choices w Cov(Q, T_k),  Q = (T - E T)ᵀ G (T - E T),  T = (f, [|T| = d])    [M123]}</pre>
 *
 * <p>A choice is a multinomial, whose derivatives are cumulants: that of the covariance is the third. All sets that a choice might have ended with
 * are gone through, once for all choices among the same items: what is asked does not depend on how they ended.
 */
final class BallotInformation implements FisherInformation {
    private final BallotLikelihood likelihood;
    private final Rankings data;
    private final int[] orders; // how many items a choice may end with, beside one
    private final int n;
    private final ChoiceSets choices;

    BallotInformation(BallotLikelihood likelihood, ChoiceSets choices, int... orders) {
        this.likelihood = likelihood;
        this.data = choices.data();
        this.orders = orders;
        this.n = likelihood.graph().size();
        this.choices = choices;
    }

    @Override
    public long outcomes() {
        double sum = 0;
        for (ChoiceSets.ChoiceSet set : choices.sets()) {
            sum += set.size();
            for (int d : orders) {
                sum += sets(set.size(), d);
            }
        }
        return (long) Math.min(sum, 1e18);
    }

    private static double sets(int size, int d) {
        double sets = d > size ? 0 : 1;
        for (int k = 0; k < d; k++) {
            sets *= (size - k) / (k + 1.0);
        }
        return sets;
    }

    @Override
    public void at(double[] theta, Derivatives into) {
        if (orders.length == 0) {
            likelihood.derivatives(theta, into);
        } else {
            choices.curvature(theta, into);
        }
    }

    @Override
    public void addSlope(double[] theta, double[][] inverse, double[] into, Derivatives held) {
        TiedChoice curvature = choices.at(theta);
        for (ChoiceSets.ChoiceSet set : choices.sets()) {
            Choice choice = new Choice(theta, inverse, set.from(), set.end());
            choice.addSlope(set.weight(), into, held.scale());
            choices.add(curvature, set, choice.added(set.weight()), held);
        }
    }

    /** One choice among the items of some places. */
    private final class Choice {
        private final double[] theta;
        private final double[][] inverse;
        private final int size;
        private final int[] at; // of the items left, then of the orders that fit: numbers of parameters
        private final double most;
        private double largest; // of log δ
        private final double[] mean; // E T
        private double[] ofMean = new double[0]; // G E T
        private double meanOfMean;
        private double total;
        private double squares; // Σ f Q
        private final double[] squaresWith; // Σ f Q T

        Choice(double[] theta, double[][] inverse, int from, int end) {
            this.theta = theta;
            this.inverse = inverse;
            this.size = end - from;
            int fitting = (int) Arrays.stream(orders).filter(d -> d <= size).count(); // they ascend
            this.at = new int[size + fitting];
            double highest = Double.NEGATIVE_INFINITY;
            for (int p = 0; p < size; p++) {
                at[p] = data.item(from + p);
                highest = Math.max(highest, theta[at[p]]);
            }
            for (int o = 0; o < fitting; o++) {
                at[size + o] = n + o;
                largest = Math.max(largest, theta[n + o]);
            }
            this.most = highest;
            this.mean = new double[at.length];
            this.squaresWith = new double[at.length];
        }

        void addSlope(double weight, double[] into, double[] sizes) {
            everySet(this::addMean);
            for (int p = 0; p < mean.length; p++) {
                mean[p] /= total;
            }
            ofMean = new double[mean.length];
            for (int p = 0; p < mean.length; p++) {
                for (int q = 0; q < mean.length; q++) {
                    ofMean[p] += inverse[at[p]][at[q]] * mean[q];
                }
                meanOfMean += mean[p] * ofMean[p];
            }
            everySet(this::addSquare);
            for (int p = 0; p < mean.length; p++) {
                double slope = weight * (squaresWith[p] - squares * mean[p]) / total / 2;
                into[at[p]] -= slope;
                sizes[at[p]] += Math.abs(slope);
            }
        }

        /**
         * As how many more choices the penalty counts, where their leverages stay {@code h = w E Q}: of one multinomial of m outcomes by itself
         * {@code h = m - 1}, and the penalty is that of m/2 choices.
         */
        double added(double weight) {
            return weight * (squares / total) * at.length / (2 * (at.length - 1.0));
        }

        /** Receives a set: its places, how many they are, where its order stands behind the items or -1, and f. */
        private interface Each {
            void set(int[] places, int d, int order, double f);
        }

        private void everySet(Each each) {
            int[] places = new int[size];
            for (int p = 0; p < size; p++) {
                places[0] = p;
                each.set(places, 1, -1, Math.exp(theta[at[p]] - most - largest));
            }
            for (int o = size; o < at.length; o++) {
                sets(places, 0, 0, orders[o - size], o, 0, each);
            }
        }

        private void sets(int[] places, int chosen, int next, int d, int order, double sum, Each each) {
            if (chosen == d) {
                each.set(places, d, order, Math.exp(sum / d + theta[at[order]] - largest));
                return;
            }
            for (int p = next; p <= size - (d - chosen); p++) {
                places[chosen] = p;
                sets(places, chosen + 1, p + 1, d, order, sum + (theta[at[p]] - most), each);
            }
        }

        private void addMean(int[] places, int d, int order, double f) {
            total += f;
            for (int k = 0; k < d; k++) {
                mean[places[k]] += f / d;
            }
            if (order >= 0) {
                mean[order] += f;
            }
        }

        private void addSquare(int[] places, int d, int order, double f) {
            double square = meanOfMean;
            for (int k = 0; k < d; k++) {
                square -= 2 * ofMean[places[k]] / d;
                for (int m = 0; m < d; m++) {
                    square += inverse[at[places[k]]][at[places[m]]] / d / d;
                }
                if (order >= 0) {
                    square += 2 * inverse[at[places[k]]][at[order]] / d;
                }
            }
            if (order >= 0) {
                square += inverse[at[order]][at[order]] - 2 * ofMean[order];
            }
            squares += f * square;
            for (int k = 0; k < d; k++) {
                squaresWith[places[k]] += f * square / d;
            }
            if (order >= 0) {
                squaresWith[order] += f * square;
            }
        }
    }
}
