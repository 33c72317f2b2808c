package org.teeter.lab.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.lab.experiment.Job;
import org.teeter.lab.experiment.PairResult;
import org.teeter.lab.experiment.ResultLog;
import org.teeter.lab.synthesis.Drawn;
import org.teeter.lab.synthesis.StatedPair;
import org.teeter.lm.loss.LossName;

class RemediesTest {
    private static final Job.Method USUAL = new Job.Method(LossName.DPO, 1, 0, 1e-4, 16, 1);

    private static Trial trial(Board board, String cure, double share) {
        return Remedies.trials("m", List.of(board), Remedies.cures(USUAL), 1).stream()
                .filter(t -> t.cure().name().equals(cure) && t.share() == share)
                .findFirst()
                .orElseThrow();
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }

    @Test
    void chainPromisesWhatTheFormulaSays() {
        for (double share : Board.paper().shares()) {
            assertEquals(
                    logit(0.99) + logit(share),
                    Promise.of(trial(Board.paper(), "none", share)).lead(),
                    1e-12);
        }
    }

    /** [M78]: x = logit(ε + (1 - 2ε) y), and y - 1/2 of the squared loss; on a chain leads add. */
    @Test
    void otherLossesPromiseByTheirEffectiveLinks() {
        double epsilon = Promise.smoothing(Board.paper(), Remedies.MOST);
        Trial cdpo = trial(Board.paper(), "cdpo", 0.02);
        double e = cdpo.cure().method().smoothing();
        assertEquals(epsilon, e, 0.005);
        assertEquals(
                logit(e + (1 - 2 * e) * 0.99) + logit(e + (1 - 2 * e) * 0.02),
                Promise.of(cdpo).lead(),
                1e-12);
        assertEquals(
                0.99 + 0.02 - 1, Promise.of(trial(Board.paper(), "ipo", 0.02)).lead(), 1e-12);
    }

    /** p(1-p) / (y(1-y)) of p = 1/2 is 2 where y(1-y) is 1/8. */
    @Test
    void smoothingIsAsStrongAsItMustBe() {
        double y = 0.5 - Math.sqrt(0.125);
        assertEquals((y - 0.01) / 0.98, Promise.smoothing(Board.paper(), 2), 1e-3);
    }

    @Test
    void smoothedLabelsPromiseWhatTheSmoothingLossDoes() {
        for (Board board : Board.all()) {
            for (double share : board.shares()) {
                assertEquals(
                        Promise.of(trial(board, "cdpo", share)).preference(),
                        Promise.of(trial(board, "smooth", share)).preference(),
                        0.01,
                        "whole judgements are turned round, not shares");
            }
        }
    }

    @Test
    void onlyThePointTurns() {
        for (Board board : Board.all()) {
            for (String cure : List.of("none", "cdpo", "ipo", "direct")) {
                List<Drawn> before =
                        Promise.of(trial(board, cure, board.shares().get(0))).drawn();
                List<Drawn> after =
                        Promise.of(trial(board, cure, board.shares().get(1))).drawn();
                assertEquals(Math.round(board.each() * 0.01), turned(board, before, after), board.name() + " " + cure);
            }
        }
    }

    private static long turned(Board board, List<Drawn> before, List<Drawn> after) {
        assertEquals(before.size(), after.size());
        long turned = 0;
        for (int k = 0; k < before.size(); k++) {
            assertEquals(before.get(k).asked(), after.get(k).asked());
            assertEquals(before.get(k).question(), after.get(k).question());
            if (!before.get(k).ranked().equals(after.get(k).ranked())) {
                assertEquals(board.moved().j(), before.get(k).ranked().get(0));
                assertEquals(board.moved().i(), after.get(k).ranked().get(0));
                turned++;
            }
        }
        return turned;
    }

