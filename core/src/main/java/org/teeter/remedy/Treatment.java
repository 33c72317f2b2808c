package org.teeter.remedy;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.graph.Parts;

/**
 * A change of judgements, pair by pair: a share ε of them is turned round, in expectation, and each weighs w.
 *
 * <pre>{@code won → w ((1 - ε) won + ε lost),  lost → w ((1 - ε) lost + ε won),  ties → w ties    [M105]}</pre>
 *
 * <p>So a share of decided judgements becomes {@code ε + (1 - 2ε) y}. Immutable.
 */
public final class Treatment {
    private final double[] turned;
    private final double[] weights;

    private Treatment(double[] turned, double[] weights) {
        this.turned = turned;
        this.weights = weights;
    }

    /** Nothing is changed. */
    static Treatment none(int pairs) {
        return of(pairs, e -> 0, e -> 1);
    }

    /** From ε and w of each pair. */
    static Treatment of(int pairs, IntToDoubleFunction turned, IntToDoubleFunction weights) {
        return new Treatment(
                IntStream.range(0, pairs).mapToDouble(turned).toArray(),
                IntStream.range(0, pairs).mapToDouble(weights).toArray());
    }

    Treatment turning(int e, double share) {
        double[] changed = turned.clone();
        changed[e] = share;
        return new Treatment(changed, weights);
    }

    Treatment weighing(int e, double weight) {
        double[] changed = weights.clone();
        changed[e] = weight;
        return new Treatment(turned, changed);
    }

    /** How many pairs there are. */
    int size() {
        return turned.length;
    }

    /** ε of a pair. */
    public double turned(int e) {
        return turned[e];
    }

    /** w of a pair; 0 where it is dropped. */
    public double weight(int e) {
        return weights[e];
    }

    /** How many pairs it changes. */
    public int pairs() {
        return (int) IntStream.range(0, turned.length)
                .filter(e -> turned[e] > 0 || weights[e] != 1)
                .count();
    }

    /** The changed data, of the same items and pairs. */
    public ComparisonGraph of(ComparisonGraph data) {
        double[] kinds = new double[data.kinds()];
        int outcomes = data.alternatives();
        for (int e = 0; e < data.edges(); e++) {
            double won = data.weight(outcomes * e);
            double lost = data.weight(outcomes * e + 1);
            kinds[outcomes * e] = weights[e] * ((1 - turned[e]) * won + turned[e] * lost);
            kinds[outcomes * e + 1] = weights[e] * ((1 - turned[e]) * lost + turned[e] * won);
            kinds[outcomes * e + 2] = weights[e] * data.weight(outcomes * e + 2);
        }
        return data.weighted(kinds);
    }

    /** The changed data without the pairs that weigh nothing; where they then fall apart, the part of most items. */
    public ComparisonGraph remaining(ComparisonGraph data) {
        ComparisonGraph left = of(data);
        for (int e = data.edges() - 1; e >= 0; e--) {
            left = weights[e] > 0 ? left : left.without(e);
        }
        Parts parts = Parts.of(left.graph());
        if (parts.count() == 1 || Parts.of(data.graph()).count() > 1) {
            return left;
        }
        int[] largest = parts.members(0);
        for (int k = 1; k < parts.count(); k++) {
            largest = parts.members(k).length > largest.length ? parts.members(k) : largest;
        }
        return left.induced(largest);
    }

    /** By how many judgements, as a sum of weights, counts fall: those turned round, less what a pair's other side turns back, or without weight. */
    public double moved(ComparisonGraph data) {
        ComparisonGraph after = of(data);
        double moved = 0;
        for (int e = 0; e < data.edges(); e++) {
            double less = 0;
            for (int k = data.alternatives() * e; k < data.alternatives() * (e + 1); k++) {
                less += Math.max(0, data.weight(k) - after.weight(k));
            }
            moved += less;
        }
        return moved;
    }
}
