package org.teeter.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.teeter.audit.DominanceProfile;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Ties;
import org.teeter.report.document.ProfileDocument;
import org.teeter.tabular.reader.Reading;
import org.teeter.tabular.tally.Context;
import org.teeter.tabular.watch.RowProfile;

/** Puts the dominance profile of what was read together. */
final class Profiling {
    private final Reading reading;
    private final RowProfile rows;

    Profiling(Reading reading, RowProfile rows) {
        this.reading = reading;
        this.rows = rows;
    }

    ProfileDocument document(List<Double> thresholds, String version) {
        if (reading instanceof Reading.Ballots) {
            throw new RefusedException("profile is of judgements of pairs, and these are rankings; audit tells of them"
                    + " which neighbours dominate");
        }
        Optional<Reading.Judgements> judged =
                reading instanceof Reading.Judgements found ? Optional.of(found) : Optional.empty();
        if (judged.stream()
                .flatMap(found -> found.contexts().stream())
                .anyMatch(context ->
                        !context.group().isEmpty() && !context.rater().isEmpty())) {
            throw new RefusedException("profile tells of --column group or of --column rater; leave one of them out");
        }
        return new ProfileDocument(
                version,
                reading.sources(),
                reading.notes(),
                rows,
                reading instanceof Reading.Unshared unshared
                        ? Optional.of(unshared.profile())
                        : judged.flatMap(Reading.Judgements::profile),
                judged.map(found -> found.counts().items().size()).orElse(0),
                judged.map(found -> profile(found.counts(), thresholds)),
                judged.map(found -> groups(found, thresholds)).orElse(List.of()),
                judged.map(Profiling::raters).orElse(List.of()));
    }

    private static DominanceProfile profile(Counts counts, List<Double> thresholds) {
        return DominanceProfile.of(ComparisonGraph.of(counts, Ties.HALF), thresholds);
    }

    private static List<ProfileDocument.Group> groups(Reading.Judgements judged, List<Double> thresholds) {
        List<ProfileDocument.Group> groups = new ArrayList<>();
        by(judged, true).forEach((name, parts) -> {
            Counts counts = parts.get(0); // the only one, since nothing else is kept apart
            groups.add(new ProfileDocument.Group(
                    name,
                    counts.rows(),
                    (counts.ties() + counts.bothBad()) / counts.weight(),
                    profile(counts, thresholds)));
        });
        return groups;
    }

    private static List<ProfileDocument.Rater> raters(Reading.Judgements judged) {
        List<ProfileDocument.Rater> raters = new ArrayList<>();
        by(judged, false).forEach((name, parts) -> raters.add(rater(name, parts, judged.counts())));
        return raters;
    }

    /** The judgements of each group, or of each rater, under its name; none where no such column was named. */
    private static SortedMap<String, List<Counts>> by(Reading.Judgements judged, boolean group) {
        SortedMap<String, List<Counts>> parts = new TreeMap<>();
        for (int number : judged.counts().contexts()) {
            Context context = judged.contexts().get(number);
            String name = group ? context.group() : context.rater();
            if (!name.isEmpty()) {
                parts.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(judged.counts().in(number));
            }
        }
        return parts;
    }

    private static ProfileDocument.Rater rater(String name, List<Counts> parts, Counts all) {
        Map<Integer, double[]> own = new HashMap<>(); // wins and losses of each pair of all
        long judgements = 0;
        double undecided = 0;
        double weight = 0;
        double toFirst = 0;
        double ordered = 0;
        for (Counts part : parts) {
            judgements += part.rows();
            undecided += part.ties() + part.bothBad();
            weight += part.weight();
            for (int e = 0; e < part.edges(); e++) {
                double[] of = own.computeIfAbsent(all.edge(part.first(e), part.second(e)), key -> new double[2]);
                of[0] += part.wins(e);
                of[1] += part.losses(e);
            }
            if (part.shown().isPresent()) {
                Counts lower = part.shown().get().lower();
                Counts higher = part.shown().get().higher();
                toFirst += wins(lower) + losses(higher);
                ordered += wins(lower) + losses(lower) + wins(higher) + losses(higher);
            }
        }
        double agreed = 0;
        double compared = 0;
        for (Map.Entry<Integer, double[]> pair : own.entrySet()) {
            int e = pair.getKey();
            double[] of = pair.getValue();
            double lead = all.wins(e) - of[0] - (all.losses(e) - of[1]); // of the others
            if (lead != 0) {
                agreed += of[lead > 0 ? 0 : 1];
                compared += of[0] + of[1];
            }
        }
        return new ProfileDocument.Rater(
                name,
                judgements,
                1 - undecided / weight,
                compared,
                compared > 0 ? OptionalDouble.of(agreed / compared) : OptionalDouble.empty(),
                ordered,
                ordered > 0 ? OptionalDouble.of(toFirst / ordered) : OptionalDouble.empty());
    }

    private static double wins(Counts counts) {
        double sum = 0;
        for (int e = 0; e < counts.edges(); e++) {
            sum += counts.wins(e);
        }
        return sum;
    }

    private static double losses(Counts counts) {
        double sum = 0;
        for (int e = 0; e < counts.edges(); e++) {
            sum += counts.losses(e);
        }
        return sum;
    }
}
