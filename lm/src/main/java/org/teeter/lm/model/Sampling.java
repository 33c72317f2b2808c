package org.teeter.lm.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;
import org.teeter.random.L64X128Mix;

/**
 * How answers are drawn.
 *
 * <p>Each answer has a stream of random numbers of its own, split off the seed in order, and a token is the inverse of the cumulative
 * probabilities at the next of them. So answer i is a function of seed and i: the first hundred of two hundred are the hundred, on
 * every device, up to the rounding of matrix products, whose order of summation depends on how many sequences there are. On the
 * processor that rounding is about 1e-6 of a logit; where it moves a cumulative probability across a drawn number, an answer changes.
 *
 * @param temperature what logits are divided by; 0: always the most probable token, the first of equals
 * @param topP tokens are drawn among the most probable whose probabilities sum to this at least; 1: all
 * @param maxTokens longest answer, its end included
 */
public record Sampling(double temperature, double topP, int maxTokens) {
    /** Answers decoded together; more cost memory and bring no speed. */
    private static final int BATCH = 512;

    public Sampling {
        if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("temperature must be 0 (greedy) or positive, got " + temperature);
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("top-p must be inside (0, 1], got " + topP);
        }
        if (maxTokens <= 0) {
            throw new IllegalArgumentException("an answer must have room for at least one token, got " + maxTokens);
        }
    }

    /** The most probable token at each step. */
    public static Sampling greedy(int maxTokens) {
        return new Sampling(0, 1, maxTokens);
    }

    /**
     * Draws n answers to one prompt.
     *
     * @param ends ids that end an answer
     * @return ids of each answer; the last is one of {@code ends} unless the answer was cut after {@code maxTokens},
     *     or where the model's positions end
     */
    public List<int[]> draw(Decoder decoder, int[] prompt, Set<Integer> ends, int n, long seed) {
        if (prompt.length == 0) {
            throw new IllegalArgumentException("a prompt must have at least one token");
        }
        if (n <= 0) {
            throw new IllegalArgumentException("the number of answers must be positive, got " + n);
        }
        decoder.config().requireIds(prompt);
        int tokens = Math.min(maxTokens, decoder.config().maxPositions() - prompt.length + 1); // the last is not read
        if (tokens <= 0) {
            throw new IllegalArgumentException("a prompt must have at most the model's "
                    + decoder.config().maxPositions() + " positions, but has " + prompt.length + " tokens; shorten it");
        }
        L64X128Mix root = L64X128Mix.of(seed);
        List<int[]> answers = new ArrayList<>();
        Placement placement = decoder.parameters().placement();
        long[] ids = IntStream.of(prompt).asLongStream().toArray();
        try (NoGradGuard guard = new NoGradGuard();
                PointerScope scope = new PointerScope();
                KeyValueCache read = new KeyValueCache(decoder.config(), placement, 1, ids.length + tokens)) {
            Tensor hidden = decoder.hidden(Torch.longs(ids, placement, 1, ids.length), read);
            Tensor logits = decoder.logits(hidden.select(1, ids.length - 1L)); // (1, V)
            while (answers.size() < n) {
                List<L64X128Mix> streams = Stream.generate(root::split)
                        .limit(Math.min(BATCH, n - answers.size()))
                        .toList();
                answers.addAll(decode(decoder, read, logits, ends, streams, tokens));
            }
        }
        return answers;
    }

    private List<int[]> decode(
            Decoder decoder,
            KeyValueCache read,
            Tensor opening,
            Set<Integer> ends,
            List<L64X128Mix> streams,
            int tokens) {
        Placement placement = decoder.parameters().placement();
        int n = streams.size();
        List<IntStream.Builder> answers =
                Stream.generate(IntStream::builder).limit(n).toList();
        boolean[] ended = new boolean[n];
        int[] rows = IntStream.range(0, n).toArray(); // which answer each row of the cache is
        long[] last = new long[0];
        KeyValueCache cache = read.rows(Torch.longs(new long[n], placement, n));
        try {
            for (int t = 1; t <= tokens && rows.length > 0; t++) {
                try (PointerScope scope = new PointerScope()) {
                    Tensor logits = t == 1
                            ? opening.expand(n, opening.size(1))
                            : decoder.logits(decoder.hidden(Torch.longs(last, placement, rows.length, 1), cache)
                                    .squeeze(1)); // (rows, V)
                    last = next(logits, rows, streams);
                    for (int row = 0; row < rows.length; row++) {
                        int answer = rows[row];
                        if (!ended[answer]) {
                            answers.get(answer).add((int) last[row]);
                            ended[answer] = ends.contains((int) last[row]);
                        }
                    }
                    int[] now = rows;
                    int[] open = IntStream.range(0, rows.length)
                            .filter(row -> !ended[now[row]])
                            .toArray();
                    if (open.length <= rows.length / 2) {
                        long[] keep = IntStream.of(open).asLongStream().toArray();
                        KeyValueCache smaller = cache.rows(Torch.longs(keep, placement, keep.length));
                        cache.close();
                        cache = smaller;
                        long[] lasts = last;
                        last = IntStream.of(open).mapToLong(row -> lasts[row]).toArray();
                        rows = IntStream.of(open).map(row -> now[row]).toArray();
                    }
                }
            }
            return answers.stream().map(answer -> answer.build().toArray()).toList();
        } finally {
            cache.close();
        }
    }

    /** The next token of each row of logits (rows, V). */
    private long[] next(Tensor logits, int[] rows, List<L64X128Mix> streams) {
        Tensor z = logits.to(ScalarType.Double);
        requireFinite(z);
        if (temperature == 0) {
            return Torch.toLongs(z.argmax(new LongOptional(-1), false));
        }
        // The greatest becomes 0 first: divided by a small temperature it would overflow, and infinities have no
        // softmax.
        Tensor p = torch.softmax(z.sub(z.amax(new long[] {-1}, true)).div(new Scalar(temperature)), -1);
        if (topP == 1) {
            return Torch.toLongs(drawn(p.cumsum(-1), rows, streams));
        }
        T_TensorTensor_T sorted = torch.sort(p, new BoolOptional(true), -1, true); // stable, so that ties fall alike
        Tensor cumulative = sorted.get0().cumsum(-1);
        Tensor before = cumulative.sub(sorted.get0());
        Tensor kept = sorted.get0().masked_fill(before.ge(new Scalar(topP)), new Scalar(0.0));
        return Torch.toLongs(sorted.get1()
                .gather(-1, drawn(kept.cumsum(-1), rows, streams).unsqueeze(1))
                .squeeze(1));
    }

    /** The places (rows) at which the cumulative weights (rows, V) first exceed a uniform share of their totals. */
    private static Tensor drawn(Tensor cumulative, int[] rows, List<L64X128Mix> streams) {
        double[] uniform = IntStream.of(rows)
                .mapToDouble(answer -> streams.get(answer).nextDouble())
                .toArray();
        Tensor total = cumulative.narrow(1, cumulative.size(1) - 1, 1); // (rows, 1)
        Tensor share = Tensor.create(uniform, rows.length, 1).to(total.device(), ScalarType.Double);
        Tensor place = cumulative.le(share.mul(total)).sum(1);
        // The product may round to the total itself: then the last token that weighs something is meant.
        return torch.minimum(place, cumulative.lt(total).sum(1));
    }

    private static void requireFinite(Tensor logits) {
        if (!logits.isfinite().all().item_bool()) {
            throw new IllegalStateException("the model's logits must be finite, but some are not; its weights are not"
                    + " sound, or too large for their type");
        }
    }
}
