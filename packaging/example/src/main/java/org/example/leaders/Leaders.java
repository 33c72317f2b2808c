package org.example.leaders;

import java.util.List;
import java.util.Locale;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;

/** Who leads, and by how much, after a few games. */
public final class Leaders {
    private Leaders() {}

    public static void main(String... args) {
        Items items = Items.sorted(List.of("ada", "bea", "cyd"));
        Tally games = new Tally();
        games.add(0, 1, Outcome.FIRST, 1, 3); // ada beat bea three times,
        games.add(0, 1, Outcome.SECOND, 1, 1); // and lost once
        games.add(1, 2, Outcome.FIRST, 1, 3);
        games.add(1, 2, Outcome.SECOND, 1, 1);

        Fit<ComparisonGraph> fit =
                Estimator.of(Prior.none()).fit(new BradleyTerry(), ComparisonGraph.of(games.counts(items), Ties.HALF));

        double p = fit.probability(0, 2).p(); // odds of 3 twice: 9 to 1
        System.out.printf(Locale.ROOT, "%s beats %s with probability %.3f%n", items.name(0), items.name(2), p);
    }
}
