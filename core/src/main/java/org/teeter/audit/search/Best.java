package org.teeter.audit.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The most sensitive targets met so far, each with its worst source: an accumulator of limited size. */
public final class Best {
    private final int capacity;
    private final double floor;
    private final Map<Target, Found> byTarget = new HashMap<>();
    private final TreeSet<Found> ranked = new TreeSet<>(Comparator.comparingDouble((Found f) -> -f.size())
            .thenComparingInt(Found::i)
            .thenComparingInt(Found::j));

    private record Target(int i, int j) {}

    /** A target, {@code i < j}, and the sensitivity of its prediction to a source. */
    public record Found(int i, int j, int edge, double sensitivity) {
        public double size() {
            return Math.abs(sensitivity);
        }
    }

    /** Room for so many targets, of which none of a sensitivity up to {@code floor} is of interest. */
    Best(int capacity, double floor) {
        this.capacity = capacity;
        this.floor = floor;
    }

    /** What a target must exceed to get in. */
    double bar() {
        if (capacity == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return ranked.size() < capacity ? floor : Math.max(floor, ranked.last().size());
    }

    /** Takes a target in, or a worse source of one that is in. */
    void offer(Found found) {
        if (!(found.size() > bar())) {
            return;
        }
        Target target = new Target(found.i(), found.j());
        Found old = byTarget.get(target);
        if (old != null) {
            if (old.size() >= found.size()) {
                return;
            }
            ranked.remove(old);
        }
        byTarget.put(target, found);
        ranked.add(found);
        if (ranked.size() > capacity) {
            Found last = ranked.last();
            ranked.remove(last);
            byTarget.remove(new Target(last.i(), last.j()));
        }
    }

    void add(Best other) {
        other.ranked.forEach(this::offer);
    }

    /** By falling sensitivity. */
    List<Found> ranked() {
        return List.copyOf(ranked);
    }
}
