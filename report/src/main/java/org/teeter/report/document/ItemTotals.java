package org.teeter.report.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.teeter.data.Counts;
import org.teeter.data.Ties;
import org.teeter.fit.Fit;
import org.teeter.graph.Parts;

/**
 * One line of a ranking.
 *
 * @param item its number
 * @param name its name
 * @param score centred, in log-odds
 * @param standardError of the centred score, absent where it was not asked for
 * @param comparisons in which the item took part, as a sum of weights; without ties where they are left out of the fit
 * @param wins judgements that preferred it
 * @param losses judgements that preferred the other
 * @param ties judgements that preferred neither, also where they are left out of the fit
 * @param part which part of the data it belongs to, from 1: no comparison leads from one part to another
 */
public record ItemTotals(
        int item,
        String name,
        double score,
        Optional<Double> standardError,
        double comparisons,
        double wins,
        double losses,
        double ties,
        int part) {

    /** The same in the part of another number. */
    public ItemTotals inPart(int number) {
        return new ItemTotals(item, name, score, standardError, comparisons, wins, losses, ties, number);
    }

    /** Whether items of a ranking belong to different parts of the data. */
    public static boolean inParts(List<ItemTotals> ranking) {
        return ranking.stream().anyMatch(t -> t.part() > 1);
    }

    /** All items, the highest score first. */
    public static List<ItemTotals> ranking(Counts counts, Ties decided, Fit<?> fit, List<Double> standardErrors) {
        Parts parts = Parts.of(fit.graph());
        int n = counts.items().size();
        double[] wins = new double[n];
        double[] losses = new double[n];
        double[] ties = new double[n];
        for (int e = 0; e < counts.edges(); e++) {
            int a = counts.first(e);
            int b = counts.second(e);
            double tied = counts.ties(e) + counts.bothBad(e);
            wins[a] += counts.wins(e);
            losses[a] += counts.losses(e);
            ties[a] += tied;
            wins[b] += counts.losses(e);
            losses[b] += counts.wins(e);
            ties[b] += tied;
        }
        List<ItemTotals> ranking = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            ranking.add(new ItemTotals(
                    i,
                    counts.items().name(i),
                    fit.scores().get(i),
                    standardErrors.isEmpty() ? Optional.empty() : Optional.of(standardErrors.get(i)),
                    wins[i] + losses[i] + (decided == Ties.DROP ? 0 : ties[i]),
                    wins[i],
                    losses[i],
                    ties[i],
                    1 + parts.of(i)));
        }
        ranking.sort(Comparator.comparingDouble(t -> -t.score()));
        return ranking;
    }
}
