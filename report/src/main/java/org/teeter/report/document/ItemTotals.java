package org.teeter.report.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Rankings;
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
 * @param quasiError the square root of its quasi-variance, absent where it was not asked for or is none
 * @param comparisons in which the item took part, as a sum of weights; without ties where they are left out of the fit
 * @param wins judgements that preferred it
 * @param losses judgements that preferred the other
 * @param ties judgements that preferred neither, also where they are left out of the fit
 * @param rank its place, which items of equal scores share
 * @param standing where it may stand, if that was asked for
 * @param part which part of the data it belongs to, from 1: no comparison leads from one part to another
 * @param component which strong component it belongs to, from 1, where each was fitted by itself; else 0
 */
public record ItemTotals(
        int item,
        String name,
        double score,
        Optional<Double> standardError,
        Optional<Double> quasiError,
        double comparisons,
        double wins,
        double losses,
        double ties,
        int rank,
        Optional<Standing> standing,
        int part,
        int component) {

    /**
     * Where an item may stand.
     *
     * @param low the best rank that is consistent with the data, at 95 % for all items together
     * @param high the worst
     * @param tier items of one tier cannot be told apart from its first
     */
    public record Standing(int low, int high, int tier) {}

    /** Scores are equal that differ by no more than rounding leaves of a fit, or by a few of its last steps. */
    private static final double SAME = 1e-12;

    private static final double SAME_STEPS = 8;

    /** The same in the part of another number. */
    public ItemTotals inPart(int number) {
        return new ItemTotals(
                item,
                name,
                score,
                standardError,
                quasiError,
                comparisons,
                wins,
                losses,
                ties,
                rank,
                standing,
                number,
                component);
    }

    /** The same in another place. */
    private ItemTotals at(int place) {
        return new ItemTotals(
                item,
                name,
                score,
                standardError,
                quasiError,
                comparisons,
                wins,
                losses,
                ties,
                place,
                standing,
                part,
                component);
    }

    /** The same with its standing. */
    public ItemTotals standing(Standing known) {
        return new ItemTotals(
                item,
                name,
                score,
                standardError,
                quasiError,
                comparisons,
                wins,
                losses,
                ties,
                rank,
                Optional.of(known),
                part,
                component);
    }

    /** The same with the square root of its quasi-variance, if it has one. */
    public ItemTotals quasi(Optional<Double> known) {
        return new ItemTotals(
                item,
                name,
                score,
                standardError,
                known,
                comparisons,
                wins,
                losses,
                ties,
                rank,
                standing,
                part,
                component);
    }

    /** Whether quasi-variances were asked for. */
    public static boolean haveQuasiErrors(List<ItemTotals> ranking) {
        return ranking.stream().anyMatch(t -> t.quasiError().isPresent());
    }

    /** The same with a score and an error on another scale. */
    public ItemTotals on(Scale scale, double anchored, Optional<Double> error) {
        return scored(scale.of(score, anchored), error.map(e -> e * scale.points()))
                .quasi(quasiError.map(e -> e * scale.points()));
    }

    private ItemTotals scored(double value, Optional<Double> error) {
        return new ItemTotals(
                item, name, value, error, quasiError, comparisons, wins, losses, ties, rank, standing, part, component);
    }

    /**
     * The same as one of the items of all components, with what is known of it there.
     *
     * @param totals of the same item, all its judgements counted
     * @param above how many items surely stand above its component
     * @param aside how many stand neither surely above it nor surely below
     */
    public ItemTotals inComponent(int number, ItemTotals totals, int above, int aside) {
        return new ItemTotals(
                totals.item,
                name,
                score,
                standardError,
                quasiError,
                totals.comparisons,
                totals.wins,
                totals.losses,
                totals.ties,
                above + rank,
                standing.map(s -> new Standing(above + s.low, above + aside + s.high, s.tier)),
                part,
                number);
    }

    /** Whether strong components were fitted each by itself. */
    public static boolean inComponents(List<ItemTotals> ranking) {
        return ranking.stream().anyMatch(t -> t.component() > 0);
    }

    /** Whether items of a ranking belong to different parts of the data. */
    public static boolean inParts(List<ItemTotals> ranking) {
        return ranking.stream().anyMatch(t -> t.part() > 1);
    }

    /** The items in the order of their numbers, before a fit. */
    public static List<ItemTotals> of(Counts counts, Ties decided) {
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
        return of(counts.items(), wins, losses, ties, decided);
    }

    /** The same of rankings: an item wins where another stands below it, and ties where it was chosen together with another. */
    public static List<ItemTotals> of(Rankings rankings) {
        int n = rankings.items().size();
        double[] wins = new double[n];
        double[] losses = new double[n];
        double[] ties = new double[n];
        for (int k = 0; k < rankings.distinct(); k++) {
            double weight = rankings.weight(k);
            for (int p = rankings.start(k); p < rankings.start(k + 1) && rankings.level(p) < rankings.levels(k); p++) {
                for (int q = p + 1; q < rankings.start(k + 1); q++) {
                    boolean tied = rankings.level(q) == rankings.level(p);
                    (tied ? ties : wins)[rankings.item(p)] += weight;
                    (tied ? ties : losses)[rankings.item(q)] += weight;
                }
            }
        }
        return of(rankings.items(), wins, losses, ties, Ties.KEEP);
    }

    private static List<ItemTotals> of(Items items, double[] wins, double[] losses, double[] ties, Ties decided) {
        List<ItemTotals> totals = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            totals.add(new ItemTotals(
                    i,
                    items.name(i),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    wins[i] + losses[i] + (decided == Ties.DROP ? 0 : ties[i]),
                    wins[i],
                    losses[i],
                    ties[i],
                    1,
                    Optional.empty(),
                    1,
                    0));
        }
        return totals;
    }

    /** All items, the highest score first; given as {@link #of} counts them. */
    public static List<ItemTotals> ranking(List<ItemTotals> totals, Fit<?> fit, List<Double> standardErrors) {
        Parts parts = Parts.of(fit.graph());
        List<ItemTotals> ranking = new ArrayList<>(totals.stream()
                .map(t -> t.scored(
                                fit.scores().get(t.item),
                                standardErrors.isEmpty() ? Optional.empty() : Optional.of(standardErrors.get(t.item)))
                        .inPart(1 + parts.of(t.item)))
                .toList());
        ranking.sort((a, b) -> Double.compare(b.score(), a.score()));
        double same = Math.max(SAME, SAME_STEPS * fit.scoreError());
        int rank = 0;
        for (int k = 0; k < ranking.size(); k++) {
            boolean shares =
                    k > 0 && ranking.get(k - 1).score() - ranking.get(k).score() <= same;
            rank = shares ? rank : k + 1;
            ranking.set(k, ranking.get(k).at(rank));
        }
        return ranking;
    }
}
