package org.teeter.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.teeter.Cases;
import org.teeter.data.Contests;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Ties;
import org.teeter.linalg.Cone;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Conditional;
import org.teeter.model.Davidson;
import org.teeter.model.Hold;
import org.teeter.model.PairModel;

/** Whether several effects have finite values together, where nothing holds the scores. */
class SeparationTest {
    private static final Estimator MAXIMUM_LIKELIHOOD = Estimator.of(Prior.none());

    private static Contests random(RandomGenerator random, PairModel model, int items, int rows) {
        Contests.Builder builder = new Contests.Builder(List.of("home", "length"));
        for (int k = 0; k < rows; k++) {
            int a = random.nextInt(items);
            int b = (a + 1 + random.nextInt(items - 1)) % items;
            Outcome outcome = model.predictsTies() && random.nextInt(3) == 0 ? Outcome.TIE : Outcome.FIRST;
            builder.add(a, b, outcome, 1, random.nextInt(3) - 1, random.nextInt(3) - 1);
        }
        return builder.contests(Items.numbered(items), model.predictsTies() ? Ties.KEEP : Ties.HALF);
    }

    /**
     * Decided by cycles as by a search among all scores and effects at once: no direction has every row of the likelihood at least 0. Ties,
     * side and length are decided together.
     */
    @Test
    void cyclesDecideAsAllDirectionsDo() {
        int[] count = new int[3];
        for (int seed = 0; seed < 600; seed++) {
            RandomGenerator random = Cases.random(seed);
            PairModel base = seed % 2 == 0 ? new BradleyTerry() : new Davidson();
            int items = 2 + random.nextInt(3);
            Contests data = random(random, base, items, 8 + random.nextInt(14));
            Conditional model = new Conditional(base);
            int effects = model.likelihood(data).extras().size();
            List<double[]> rows = new java.util.ArrayList<>();
            model.recession(data, (size, of, scores, shared) -> {
                double[] row = new double[items - 1 + effects]; // the first score stays
                for (int p = 0; p < 2; p++) {
                    if (of[p] > 0) {
                        row[of[p] - 1] += scores[p];
                    }
                }
                System.arraycopy(shared, 0, row, items - 1, effects);
                rows.add(row);
            });
            boolean all = Cone.direction(rows, items - 1 + effects).isEmpty();
            assertEquals(all, MAXIMUM_LIKELIHOOD.hasMaximum(model, data), "seed " + seed);
            count[0] += all ? 1 : 0;
            count[1] += !all && model.hasMaximum(data, Hold.NOTHING) ? 1 : 0;
            count[2]++;
        }
        assertTrue(
                count[0] > 100 && count[1] > 10,
                () -> java.util.Arrays.toString(count)); // of the latter each effect alone is finite
    }

    /** The side that was longer by one, at home or not, always won: neither does by itself. */
    @Test
    void effectsThatExplainAllTogetherAreNamed() {
        Contests.Builder builder = new Contests.Builder(List.of("home", "length", "noise"));
        for (int k = 0; k < 24; k++) {
            int a = k % 3;
            int b = (a + 1 + k / 3 % 2) % 3;
            int home = k % 4 < 2 ? 1 : -1;
            int length = k % 2 == 0 ? 2 : -2;
            builder.add(a, b, home + length > 0 ? Outcome.FIRST : Outcome.SECOND, 1, home, length, k % 5 - 2);
            builder.add(a, b, -home + 2 > 0 ? Outcome.FIRST : Outcome.SECOND, 1, -home, 2, k % 3 - 1);
        }
        Contests data = builder.contests(Items.numbered(3), Ties.HALF);
        NoFiniteFitException e = assertThrows(
                NoFiniteFitException.class, () -> MAXIMUM_LIKELIHOOD.fit(new Conditional(new BradleyTerry()), data));
        assertTrue(
                String.valueOf(e.getMessage()).startsWith("no finite maximum-likelihood fit: the effect"),
                e.getMessage());
    }

    @Test
    void effectsThatAreOneAreNamed() {
        Contests.Builder builder = new Contests.Builder(List.of("home", "length", "twice"));
        for (int k = 0; k < 60; k++) {
            int a = k % 3;
            int z = k / 2 % 3 - 1;
            builder.add(
                    a, (a + 1 + k / 3 % 2) % 3, k % 5 < 3 ? Outcome.FIRST : Outcome.SECOND, 1, k % 2 * 2 - 1, z, 2 * z);
        }
        Contests data = builder.contests(Items.numbered(3), Ties.HALF);
        assertEquals(
                "no finite maximum-likelihood fit: no judgement tells the effects of \"length\", \"twice\" and scores apart",
                assertThrows(
                                NoFiniteFitException.class,
                                () -> MAXIMUM_LIKELIHOOD.fit(new Conditional(new BradleyTerry()), data))
                        .getMessage());
    }
}
