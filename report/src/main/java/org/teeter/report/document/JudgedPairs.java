package org.teeter.report.document;

import java.util.List;
import java.util.Optional;
import org.teeter.data.Amount;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.data.Counts;
import org.teeter.data.RatedPairs;
import org.teeter.data.Ties;
import org.teeter.fit.Fit;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pairs.
 *
 * @param decided what became of ties before the fit
 * @param apart what of them is known apart
 */
public record JudgedPairs(Counts counts, Ties decided, Apart apart) implements Judged {

    /** Of which nothing is known apart. */
    public JudgedPairs(Counts counts, Ties decided) {
        this(counts, decided, Apart.NOTHING);
    }

    @Override
    public long judgements() {
        return counts.rows(decided);
    }

    @Override
    public String counted(int pairs) {
        return Amount.of(judgements(), noun()) + " of " + Amount.of(pairs, "pair");
    }

    @Override
    public String key() {
        return "comparisons";
    }

    @Override
    public String noun() {
        return "judgement";
    }

    /** Their weight, and how many say "both bad". */
    @Override
    public String beyondNumber() {
        String weigh = areWeighed() ? ", which weigh " + Shown.number(weight()) + " together" : "";
        if (counts.bothBad() == 0 || decided == Ties.DROP) {
            return weigh;
        }
        String ties = counts.ties() == 0 ? ", " : ", " + Shown.number(counts.ties()) + " of them ties and ";
        return weigh + ties + Shown.number(counts.bothBad()) + (counts.ties() == 0 ? " of them" : "") + " \"both bad\"";
    }

    @Override
    public void beyondNumber(ObjectNode json) {
        if (areWeighed()) {
            json.put("weight", weight());
        }
        if (counts.bothBad() > 0) {
            json.put("ties", counts.ties());
            json.put("bothBad", counts.bothBad());
        }
    }

    /** Whether the weights add up to something else than the number of judgements, beyond the rounding of their sum. */
    private boolean areWeighed() {
        return Math.abs(weight() - judgements()) > 1e-9 * judgements();
    }

    private double weight() {
        return decided == Ties.DROP ? counts.weight() - counts.ties() - counts.bothBad() : counts.weight();
    }

    @Override
    public long leftOut() {
        return counts.rows() - judgements();
    }

    @Override
    public Optional<Ties> ties() {
        return Optional.of(decided);
    }

    @Override
    public String kind(Fit<?> fit, int kind) {
        if (fit.data() instanceof RatedPairs rated) {
            int r = rated.rater(kind);
            return kind(Contests.of(rated.by(r)), rated.ownKind(kind)) + ", by "
                    + Verdict.marked(rated.raters().get(r));
        }
        return kind(fit.data() instanceof Contests some ? some : Contests.of((ComparisonGraph) fit.data()), kind);
    }

    private static String kind(Contests contests, int kind) {
        int c = kind / contests.alternatives();
        String first = Verdict.marked(contests.items().name(contests.first(c)));
        String second = Verdict.marked(contests.items().name(contests.second(c)));
        String conditions = contests.about(c).isEmpty() ? "" : ", " + contests.about(c);
        return switch (kind % contests.alternatives()) {
                    case 0 -> first + " over " + second;
                    case 1 -> second + " over " + first;
                    default -> first + " as good as " + second;
                }
                + conditions;
    }

    @Override
    public List<ItemTotals> totals() {
        return ItemTotals.of(counts, decided);
    }

    @Override
    public Judged among(int... members) {
        return new JudgedPairs(counts.among(members), decided, apart.among(members));
    }
}
