package org.teeter.remedy;

import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Prior;

/** A change of the judgements of pairs, or of the prior by which they are fitted. */
public sealed interface Remedy
        permits Remedy.Smoothing, Remedy.Clipping, Remedy.Capping, Remedy.Holding, Remedy.PairByPair, Sets {

    Kind kind();

    /** What it changes in data; nothing, where it is one of the prior. */
    default Treatment on(ComparisonGraph data) {
        return Treatment.none(data.edges());
    }

    /** The changed data, in which a pair that has lost all its judgements is still a pair. */
    default ComparisonGraph changed(ComparisonGraph data) {
        return on(data).of(data);
    }

    /** The changed data without pairs that have lost all their judgements; where they then fall apart, the part of most items. */
    default ComparisonGraph remaining(ComparisonGraph data) {
        return on(data).remaining(data);
    }

    /** The prior with it. */
    default Prior prior(Prior before) {
        return before;
    }

    /** Label smoothing: {@code y → ε + (1 - 2ε) y} of every pair. */
    record Smoothing(double share) implements Remedy {
        @Override
        public Kind kind() {
            return Kind.SMOOTH;
        }

        @Override
        public Treatment on(ComparisonGraph data) {
            return Treatment.of(data.edges(), e -> share, e -> 1);
        }
    }

    /** No share lies beyond [1 - most, most], a tie being half a win. */
    record Clipping(double most) implements Remedy {
        @Override
        public Kind kind() {
            return Kind.CLIP;
        }

        @Override
        public Treatment on(ComparisonGraph data) {
            return Treatment.of(
                    data.edges(),
                    e -> Math.max(0, 0.5 - (most - 0.5) / Math.abs(2 * data.y(e) - 1)), // -∞ of an even pair
                    e -> 1);
        }
    }

    /** No pair counts more than {@code most} judgements. */
    record Capping(double most) implements Remedy {
        @Override
        public Kind kind() {
            return Kind.CAP;
        }

        @Override
        public Treatment on(ComparisonGraph data) {
            return Treatment.of(data.edges(), e -> 0, e -> Math.min(1, most / data.n(e)));
        }
    }

    /** Another prior. */
    record Holding(Prior prior) implements Remedy {
        @Override
        public Kind kind() {
            return Kind.PRIOR;
        }

        @Override
        public Prior prior(Prior before) {
            return prior;
        }
    }

    /** A change of its own for each pair of the data for which it was found. */
    record PairByPair(Kind kind, Treatment treatment) implements Remedy {
        @Override
        public Treatment on(ComparisonGraph data) {
            return treatment;
        }
    }
}
