package org.teeter.lab.remedy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.teeter.audit.Progress;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.RankingTally;
import org.teeter.data.Rankings;
import org.teeter.data.Sha256;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.lab.experiment.Theory;
import org.teeter.lab.synthesis.DrawRule;
import org.teeter.lab.synthesis.Drawn;
import org.teeter.lab.synthesis.PairDraw;
import org.teeter.lab.synthesis.Realised;
import org.teeter.lab.synthesis.Scored;
import org.teeter.lab.synthesis.StatedPair;
import org.teeter.lab.synthesis.TupleDraw;
import org.teeter.lab.synthesis.Wording;
import org.teeter.lm.loss.LossName;
import org.teeter.loss.TrainingLoss;
import org.teeter.model.BradleyTerry;
import org.teeter.model.PlackettLuce;
import org.teeter.random.L64X128Mix;
import org.teeter.remedy.Goal;
import org.teeter.remedy.Kind;
import org.teeter.remedy.Remedy;
import org.teeter.remedy.Search;

/**
 * The judgements that a remedy leaves, and what a fit to them promises: the lead of the asked pair at the optimum of the loss, if nothing
 * but one score an option can be learned.
 *
 * @param drawn the judgements of a trial
 * @param lead of i over j, {@code x_ij} of the rewards
 */
record Promise(List<Drawn> drawn, double lead) {

    /** Of a trial. */
    static Promise of(Trial trial) {
        List<Drawn> drawn = drawn(trial);
        return new Promise(drawn, lead(trial, drawn));
    }

    /** The preference that the rewards say, {@code σ(x_ij)}. */
    double preference() {
        return 1 / (1 + Math.exp(-lead));
    }

    /** How often a policy gives i and not j, from a reference that is indifferent. */
    double frequency(Trial trial) {
        return new Theory(trial.cure().method()).frequency(lead, 0.5);
    }

    /** The least share of labels to turn round by which no judged pair moves the asked one more than {@code most}-fold. */
    static double smoothing(Board board, double most) {
        ComparisonGraph data = graph(draw(board, board.with(board.shares().get(0)), "smoothing"), board.options());
        Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(new BradleyTerry(), data);
        int i = data.items().id(board.i()).orElseThrow();
        int j = data.items().id(board.j()).orElseThrow();
        Goal goal = new Goal(new Targets.Named(List.of(new Targets.Pair(i, j))), most).settled(fit);
        return new Search(fit, goal, Progress.SILENT)
                .weakest(Kind.SMOOTH)
                .remedy()
                .filter(Remedy.Smoothing.class::isInstance)
                .map(remedy -> ((Remedy.Smoothing) remedy).share())
                .orElseThrow();
    }

    private static List<Drawn> drawn(Trial trial) {
        Board board = trial.board();
        List<StatedPair> pairs = board.with(trial.share());
        return switch (trial.cure().change()) {
            case NONE -> draw(board, pairs, trial.chance());
            case SMOOTHED -> draw(board, smoothed(pairs, trial.cure().strength()), trial.chance());
            case DIRECT -> {
                double ends = fitted(board, board.shares().get(0)).over(board.i(), board.j());
                StatedPair direct = new StatedPair(board.i(), board.j(), ends);
                yield draw(
                        board, Stream.concat(pairs.stream(), Stream.of(direct)).toList(), trial.chance());
            }
            case SETS -> sets(trial);
        };
    }

    private static List<StatedPair> smoothed(List<StatedPair> pairs, double share) {
        return pairs.stream()
                .map(pair -> new StatedPair(pair.i(), pair.j(), share + (1 - 2 * share) * pair.p()))
                .toList();
    }

    private static List<Drawn> draw(Board board, List<StatedPair> pairs, String chance) {
        return new PairDraw(pairs, board.each(), DrawRule.EXACT, Wording.paper()).draw(random(chance));
    }

    private static RandomGenerator random(String chance) {
        return L64X128Mix.of(Sha256.seed("judgements of " + chance));
    }

    /** Bradley-Terry scores of the pairs alone. */
    private record Fitted(List<String> options, Fit<ComparisonGraph> fit) {
        double over(String i, String j) {
            Items items = fit.data().items();
            return fit.probability(items.id(i).orElseThrow(), items.id(j).orElseThrow())
                    .p();
        }

