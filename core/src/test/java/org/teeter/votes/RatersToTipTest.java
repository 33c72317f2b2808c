package org.teeter.votes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.teeter.Cases;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;

/** Raters without whom an order is another, against trial of all sets of them [M152]. */
class RatersToTipTest {
    private static final int RATERS = 6;

    /** A fit, and its data in parts. */
    private record Rated(Fit<ComparisonGraph> fit, List<ComparisonGraph> parts) {}

    private static Optional<Rated> draw(RandomGenerator random, Prior prior) {
        int n = 3 + random.nextInt(3);
        Items items = Items.numbered(n);
        Tally all = new Tally();
        List<ComparisonGraph> parts = new ArrayList<>();
        for (int r = 0; r < RATERS; r++) {
            Tally own = new Tally();
            int votes = 1 + random.nextInt(4 * n);
            for (int vote = 0; vote < votes; vote++) {
                int a = random.nextInt(n);
                int b = (a + 1 + random.nextInt(n - 1)) % n;
                Outcome outcome = random.nextInt(8) == 0
                        ? Outcome.TIE
                        : random.nextInt(n) + a > random.nextInt(n) + b ? Outcome.FIRST : Outcome.SECOND;
                own.add(a, b, outcome, 1, 1);
                all.add(a, b, outcome, 1, 1);
            }
            parts.add(ComparisonGraph.of(own.counts(items), Ties.HALF));
        }
        try {
            Fit<ComparisonGraph> fit =
                    Estimator.of(prior).fit(new BradleyTerry(), ComparisonGraph.of(all.counts(items), Ties.HALF));
            return Optional.of(new Rated(fit, parts));
        } catch (NoFiniteFitException | NoConvergenceException e) {
            return Optional.empty(); // drawn again
        }
    }

    /** Whether the claim is false without some raters; no where there is no finite fit. */
    private static boolean isFalse(Rated rated, Claim claim, int set) {
        double[] weights = new double[rated.fit().data().kinds()];
        Arrays.setAll(weights, rated.fit().data()::weight);
        for (int r = 0; r < RATERS; r++) {
            ComparisonGraph part = rated.parts().get(r);
            int[] kinds = rated.fit().data().kindsOf(part);
            for (int k = 0; (set >> r & 1) > 0 && k < kinds.length; k++) {
                weights[kinds[k]] -= part.weight(k);
            }
        }
        try {
            return claim.lead(Estimator.of(rated.fit().prior())
                            .fit(new BradleyTerry(), rated.fit().data().weighted(weights)))
                    < -1e-9;
        } catch (NoFiniteFitException | NoConvergenceException e) {
            return false;
        }
    }

    /** The fewest of all sets that make a claim false are found and proven, and no bound by itself is above them. */
    @Test
    void fewestRatersOfAll() {
        int tipped = 0;
        int bounded = 0;
        for (int seed = 0; seed < 1000; seed++) {
            RandomGenerator random = Cases.random(seed);
            Optional<Rated> drawn = draw(random, seed % 3 == 0 ? Prior.normal(1) : Prior.none());
            if (drawn.isEmpty()) {
                continue;
            }
            Rated rated = drawn.get();
            Claim claim = Claim.top(rated.fit(), 1 + random.nextInt(2));
            if (claim.lead(rated.fit()) < 1e-6) {
                continue;
            }
            int fewest = IntStream.range(1, 1 << RATERS)
                    .filter(set -> isFalse(rated, claim, set))
                    .map(Integer::bitCount)
                    .min()
                    .orElse(RATERS + 1);
            List<int[]> kinds =
                    rated.parts().stream().map(rated.fit().data()::kindsOf).toList();
            RatersBound bound = new RatersBound(rated.fit(), rated.parts(), kinds, claim);
            for (int count = 1; count <= RATERS && bound.next(new boolean[RATERS], count) < 0; count++) {
                assertTrue(count < fewest, "seed " + seed + ": " + count + " of " + fewest);
                bounded++;
            }
            Optional<RatersToTip> found = RatersToTip.of(rated.fit(), rated.parts(), claim);
            if (found.isPresent()) {
                tipped++;
                assertEquals(fewest, found.get().raters().size(), "seed " + seed);
                assertEquals(fewest, found.get().atLeast(), "seed " + seed);
                assertTrue(claim.lead(found.get().after()) < 0, "seed " + seed);
                int set = found.get().raters().stream().mapToInt(r -> 1 << r).sum();
                assertTrue(isFalse(rated, claim, set), "seed " + seed);
            }
        }
        assertTrue(tipped > 400, tipped + " tipped");
        assertTrue(bounded > 100, bounded + " bounded");
    }
}
