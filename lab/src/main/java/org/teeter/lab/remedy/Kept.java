package org.teeter.lab.remedy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.teeter.lab.experiment.Statistic;

/**
 * The trials of one board and remedy: what was promised of the asked pair and what trained models say, by the share that moves.
 *
 * @param byShare the trials of each share, by ascending share
 */
public record Kept(Board board, Cure cure, TreeMap<Double, List<TrialResult>> byShare) {

    /** All of them, board by board. */
    public static List<Kept> of(List<TrialResult> results) {
        record Place(Board board, Cure cure) {}
        Map<Place, TreeMap<Double, List<TrialResult>>> grouped = new LinkedHashMap<>();
        for (TrialResult result : results) {
            grouped.computeIfAbsent(
                            new Place(result.trial().board(), result.trial().cure()), place -> new TreeMap<>())
                    .computeIfAbsent(result.trial().share(), share -> new ArrayList<>())
                    .add(result);
        }
        List<Kept> kept = new ArrayList<>();
        grouped.forEach((place, byShare) -> kept.add(new Kept(place.board(), place.cure(), byShare)));
        return kept;
    }

    Statistic at(double share, ToDoubleFunction<TrialResult> value) {
        return Statistic.of(byShare.getOrDefault(share, List.of()).stream()
                .map(value::applyAsDouble)
                .toList());
    }

    /** How far a value moves over the first point of the share, seed by seed. */
    Statistic moves(ToDoubleFunction<TrialResult> value) {
        List<TrialResult> before = byShare.getOrDefault(board.shares().get(0), List.of());
        Map<Long, TrialResult> after = new TreeMap<>();
        byShare.getOrDefault(board.shares().get(1), List.of())
                .forEach(result -> after.put(result.trial().seed(), result));
        List<Double> moved = new ArrayList<>();
        for (TrialResult first : before) {
            TrialResult second = after.get(first.trial().seed());
            if (second != null) {
                moved.add(value.applyAsDouble(second) - value.applyAsDouble(first));
            }
        }
        return Statistic.of(moved);
    }

    /** Whether there are results of the first two shares, so that a movement can be told. */
    boolean isMoved() {
        return board.shares().subList(0, 2).stream().allMatch(byShare::containsKey);
    }

    /** What was promised of how often a policy gives i and not j. */
    static double promised(TrialResult result) {
        return Promise.of(result.trial()).frequency(result.trial());
    }

    /** The same of the preference that the rewards say. */
    static double promisedPreference(TrialResult result) {
        return Promise.of(result.trial()).preference();
    }
}
