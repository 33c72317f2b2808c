package org.teeter.votes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Judgements;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.fit.Response;
import org.teeter.graph.Blocks;
import org.teeter.graph.Incidence;
import org.teeter.model.BradleyTerry;
import org.teeter.model.PairModel;

/**
 * Looks for the fewest votes that turn a duel round.
 *
 * <p>Where {@code d_k} votes of kind k are dropped, the lead changes by {@code -Σ_k d_k τ_k} to first order, with {@code τ_k = -b_ijᵀ H⁺
 * ∇(-log p_k)} [M90]; to flip is to drop and to add. The fewest votes are those of the largest τ. They are chosen again with the H and the p of the
 * fit without them, until the lead is gone where they are chosen: a stationary point of the continuous problem, from which whole votes are
 * tried.
 *
 * <p>A bar of t standard errors asks for less, or more: that {@code s_i - s_j <= t se_ij}. A vote then also counts by what it does to the
 * error, to first order: {@code d se²} is {@code h u_e²} of one vote of curvature h that is dropped [M99].
 */
final class Search<D extends Judgements<D>> {
    private static final int MOST_ROUNDS = 20;
    private static final int MOST_HALVINGS = 20;
    /** Rounds end when the number of votes changes by less. */
    private static final double SETTLED = 0.01;
    /** Whole votes that are tried beyond the continuous number, at least. */
    private static final int TRIED = 5;

    /** Votes are whole up to so many; of more, by one in so many are they found. */
    private static final int COUNTED = 1 << 12;

    /** Of more items a refit is asked for one lead by a solve, which is cheaper than an elimination that serves all. */
    private static final int LARGEST_ELIMINATED = 300;

    private final Fit<D> fit;
    private final D data;
    private final Change change;
    private final double bar;
    private final Estimator estimator;
    private final double[] weights;
    private final double[] room; // of each kind: how many of its votes can be changed
    private final boolean whole;

    @Nullable
    private Blocks blocks;

    private int ahead = -1; // of which onlyAbove is
    private boolean[] onlyAbove = {};

    Search(Fit<D> fit, Change change) {
        this(fit, change, 0);
    }

    /** In which i falls behind j once its lead is no more than so many standard errors of it. */
    Search(Fit<D> fit, Change change, double bar) {
        this.bar = bar;
        this.fit = fit;
        this.data = fit.data();
        this.change = change;
        this.estimator = Estimator.of(fit.prior());
        if (change == Change.FLIP && data.alternatives() == 1) {
            throw new IllegalArgumentException("a ranking has no other side to flip to; drop ballots");
        }
        this.weights = new double[data.kinds()];
        Arrays.setAll(weights, data::weight);
        this.whole = Arrays.stream(weights).allMatch(w -> w == Math.rint(w));
        this.room = new double[weights.length];
        for (int k = 0; k < room.length; k++) {
            room[k] = change == Change.ADD ? Double.POSITIVE_INFINITY : other(k) < 0 ? 0 : weights[k];
        }
    }

    boolean isWhole() {
        return whole;
    }

    /** The kind that a vote of kind k becomes; itself where it is dropped or added, -1 where it cannot be flipped. */
    private int other(int k) {
        if (change != Change.FLIP) {
            return k;
        }
        int outcome = k % data.alternatives();
        return outcome == 0 ? k + 1 : outcome == 1 ? k - 1 : -1;
    }

    /** By how much a change of one vote of kind k moves {@code u · θ} down. */
    private double effect(Pulls pulls, double[] u, int k) {
        return switch (change) {
            case DROP -> -pulls.along(u, k);
            case ADD -> pulls.along(u, k);
            case FLIP -> pulls.along(u, other(k)) - pulls.along(u, k);
        };
    }

    private boolean isPossible(Pulls pulls, int k) {
        return room[k] > 0 && pulls.isPossible(k);
    }

    /** The most that one vote moves something down. */
    Steepest steepest(Pulls pulls) {
        return Steepest.of(
                pulls,
                room.length,
                kind -> isPossible(pulls, kind),
                change == Change.FLIP ? this::other : kind -> -1,
                change == Change.ADD ? 1 : -1);
    }

    /** By kind, how far one vote moves {@code s_i - s_j} down at a fit. */
    double[] effects(Fit<D> at, int i, int j) {
        double[] u = response(at).movingLead(i, j);
        Pulls pulls = Pulls.of(at);
        double perError = bar == 0 || change == Change.FLIP ? 0 : bar / (2 * Math.sqrt(u[i] - u[j]));
        double[] effects = new double[room.length];
        for (int k = 0; k < effects.length; k++) {
            if (isPossible(pulls, k)) {
                double blur = perError == 0 ? 0 : perError * blur(at, u, k);
                effects[k] = effect(pulls, u, k) + (change == Change.DROP ? blur : -blur);
            }
        }
        return effects;
    }

    /** That of the fit itself is asked for by every duel, and kept. */
    private Response response(Fit<D> at) {
        return at == fit && at.graph().size() <= LARGEST_ELIMINATED
                ? at.response()
                : new Response(at, LARGEST_ELIMINATED);
    }

