package org.teeter.lm.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

/**
 * Prompts with answers as one forest, and where in it the answers are. The last token of an answer is never read, only predicted, so it
 * is not in the forest. Several tokens may come after one node: those of answers that begin alike.
 *
 * <p>N tokens of answers, after U distinct nodes. What concerns single tokens is kept in the order of those nodes, and only put into the
 * order of the answers at the end.
 */
final class AnswerBatch {
    private final TokenForest forest;
    private final Placement placement;
    private final Tensor before; // (U): the nodes after which an answer's token comes
    private final int[] rows; // (N), rising: of each token, which of these nodes it comes after
    private final long[] targets; // (N): the token
    private final Tensor answers; // (N): the place of each token, one answer after the other
    private final Tensor summands; // (B · A): for each answer its tokens' places, then N, where a zero stands
    private final int longest;

    private AnswerBatch(
            TokenForest forest,
            Placement placement,
            Tensor before,
            int[] rows,
            long[] targets,
            Tensor answers,
            Tensor summands,
            int longest) {
        this.forest = forest;
        this.placement = placement;
        this.before = before;
        this.rows = rows;
        this.targets = targets;
        this.answers = answers;
        this.summands = summands;
        this.longest = longest;
    }

    static AnswerBatch of(List<int[]> prompts, List<int[]> answers, Placement placement) {
        if (prompts.isEmpty() || prompts.size() != answers.size()) {
            throw new IllegalArgumentException("there must be a prompt to each answer and at least one, got "
                    + prompts.size() + " prompts and " + answers.size() + " answers");
        }
        List<int[]> read = new ArrayList<>();
        int tokens = 0;
        int longest = 0;
        for (int b = 0; b < prompts.size(); b++) {
            int[] prompt = prompts.get(b);
            int[] answer = answers.get(b);
            if (prompt.length == 0 || answer.length == 0) {
                throw new IllegalArgumentException("prompt and answer must have at least one token each, but pair " + b
                        + " has " + prompt.length + " and " + answer.length);
            }
            int[] sequence = Arrays.copyOf(prompt, prompt.length + answer.length - 1);
            System.arraycopy(answer, 0, sequence, prompt.length, answer.length - 1);
            read.add(sequence);
            longest = Math.max(longest, answer.length);
            tokens = Math.addExact(tokens, answer.length);
        }
        TokenForest forest = TokenForest.of(read, placement);
        int[] nodes = new int[tokens]; // one answer after the other
        int n = 0;
        for (int b = 0; b < prompts.size(); b++) {
            for (int t = 0; t < answers.get(b).length; t++) {
                nodes[n++] = forest.node(b, prompts.get(b).length - 1 + t);
            }
        }
        int[] order = IntStream.range(0, tokens)
                .boxed()
                .sorted(Comparator.comparingInt(token -> nodes[token]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] places = new long[tokens];
        for (int place = 0; place < tokens; place++) {
            places[order[place]] = place;
        }
        long[] before = IntStream.of(nodes).sorted().distinct().asLongStream().toArray();
        int[] rows = IntStream.of(order)
                .map(token -> Arrays.binarySearch(before, nodes[token]))
                .toArray();
        long[] ids = answers.stream().flatMapToInt(IntStream::of).asLongStream().toArray();
        long[] targets = IntStream.of(order).mapToLong(token -> ids[token]).toArray();
        return new AnswerBatch(
                forest,
                placement,
                Torch.longs(before, placement, before.length),
                rows,
                targets,
                Torch.longs(places, placement, tokens),
                Torch.longs(summands(answers, places, longest), placement, (long) answers.size() * longest),
                longest);
    }

    private static long[] summands(List<int[]> answers, long[] places, int longest) {
        long[] summands = new long[Math.multiplyExact(answers.size(), longest)];
        Arrays.fill(summands, places.length);
        int n = 0;
        for (int b = 0; b < answers.size(); b++) {
            int tokens = answers.get(b).length;
            System.arraycopy(places, n, summands, b * longest, tokens);
            n += tokens;
        }
        return summands;
    }

    Layout layout() {
        return forest;
    }

    /** U. */
    int nodes() {
        return Math.toIntExact(before.size(0));
    }

    /** The U nodes after which a token of an answer comes, rising. */
    Tensor before() {
        return before;
    }

    /** The tokens that come after some of the U nodes. */
    Following following(int from, int count) {
        int first = first(from);
        int end = first(from + count);
        long[] row = new long[end - first];
        for (int place = first; place < end; place++) {
            row[place - first] = (long) rows[place] - from;
        }
        return new Following(
                Torch.longs(row, placement, row.length),
                Torch.longs(Arrays.copyOfRange(targets, first, end), placement, row.length));
    }

    private int first(int node) {
        int place = Arrays.binarySearch(rows, node);
        while (place > 0 && rows[place - 1] == node) {
            place--;
        }
        return place < 0 ? rows.length : place; // each node has a token, but the one after the last
    }

    /**
     * Tokens that come after nodes.
     *
     * @param rows of each its node
     * @param tokens what comes
     */
    record Following(Tensor rows, Tensor tokens) {}

    /** What tokens have (N), in the order of their nodes, one answer after the other. */
    Tensor inAnswers(Tensor ofTokens) {
        return ofTokens.index_select(0, answers);
    }

    /** Sums (B) over each answer of what its tokens have (N); in a fixed order on every device, unlike a scattered addition. */
    Tensor sums(Tensor ofTokens) {
        Tensor zero = torch.zeros(new long[] {1}, ofTokens.options());
        Tensor padded = torch.cat(new TensorVector(ofTokens, zero), 0).index_select(0, summands);
        return padded.view(-1, longest).sum(1);
    }
}
