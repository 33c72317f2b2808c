package org.teeter.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.teeter.data.Features;
import org.teeter.fit.Estimator;
import org.teeter.fit.FeatureResponse;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.fit.Regression;
import org.teeter.link.Probability;

/**
 * How far a feature of an item moves a prediction: of all pairs of items the one that it moves most.
 *
 * <pre>{@code S_ij,af = ∂p_ij/∂x_af = g'(s_i - s_j) (ds_i/dx_af - ds_j/dx_af)    [M140]}</pre>
 *
 * @param feature which it is, by its number
 * @param item whose
 * @param value what it is
 * @param deviation its standard deviation over the items
 * @param first of the pair, the preferred one
 * @param second the other one
 * @param probability that the first is preferred
 * @param sensitivity by how much the probability grows for one more of the feature
 * @param refit the same by fits to features a ten-thousandth of the deviation higher and lower
 */
public record FeatureInfluence(
        int feature,
        int item,
        double value,
        double deviation,
        int first,
        int second,
        Probability probability,
        double sensitivity,
        double refit) {
    /** Beyond so many items, all pairs for each feature of each would take minutes. */
    public static final int LARGEST = 300;

    private static final double STEP = 1e-4;

    /** By how much the probability grows for one standard deviation more of the feature. */
    public double perDeviation() {
        return sensitivity * deviation;
    }

    /**
     * The worst of a fit to features, by what a standard deviation does, each verified by fits.
     *
     * @param most so many of them
     * @throws IllegalArgumentException if no features explain its scores, or there are more than {@value #LARGEST} items
     */
    public static <D> List<FeatureInfluence> worst(Fit<D> fit, int most) {
        int n = fit.graph().size();
        if (n > LARGEST) {
            throw new IllegalArgumentException(
                    "influences of features are found of up to " + LARGEST + " items, got " + n);
        }
        FeatureResponse response = FeatureResponse.of(fit);
        Features features = response.regression().features();
        double[] slope = slopes(fit);
        List<FeatureInfluence> all = new ArrayList<>();
        for (int f = 0; f < features.count(); f++) {
            double[] values = features.values(f);
            double deviation = deviation(values);
            for (int item = 0; item < n; item++) {
                all.add(widest(fit, slope, response.to(item, f), f, item, values[item], deviation));
            }
        }
        all.sort(Comparator.comparingDouble(one -> -Math.abs(one.perDeviation())));
        return all.stream().limit(most).map(one -> one.refitted(fit)).toList();
    }

    /** {@code g'} of each lead, by pair. */
    private static double[] slopes(Fit<?> fit) {
        int n = fit.graph().size();
        double[] slope = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                slope[i * n + j] = fit.model().link().density(fit.scores().difference(i, j));
            }
        }
        return slope;
    }

    private static FeatureInfluence widest(
            Fit<?> fit, double[] slope, double[] answer, int feature, int item, double value, double deviation) {
        int n = answer.length;
        int first = 1;
        int second = 0;
        double most = -1;
        for (int i = 1; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double moved = slope[i * n + j] * Math.abs(answer[i] - answer[j]);
                if (moved > most) {
                    most = moved;
                    first = i;
                    second = j;
                }
            }
        }
        boolean turned = fit.scores().difference(first, second) < 0;
        int i = turned ? second : first;
        int j = turned ? first : second;
        double sensitivity = slope[first * n + second] * (answer[i] - answer[j]);
        return new FeatureInfluence(
                feature, item, value, deviation, i, j, fit.probability(i, j), sensitivity, Double.NaN);
    }

    private <D> FeatureInfluence refitted(Fit<D> fit) {
        double step = STEP * deviation;
        double growth = moved(fit, step).minus(moved(fit, -step)) / (2 * step);
        return new FeatureInfluence(feature, item, value, deviation, first, second, probability, sensitivity, growth);
    }

    private <D> Probability moved(Fit<D> fit, double step) {
        Regression regression = fit.prior().regression().orElseThrow();
        Features features = regression.features();
        double[][] values = new double[features.count()][];
        for (int f = 0; f < values.length; f++) {
            values[f] = features.values(f);
        }
        values[feature][item] += step;
        Features changed = Features.of(features.items(), features.names(), values);
        return Estimator.of(Prior.regression(changed, regression.sigma()))
                .fit(fit.model(), fit.data())
                .probability(first, second);
    }

    private static double deviation(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }
}
