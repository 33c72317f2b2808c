package org.teeter.lm.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Rankings of equally many answers, which a loss can take as one matrix. */
record Group(int answers, List<Example.Ranked> examples) {

    static List<Group> bySize(List<Example.Ranked> examples) {
        SortedMap<Integer, List<Example.Ranked>> bySize = new TreeMap<>();
        for (Example.Ranked example : examples) {
            bySize.computeIfAbsent(example.answers().size(), k -> new ArrayList<>())
                    .add(example);
        }
        List<Group> groups = new ArrayList<>();
        bySize.forEach((answers, same) -> groups.add(new Group(answers, same)));
        return groups;
    }

    /** The examples of a batch, one group after the other. */
    static <E extends Example> List<E> inOrder(List<E> examples) {
        return examples.stream()
                .sorted(Comparator.comparingInt(example -> example.answers().size()))
                .toList();
    }

    /** Measures each group on its part of {@code values}, which has one number an answer, as (B, K); and adds up. */
    static Measured measure(
            List<Group> groups, Tensor values, BiFunction<Tensor, List<Example.Ranked>, Measured> measure) {
        List<Measured> parts = new ArrayList<>();
        long from = 0;
        for (Group group : groups) {
            long rows = group.examples.size();
            Tensor part = values.narrow(0, from, rows * group.answers).view(rows, group.answers);
            parts.add(measure.apply(part, group.examples));
            from += rows * group.answers;
        }
        return parts.stream().reduce(Measured::and).orElseThrow();
    }

    /**
     * Sums over the rows of rewards (B, K), best first: of the best, the mean of the others, the pairs in order, those that tie, and the
     * lead; (5).
     *
     * @param roundoff of each reward (B, K): two tie that are no further apart than the rounding of both
     */
    static Tensor rewardMetrics(Tensor rewards, Tensor roundoff) {
        Tensor lead = rewards.unsqueeze(2).sub(rewards.unsqueeze(1)); // (B, K, K): of i over j
        Tensor rounding = roundoff.unsqueeze(2).add(roundoff.unsqueeze(1));
        return torch.stack(new TensorVector(
                best(rewards),
                others(rewards),
                ofPairs(lead.gt(rounding), rewards),
                ofPairs(lead.abs().le(rounding), rewards),
                best(rewards).sub(others(rewards))));
    }

    static Tensor best(Tensor x) {
        return x.select(1, 0).sum();
    }

    static Tensor others(Tensor x) {
        return x.narrow(1, 1, x.size(1) - 1).mean(1).sum();
    }

    /** Σ over rows of the share of pairs i before j of which something (B, K, K) is true. */
    private static Tensor ofPairs(Tensor isTrue, Tensor rewards) {
        long answers = rewards.size(1);
        Tensor pairs = isTrue.to(rewards.scalar_type()).triu(1);
        return pairs.sum().div(new Scalar(answers * (answers - 1) / 2.0));
    }
}
