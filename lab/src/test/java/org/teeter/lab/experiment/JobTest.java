package org.teeter.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.teeter.lm.loss.LossName;

class JobTest {
    private static final List<String> ORDER = List.of("dog", "cat", "bird");
    private static final Job.Method DPO = SampleOutcomes.DPO;
    private static final Job.Data PAIRS = Job.Data.pairs("exact", 100);

    @Test
    void everyPartOfAJobIsInItsKey() {
        List<Job> jobs = List.of(
                new Job("m", ORDER, 0.99, 0.5, PAIRS, DPO, 10, 0),
                new Job("n", ORDER, 0.99, 0.5, PAIRS, DPO, 10, 0),
                new Job("m", List.of("cat", "dog", "bird"), 0.99, 0.5, PAIRS, DPO, 10, 0),
                new Job("m", ORDER, 0.9, 0.5, PAIRS, DPO, 10, 0),
                new Job("m", ORDER, 0.99, 0.55, PAIRS, DPO, 10, 0),
                new Job("m", ORDER, 0.99, 0.5, Job.Data.pairs("bernoulli", 100), DPO, 10, 0),
                new Job("m", ORDER, 0.99, 0.5, Job.Data.pairs("exact", 102), DPO, 10, 0),
                new Job("m", ORDER, 0.99, 0.5, new Job.Data(Job.Form.RANKINGS, "exact", 3, 100), DPO, 10, 0),
                new Job("m", ORDER, 0.99, 0.5, new Job.Data(Job.Form.BROKEN, "exact", 3, 100), DPO, 10, 0),
                new Job("m", ORDER, 0.99, 0.5, new Job.Data(Job.Form.BROKEN, "exact", 4, 100), DPO, 10, 0),
                new Job("m", ORDER, 0.99, 0.5, PAIRS, DPO.withLoss(LossName.IPO_SUM, 0), 10, 0),
                new Job("m", ORDER, 0.99, 0.5, PAIRS, DPO.withLoss(LossName.DPO, 0.1), 10, 0),
                new Job("m", ORDER, 0.99, 0.5, PAIRS, new Job.Method(LossName.DPO, 1, 0, 1e-4, 16, 1), 10, 0),
                new Job("m", ORDER, 0.99, 0.5, PAIRS, new Job.Method(LossName.DPO, 0.1, 0, 2e-4, 16, 1), 10, 0),
                new Job("m", ORDER, 0.99, 0.5, PAIRS, new Job.Method(LossName.DPO, 0.1, 0, 1e-4, 8, 1), 10, 0),
                new Job("m", ORDER, 0.99, 0.5, PAIRS, new Job.Method(LossName.DPO, 0.1, 0, 1e-4, 16, 2), 10, 0),
                new Job("m", ORDER, 0.99, 0.5, PAIRS, DPO, 11, 0),
                new Job("m", ORDER, 0.99, 0.5, PAIRS, DPO, 10, 1));
        Set<String> keys = new HashSet<>();
        jobs.forEach(job -> keys.add(job.key()));
        assertEquals(jobs.size(), keys.size());
    }

    @Test
    void methodsAreComparedOnTheSameData() {
        Job a = new Job("m", ORDER, 0.99, 0.5, PAIRS, DPO, 10, 0);
        Job b = new Job("m", ORDER, 0.99, 0.5, PAIRS, DPO.withLoss(LossName.IPO_SUM, 0), 10, 0);
        Job c = new Job("m", ORDER, 0.99, 0.5, PAIRS, DPO, 10, 1);
        assertEquals(Judgements.of(a), Judgements.of(b));
        assertNotEquals(Judgements.of(a), Judgements.of(c));
    }

    @Test
    void exactDrawsComeOutAsStated() {
        Judgements judgements =
                Judgements.of(new Job("m", ORDER, 0.99, 0.005, Job.Data.pairs("exact", 2000), DPO, 10, 0));
        assertEquals(990, judgements.realised("dog", "cat", 0.99).wins());
        assertEquals(5, judgements.realised("cat", "bird", 0.005).wins());
        assertEquals(0, judgements.realised("dog", "bird", 0.5).judgements());
    }

    @Test
    void targetPairNeverMeetsInARanking() {
        List<String> five = List.of("dog", "cat", "bird", "horse", "rabbit");
        for (int k = 3; k <= 4; k++) {
            for (Job.Form form : List.of(Job.Form.RANKINGS, Job.Form.BROKEN, Job.Form.EQUAL_COST)) {
                Job job = new Job("m", five, 0.99, 0.5, new Job.Data(form, "bernoulli", k, 120), DPO, 10, 0);
                Judgements judgements = Judgements.of(job);
                assertEquals(0, judgements.realised("dog", "bird", 0.5).judgements());
                int options = judgements.drawn().get(0).asked().size();
                assertEquals(form == Job.Form.EQUAL_COST ? 2 : k, options);
            }
        }
    }

    @Test
    void rangesHaveNoErrorsOfSums() {
        List<Double> grid = Grid.range(0, 1, 0.05);
        assertEquals(21, grid.size());
        assertEquals(0.15, grid.get(3));
        assertEquals(0.7, grid.get(14));
        assertEquals(1.0, grid.get(20));
    }

    @Test
    void everyOptionStandsOnceInEveryPlaceOfTheTurns() {
        List<List<String>> turns = Grid.turns("a", "b", "c");
        for (int place = 0; place < 3; place++) {
            Set<String> there = new HashSet<>();
            for (List<String> order : turns) {
                there.add(order.get(place));
            }
            assertEquals(Set.of("a", "b", "c"), there);
        }
    }

    @Test
    void rankingsAndPairsOfAStudyCostTheSameChoices() {
        Study tuples = Study.open(1).stream()
                .filter(study -> study.name().equals("tuples"))
                .findFirst()
                .orElseThrow();
        for (Job job : tuples.jobs("m")) {
            int drawn = Judgements.of(job).drawn().size();
            int choices = job.data().form() == Job.Form.EQUAL_COST
                    ? drawn
                    : drawn * (job.data().k() - 1);
            // Sets are ranked equally often, so that a remainder is left out.
            assertEquals(1800, choices, 20, job.key());
        }
    }

    @Test
    void theMainGridHasTheRunsOfThePaper() {
        assertEquals(378, Study.main(3).jobs("m").stream().distinct().count());
    }

    @Test
    void refusesRankingsOfCertainties() {
        List<String> five = List.of("dog", "cat", "bird", "horse", "rabbit");
        Job job = new Job("m", five, 0.99, 1, new Job.Data(Job.Form.RANKINGS, "bernoulli", 3, 120), DPO, 10, 0);
        Exception e = assertThrows(IllegalArgumentException.class, () -> Judgements.of(job));
        assertEquals("rankings need probabilities inside (0, 1), got 1.0", e.getMessage());
    }
}
