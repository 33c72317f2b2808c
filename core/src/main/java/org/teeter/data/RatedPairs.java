package org.teeter.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Judgements of pairs by who judged, all raters over the same items. Immutable. */
public final class RatedPairs implements Judgements<RatedPairs> {
    private static final int OUTCOMES = 3;

    private final List<String> raters;
    private final List<ComparisonGraph> parts; // by rater
    private final ComparisonGraph pooled;

    private RatedPairs(List<String> raters, List<ComparisonGraph> parts, ComparisonGraph pairs) {
        this.raters = List.copyOf(raters);
        this.parts = List.copyOf(parts);
        double[] weights = new double[pairs.kinds()];
        for (ComparisonGraph part : parts) {
            for (int kind = 0; kind < part.kinds(); kind++) {
                int e = kind / OUTCOMES;
                int at = pairs.edge(part.first(e), part.second(e));
                if (at < 0) {
                    throw new IllegalArgumentException("a rater's pairs must be among all, got items " + part.first(e)
                            + " and " + part.second(e) + ", which are not");
                }
                weights[OUTCOMES * at + kind % OUTCOMES] += part.weight(kind);
            }
        }
        this.pooled = pairs.weighted(weights);
    }

    /**
     * Takes apart who judged.
     *
     * @param pairs all that were judged; only which they are matters
     */
    public static RatedPairs of(List<String> raters, List<ComparisonGraph> byRater, ComparisonGraph pairs) {
        if (raters.size() != byRater.size()) {
            throw new IllegalArgumentException(
                    "each rater needs judgements, got " + raters.size() + " raters and those of " + byRater.size());
        }
        return new RatedPairs(raters, byRater, pairs);
    }

    /** Their names. */
    public List<String> raters() {
        return raters;
    }

    /** What a rater judged. */
    public ComparisonGraph by(int rater) {
        return parts.get(rater);
    }

    /** What all judged together. */
    public ComparisonGraph pooled() {
        return pooled;
    }

    /** Rater by rater, those of each. */
    @Override
    public int kinds() {
        return parts.stream().mapToInt(ComparisonGraph::kinds).sum();
    }

    /** A win of the first item, of the second, and a tie. */
    @Override
    public int alternatives() {
        return OUTCOMES;
    }

    /** Whose judgements a kind is of. */
    public int rater(int kind) {
        int rest = kind;
        int r = 0;
        while (rest >= parts.get(r).kinds()) {
            rest -= parts.get(r++).kinds();
        }
        return r;
    }

    /** Its number among the kinds of that rater, see {@link #by}. */
    public int ownKind(int kind) {
        int rest = kind;
        for (int r = 0; rest >= parts.get(r).kinds(); r++) {
            rest -= parts.get(r).kinds();
        }
        return rest;
    }

    @Override
    public double weight(int kind) {
        return parts.get(rater(kind)).weight(ownKind(kind));
    }

    @Override
    public RatedPairs weighted(double... weights) {
        Weights.requireOneEach(kinds(), weights);
        List<ComparisonGraph> changed = new ArrayList<>();
        int from = 0;
        for (ComparisonGraph part : parts) {
            changed.add(part.weighted(Arrays.copyOfRange(weights, from, from + part.kinds())));
            from += part.kinds();
        }
        return new RatedPairs(raters, changed, pooled);
    }

    /** These with other wins of one pair by one rater, see {@link ComparisonGraph#with}. */
    public RatedPairs with(int rater, int e, double won, double lost) {
        List<ComparisonGraph> changed = new ArrayList<>(parts);
        changed.set(rater, parts.get(rater).with(e, won, lost));
        return new RatedPairs(raters, changed, pooled);
    }

    /** How many judgements a rater made, as a sum of weights. */
    public double judgements(int rater) {
        ComparisonGraph part = parts.get(rater);
        return IntStream.range(0, part.edges()).mapToDouble(part::n).sum();
    }
}