    /** By how much one vote less raises the variance of the lead; of pairs. */
    private double blur(Fit<D> at, double[] u, int k) {
        if (!(at.data() instanceof ComparisonGraph pairs) || !(at.model() instanceof PairModel model)) {
            return 0;
        }
        int e = k / data.alternatives();
        int outcome = k % data.alternatives();
        double x = at.scores().difference(pairs.first(e), pairs.second(e));
        double tie = model.predictsTies() ? at.extra(0) : 0;
        boolean halved = outcome == 2 && !model.predictsTies();
        double[] along = model.along(
                x,
                tie,
                outcome == 0 ? 1 : halved ? 0.5 : 0,
                outcome == 1 ? 1 : halved ? 0.5 : 0,
                outcome == 2 && !halved ? 1 : 0);
        double across = u[pairs.first(e)] - u[pairs.second(e)];
        return along[1] * across * across;
    }

    /** What is left of the lead above the bar. */
    private double above(Fit<D> at, int i, int j) {
        double lead = at.scores().difference(i, j);
        if (bar == 0) {
            return lead;
        }
        return lead - bar * response(at).errorOfLead(i, j);
    }

    /**
     * Whether no votes can be left out that put j ahead of i and leave a finite fit, for sure: in Bradley-Terry without a prior, where only
     * one path leads from i to j and each of its pairs has one vote against the item that is nearer to i. Each lead on the way is then
     * {@code ln a} with whole {@code a >= 1} for as long as it is finite.
     */
    private boolean isBeyondDropping(int i, int j) {
        if (change != Change.DROP
                || bar != 0
                || !whole
                || !(fit.prior() instanceof Prior.None)
                || !(fit.model() instanceof BradleyTerry)
                || !(data instanceof ComparisonGraph pairs)) {
            return false;
        }
        Blocks known = blocks == null ? Blocks.of(pairs.graph()) : blocks;
        blocks = known;
        if (ahead != i) {
            ahead = i;
            onlyAbove = onlyAbove(pairs, known, i);
        }
        return onlyAbove[j];
    }

    /** Items to which a single path leads from i, on which each pair has one vote against the nearer item, and no ties. */
    private static boolean[] onlyAbove(ComparisonGraph pairs, Blocks blocks, int i) {
        boolean[] reached = new boolean[pairs.size()];
        reached[i] = true;
        Deque<Integer> left = new ArrayDeque<>(List.of(i));
        Incidence incidence = pairs.graph().incidence();
        while (!left.isEmpty()) {
            int v = left.pop();
            for (int at = incidence.start(v); at < incidence.start(v) + incidence.degree(v); at++) {
                int e = incidence.edge(at);
                int w = incidence.neighbour(at);
                double against = pairs.first(e) == v ? pairs.lost(e) : pairs.won(e);
                if (!reached[w] && blocks.isBridge(e) && pairs.tied(e) + pairs.halved(e) == 0 && against == 1) {
                    reached[w] = true;
                    left.push(w);
                }
            }
        }
        return reached;
    }

    /** The fewest votes that put j ahead of i, if they are fewer than {@code most}. */
    Optional<VotesToTip<D>> tip(int i, int j, double most) {
        if (isBeyondDropping(i, j)) {
            return Optional.empty();
        }
        if (change == Change.ADD) {
            return greedily(i, j, most);
        }
        Optional<VotesToTip<D>> found = continuous(i, j, most)
                .flatMap(there -> whole
                        ? wholeVotes(i, j, there.votes, there.fit, most)
                        : parts(i, j, there.votes, there.fit, most));
        if (bar == 0) {
            return found;
        }
        Optional<VotesToTip<D>> fewer =
                greedily(i, j, found.map(VotesToTip::votes).orElse(most));
        return fewer.isPresent() ? fewer : found;
    }

    /** Votes, and the fit after them. */
    private final class There {
        private final double[] votes;
        private final Fit<D> fit;

        There(double[] votes, Fit<D> fit) {
            this.votes = votes;
            this.fit = fit;
        }
    }

    /** The votes that solve the continuous problem, by kind. */
    Optional<double[]> continuous(int i, int j) {
        return continuous(i, j, Double.POSITIVE_INFINITY).map(there -> there.votes);
    }

