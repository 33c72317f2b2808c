package org.teeter.lab.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.teeter.lab.experiment.Job;
import org.teeter.lab.experiment.Lesson;
import org.teeter.lab.experiment.Taught;
import org.teeter.lab.experiment.Teacher;
import org.teeter.lm.loss.LossName;

/** All trials of boards, remedies, shares and seeds, and what does one. */
public final class Remedies {
    /** What smoothing is to bring every sensitivity of the asked pair down to: M. */
    public static final double MOST = 2;

    private Remedies() {}

    /**
     * What is tried, the first being nothing.
     *
     * @param usual a method with DPO's loss at β = 1, where training gets to the optimum
     */
    public static List<Cure> cures(Job.Method usual) {
        return List.of(
                new Cure("none", "as they are, DPO", Cure.Change.NONE, 0, usual),
                new Cure("smooth", "labels smoothed, DPO", Cure.Change.SMOOTHED, 0, usual),
                new Cure("cdpo", "as they are, cDPO", Cure.Change.NONE, 0.1, usual.withLoss(LossName.CDPO, 0.1)),
                new Cure(
                        "ipo",
                        "as they are, IPO of sums",
                        Cure.Change.NONE,
                        0,
                        new Job.Method(
                                LossName.IPO_SUM,
                                usual.beta() / 10,
                                0,
                                usual.learningRate(),
                                usual.batch(),
                                usual.epochs(),
                                usual.rank())),
                new Cure("direct", "the asked pair judged too, DPO", Cure.Change.DIRECT, 0, usual),
                new Cure(
                        "sets",
                        "sets of three ranked, PL",
                        Cure.Change.SETS,
                        0,
                        new Job.Method(
                                LossName.PL,
                                usual.beta(),
                                0,
                                usual.learningRate(),
                                Math.max(1, usual.batch() / 2),
                                usual.epochs(),
                                usual.rank())));
    }

    /** The trials, seed by seed; smoothing is as strong as it must be for each board. */
    public static List<Trial> trials(String model, List<Board> boards, List<Cure> cures, int seeds) {
        List<Trial> trials = new ArrayList<>();
        LongStream.range(0, seeds).forEach(seed -> {
            for (Board board : boards) {
                double epsilon = Double.parseDouble(String.format(Locale.ROOT, "%.2g", Promise.smoothing(board, MOST)));
                for (Cure cure : cures) {
                    boolean smooths = cure.change() == Cure.Change.SMOOTHED || cure.strength() > 0;
                    Cure strong = smooths ? cure.with(epsilon) : cure;
                    for (double share : board.shares()) {
                        trials.add(new Trial(model, board, strong, share, seed));
                    }
                }
            }
        });
        return trials;
    }

    /** Does a trial: draws what the remedy leaves, trains a copy of the model on it, and asks about both pairs. */
    public static TrialResult of(Trial trial, Teacher teacher, int samples) {
        Board board = trial.board();
        Promise promise = Promise.of(trial);
        Taught taught = teacher.teach(
                new Lesson(trial.cure().method(), promise.drawn(), false, trial.chance(), trial.key(), samples),
                List.of(
                        List.of(board.i(), board.j()),
                        List.of(board.moved().i(), board.moved().j())));
        return new TrialResult(
                trial.key(),
                trial,
                promise.drawn().size(),
                promise.share(board),
                taught.readings().get(0),
                taught.readings().get(1),
                taught.lastLoss());
    }
}
