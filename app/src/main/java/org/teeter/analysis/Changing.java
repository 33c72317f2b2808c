package org.teeter.analysis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.fit.Fit;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Judgements of pairs, changed and fitted anew. */
final class Changing {
    /** Scores nearer to each other are the same, and so is the rank. */
    private static final double SAME = 1e-12;

    private final Sample sample;
    private final Fitting fitting;

    Changing(Sample sample, Fitting fitting) {
        this.sample = sample;
        this.fitting = fitting;
    }

    /** Whether these are judgements that can be changed one by one. */
    boolean isKnown(ModelChoice choice) {
        return sample.rankings().isEmpty()
                && !sample.isPromptByPrompt()
                && choice.ofRaters().isEmpty()
                && sample.contests(choice).isEmpty();
    }

    /**
     * Scores and ranks before and after, the first after it first. Scores after it stand on the level of those before: the mean of the
     * items that are left is what it was.
     */
    ObjectNode changed(ModelChoice choice, Changes changes) {
        if (!isKnown(choice)) {
            throw new RefusedException(
                    "what-if is of judgements of pairs of named options, without --home, --covariate and --raters");
        }
        Fit<ComparisonGraph> before = fitting.pairs(choice);
        ComparisonGraph data = before.data();
        for (Changes.Votes votes : changes.votes()) {
            data = with(data, votes);
        }
        int[] left = left(data.items(), changes.out());
        Fit<ComparisonGraph> after = Fitting.fit(left.length == data.size() ? data : data.induced(left), choice);
        return json(before, after, left);
    }

    private static ComparisonGraph with(ComparisonGraph data, Changes.Votes votes) {
        int i = Explaining.item(data.items(), votes.first());
        int j = Explaining.item(data.items(), votes.second());
        if (i == j) {
            throw new RefusedException("what-if needs two different items, got \"" + votes.first() + "\" twice");
        }
        if (i > j) {
            return with(data, votes.reversed());
        }
        int e = data.edge(i, j);
        double won = votes.wins() + (e < 0 ? 0 : data.won(e));
        double lost = votes.losses() + (e < 0 ? 0 : data.lost(e));
        if (!(won >= 0 && lost >= 0 && won + lost < 1e15)) {
            throw new RefusedException("\"" + votes.first() + "\" won " + (e < 0 ? 0 : data.won(e)) + " and lost "
                    + (e < 0 ? 0 : data.lost(e)) + " against \"" + votes.second()
                    + "\", ties by halves; no more can be taken away, and up to 1e15 added");
        }
        if (e < 0) {
            return won + lost > 0 ? data.plus(i, j, won, lost, 0) : data;
        }
        return won + lost + data.tied(e) > 0 ? data.with(e, won, lost) : data.without(e);
    }

    private static int[] left(Items items, List<String> out) {
        Set<Integer> gone = new HashSet<>();
        out.forEach(name -> gone.add(Explaining.item(items, name)));
        int[] left =
                IntStream.range(0, items.size()).filter(i -> !gone.contains(i)).toArray();
        if (left.length < 2) {
            throw new RefusedException("what-if must leave two items or more, got " + left.length);
        }
        return left;
    }

    private static ObjectNode json(Fit<ComparisonGraph> before, Fit<ComparisonGraph> after, int... left) {
        double level = IntStream.of(left)
                .mapToDouble(i -> before.scores().get(i))
                .average()
                .orElseThrow();
        double[] now = IntStream.range(0, left.length)
                .mapToDouble(k -> after.scores().get(k))
                .toArray();
        double shift = level
                - IntStream.range(0, now.length)
                        .mapToDouble(k -> now[k])
                        .average()
                        .orElseThrow();
        int[] rank = ranks(now);
        int[] rankBefore = ranks(before.scores().toArray());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("logLikelihood", after.logLikelihood());
        for (int k = 0; k < after.extras().size(); k++) {
            json.put(after.extras().get(k), after.extra(k));
        }
        ArrayNode rows = json.putArray("scores");
        IntStream.range(0, left.length)
                .boxed()
                .sorted((a, b) -> rank[a] != rank[b] ? rank[a] - rank[b] : a - b)
                .forEach(k -> rows.addObject()
                        .put("item", before.data().items().name(left[k]))
                        .put("rank", rank[k])
                        .put("score", now[k] + shift)
                        .put("rankBefore", rankBefore[left[k]])
                        .put("scoreBefore", before.scores().get(left[k])));
        return json;
    }

    /** Places from 1, which equal scores share. */
    private static int[] ranks(double... scores) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[scores.length];
        for (int k = 0; k < order.length; k++) {
            boolean shares = k > 0 && scores[order[k - 1]] - scores[order[k]] <= SAME;
            ranks[order[k]] = shares ? ranks[order[k - 1]] : k + 1;
        }
        return ranks;
    }
}