    private Optional<There> continuous(int i, int j, double most) {
        double[] votes = new double[room.length];
        Fit<D> at = fit;
        double before = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] effects = effects(at, i, j);
            double wanted = above(at, i, j);
            for (int k = 0; k < votes.length; k++) {
                wanted += votes[k] * effects[k];
            }
            double[] next = amounting(effects, wanted);
            double total = sum(next);
            if (total >= 2 * most) {
                return Optional.empty();
            }
            Optional<Fit<D>> there = refit(next, at);
            for (int halved = 0; there.isEmpty() && halved < MOST_HALVINGS; halved++) {
                next = middle(votes, next);
                there = refit(next, at);
            }
            if (there.isEmpty()) {
                return Optional.empty();
            }
            votes = next;
            at = there.get();
            if (Math.abs(total - before) < SETTLED) {
                break;
            }
            before = total;
        }
        return Optional.of(new There(votes, at));
    }

    /** Tries whole numbers of votes near the continuous one: up until some tip, then down while fewer do. */
    private Optional<VotesToTip<D>> wholeVotes(int i, int j, double[] votes, Fit<D> near, double most) {
        double start = Math.max(1, Math.ceil(sum(votes) - SETTLED));
        double last = Math.min(most - 1, start + Math.max(TRIED, Math.ceil(start / 20)));
        double step = Math.max(1, Math.floor(start / COUNTED));
        Optional<VotesToTip<D>> best = Optional.empty();
        Fit<D> at = near;
        for (double count = Math.min(start, most - 1); count >= 1 && count <= last; ) {
            double[] chosen = first(effects(at, i, j), count);
            Optional<Fit<D>> there = refit(chosen, at);
            boolean tips = there.isPresent() && isTipped(there.get(), i, j);
            if (tips) {
                best = Optional.of(found(i, j, chosen, there.get()));
                count = sum(chosen) - step;
                last = count;
            } else if (best.isPresent()) {
                break;
            } else {
                count += step;
            }
            at = there.orElse(at);
        }
        return best;
    }

    /** Where weights are not whole, a little more than the continuous number. */
    private Optional<VotesToTip<D>> parts(int i, int j, double[] votes, Fit<D> near, double most) {
        double[] effects = effects(near, i, j);
        for (double more = 1e-6; more < 1e-2; more *= 10) {
            double[] chosen = first(effects, sum(votes) * (1 + more));
            Optional<Fit<D>> there = refit(chosen, near);
            if (there.isPresent() && isTipped(there.get(), i, j)) {
                return sum(chosen) < most ? Optional.of(found(i, j, chosen, there.get())) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Changes the best votes a quarter of what is missing at a time. */
    private Optional<VotesToTip<D>> greedily(int i, int j, double most) {
        double[] votes = new double[room.length];
        Fit<D> at = fit;
        double total = 0;
        while (!isTipped(at, i, j)) {
            double[] effects = effects(at, i, j);
            int best = 0;
            for (int k = 1; k < effects.length; k++) {
                boolean left = votes[k] < room[k];
                best = left && (effects[k] > effects[best] || votes[best] >= room[best]) ? k : best;
            }
            double left = room[best] - votes[best];
            if (!(effects[best] > 0 && left > 0)) {
                return Optional.empty();
            }
            double missing = above(at, i, j) / effects[best];
            double count = Math.min(left, Math.max(1 + Math.floor(total / COUNTED), Math.floor(missing / 4)));
            total += count;
            if (!(total < most)) {
                return Optional.empty();
            }
            votes[best] += count;
            Optional<Fit<D>> there = refit(votes, at);
            if (there.isEmpty()) {
                return Optional.empty();
            }
            at = there.get();
        }
        return Optional.of(found(i, j, votes, at));
    }

    private boolean isTipped(Fit<D> at, int i, int j) {
        return above(at, i, j) < -Claim.equal(at);
    }

    private VotesToTip<D> found(int i, int j, double[] votes, Fit<D> after) {
        List<VotesToTip.Part> parts = new ArrayList<>();
        for (int k = 0; k < votes.length; k++) {
            if (votes[k] > 0) {
                parts.add(new VotesToTip.Part(k, votes[k], weights[k]));
            }
        }
        parts.sort(Comparator.comparingDouble(part -> -part.votes()));
        return new VotesToTip<>(change, i, j, sum(votes), 0, parts, after);
    }

    private Optional<Fit<D>> refit(double[] votes, Fit<D> start) {
        double[] changed = weights.clone();
        for (int k = 0; k < votes.length; k++) {
            if (votes[k] > 0) {
                changed[k] += change == Change.ADD ? votes[k] : -votes[k];
                if (change == Change.FLIP) {
                    changed[other(k)] += votes[k];
                }
            }
        }
        try {
            return Optional.of(estimator.refit(data.weighted(changed), start));
        } catch (NoFiniteFitException | NoConvergenceException e) {
            return Optional.empty(); // without these votes nothing is said of the duel, so they do not turn it round
        }
    }

    /** The best votes, until their effects amount to what is wanted; all that help, where they do not. */
    private double[] amounting(double[] effects, double wanted) {
        double[] worth = new double[room.length];
        Arrays.setAll(worth, k -> room[k] * effects[k]);
        double[] votes = new double[room.length];
        double missing = wanted;
        for (int k : Best.of(effects, worth, wanted)) {
            votes[k] = Math.max(0, Math.min(room[k], missing / effects[k]));
            missing -= votes[k] * effects[k];
        }
        return votes;
    }

    /** So many of the best votes. */
    private double[] first(double[] effects, double count) {
        double[] votes = new double[room.length];
        double missing = count;
        for (int k : Best.of(effects, room, count)) {
            votes[k] = Math.max(0, Math.min(room[k], missing));
            missing -= votes[k];
        }
        return votes;
    }

    private static double[] middle(double[] a, double[] b) {
        double[] middle = new double[a.length];
        Arrays.setAll(middle, k -> (a[k] + b[k]) / 2);
        return middle;
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }
}