    @Test
    void rankingsHoldEachSetEquallyOftenAndTurnInAPoint() {
        Board board = Board.leaderboard();
        List<Drawn> before = Promise.of(trial(board, "sets", 0.95)).drawn();
        List<Drawn> after = Promise.of(trial(board, "sets", 0.96)).drawn();
        assertEquals(35 * 57, before.size());
        long together = before.stream()
                .filter(d -> d.ranked().containsAll(List.of("lion", "mouse")))
                .count();
        long turned = 0;
        for (int k = 0; k < before.size(); k++) {
            assertEquals(3, before.get(k).ranked().size());
            turned += before.get(k).ranked().equals(after.get(k).ranked()) ? 0 : 1;
        }
        assertEquals(5 * 57, together);
        assertEquals(Math.round(0.01 * together), turned);
    }

    /** Each pair is judged as often as a set has pairs, so that no share carries the asked pair alone. */
    @Test
    void remediesPromiseLessThanNothingDoes() {
        for (Board board : Board.all()) {
            double none = point(board, "none");
            for (String cure : List.of("smooth", "cdpo", "ipo", "direct", "sets")) {
                assertTrue(
                        Math.abs(point(board, cure)) < none / 2,
                        board.name() + " " + cure + ": " + point(board, cure) + " of " + none);
            }
        }
    }

    private static double point(Board board, String cure) {
        return Promise.of(trial(board, cure, board.shares().get(1))).preference()
                - Promise.of(trial(board, cure, board.shares().get(0))).preference();
    }

    @Test
    void shareBeyondWhatWasRankedIsRefused() {
        Board board = new Board(
                "far",
                "far",
                List.of(new StatedPair("cat", "bird", 0.5), new StatedPair("dog", "cat", 0.99)),
                100,
                List.of(0.5, 0.51),
                "dog",
                "bird");
        List<String> refusals = new ArrayList<>();
        for (long seed = 0; seed < 10; seed++) { // fewer than fifty of a hundred in about every second draw
            try {
                Promise.of(
                        new Trial("m", board, trial(Board.paper(), "sets", 0.01).cure(), 1, seed));
            } catch (IllegalArgumentException e) {
                refusals.add(e.getMessage());
            }
        }
        assertTrue(!refusals.isEmpty() && refusals.size() < 10, refusals::toString);
        for (String refusal : refusals) {
            assertTrue(
                    refusal.matches("a share of 1.0 needs [1-9]\\d* more rankings in which bird stands before cat, but"
                            + " there are none"),
                    refusal);
        }
    }

    @Test
    void reportTableAndLogTellTheSame(@TempDir Path folder) throws Exception {
        Board board = Board.paper();
        List<Trial> trials =
                Remedies.trials("m", List.of(board), Remedies.cures(USUAL).subList(0, 2), 2);
        List<TrialResult> results = new ArrayList<>();
        for (Trial trial : trials) {
            double p = 0.4 + trial.share() * (trial.cure().name().equals("none") ? 10 : 1) + 0.01 * trial.seed();
            PairResult reading = new PairResult("dog", "bird", p, p, p, 0.9, 0, 0, 0, p);
            results.add(new TrialResult(trial.key(), trial, 2000, trial.share(), reading, reading, 0.1));
        }
        try (ResultLog<TrialResult> log = ResultLog.open(folder.resolve("r.jsonl"), TrialResult.class)) {
            for (TrialResult result : results) {
                log.add(result);
            }
        }
        List<TrialResult> back;
        try (ResultLog<TrialResult> log = ResultLog.open(folder.resolve("r.jsonl"), TrialResult.class)) {
            back = log.of(trials);
        }
        assertEquals(results, back);
        List<Kept> kept = Kept.of(back);
        String report = String.join("\n", KeptReport.of(board, kept, trials.size()));
        assertTrue(report.contains("16 of 16 runs are in"), report);
        assertTrue(
                report.contains(
                        "| none | dpo, β = 1.0 | 0.500 ± 0.000 | 0.505 ± 0.007 | +0.169 ± 0.000 | +0.100 ± 0.000 |"
                                + " 59 % |"),
                report);
        KeptTable.write(folder.resolve("t.csv"), kept);
        List<String> rows = Files.readAllLines(folder.resolve("t.csv"));
        assertEquals(9, rows.size());
        assertTrue(
                rows.get(1).startsWith("paper,none,dpo,1.0,0.0,2000,cat : bird,dog : bird,0.01,2,0.0100"), rows.get(1));
        assertEquals(2, KeptFigure.of(board, kept).panels().size());
    }
}