        List<Scored> scored() {
            return options.stream()
                    .map(option -> new Scored(
                            option,
                            fit.scores().get(fit.data().items().id(option).orElseThrow())))
                    .toList();
        }
    }

    private static Fitted fitted(Board board, double share) {
        ComparisonGraph data = graph(draw(board, board.with(share), "fit"), board.options());
        return new Fitted(board.options(), Estimator.of(Prior.none()).fit(new BradleyTerry(), data));
    }

    /**
     * Rankings of three, drawn from the scores that fit the pairs, for as many choices as the pairs are. By how much the share has moved,
     * in such a share of those that hold the moved pair its two options change places, neighbours first.
     */
    private static List<Drawn> sets(Trial trial) {
        Board board = trial.board();
        double from = board.shares().get(0);
        List<Scored> scored = fitted(board, from).scored();
        int choices = board.each() * board.judged().size();
        TupleDraw one = new TupleDraw(scored, 3, 1, Set.of(), Wording.paper());
        int each = choices / 2 / one.sets().size();
        List<Drawn> drawn =
                new ArrayList<>(new TupleDraw(scored, 3, each, Set.of(), Wording.paper()).draw(random(trial.chance())));
        StatedPair moved = board.moved();
        long turns = Math.round((trial.share() - from)
                * drawn.stream()
                        .filter(d -> d.ranked().containsAll(List.of(moved.i(), moved.j())))
                        .count());
        for (int apart = 1; apart <= 2; apart++) {
            for (int k = 0; k < drawn.size() && turns > 0; k++) {
                Drawn d = drawn.get(k);
                int behind = d.ranked().indexOf(moved.i());
                int before = d.ranked().indexOf(moved.j());
                if (before >= 0 && behind - before == apart) {
                    List<String> ranked = new ArrayList<>(d.ranked());
                    Collections.swap(ranked, before, behind);
                    drawn.set(k, new Drawn(d.asked(), ranked, d.question(), d.answers()));
                    turns--;
                }
            }
        }
        if (turns > 0) {
            throw new IllegalArgumentException("a share of " + trial.share() + " needs " + turns
                    + " more rankings in which " + moved.j() + " stands before " + moved.i() + ", but there are none");
        }
        return drawn;
    }

    private static ComparisonGraph graph(List<Drawn> drawn, List<String> options) {
        Items items = Items.sorted(options);
        Tally tally = Tally.small();
        for (Drawn d : drawn) {
            tally.add(
                    items.id(d.ranked().get(0)).orElseThrow(),
                    items.id(d.ranked().get(1)).orElseThrow(),
                    Outcome.FIRST);
        }
        return ComparisonGraph.of(tally.counts(items), Ties.HALF);
    }

    private static double lead(Trial trial, List<Drawn> drawn) {
        Board board = trial.board();
        Items items = Items.sorted(board.options());
        int i = items.id(board.i()).orElseThrow();
        int j = items.id(board.j()).orElseThrow();
        if (trial.cure().change() == Cure.Change.SETS) {
            RankingTally tally = new RankingTally();
            for (Drawn d : drawn) {
                List<int[]> levels = d.ranked().stream()
                        .map(option -> new int[] {items.id(option).orElseThrow()})
                        .toList();
                tally.add(levels, new int[0], 1, 1);
            }
            Rankings rankings = tally.rankings(items);
            return Estimator.of(Prior.none())
                    .fit(new PlackettLuce(), rankings)
                    .scores()
                    .difference(i, j);
        }
        return Estimator.of(Prior.none())
                .fit(loss(trial).model().orElseThrow(), graph(drawn, board.options()))
                .scores()
                .difference(i, j);
    }

    private static TrainingLoss loss(Trial trial) {
        LossName name = trial.cure().method().loss();
        TrainingLoss.Kind kind = TrainingLoss.Kind.of(name.toString()).orElseThrow();
        return new TrainingLoss(
                kind, trial.cure().method().beta(), trial.cure().method().smoothing(), 0);
    }

    /** How the moved pair came out. */
    double share(Board board) {
        return Realised.of(List.of(board.moved()), drawn).get(0).proportion();
    }
}
