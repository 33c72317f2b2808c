package org.teeter.alignment.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.alignment.loss.PreferenceLoss;
import org.teeter.alignment.loss.ScoredAnswers;
import org.teeter.alignment.model.Decoder;
import org.teeter.alignment.tensor.Placement;

/**
 * A {@link PreferenceLoss} of pairs or rankings, as a mean over prompts. Rankings of different lengths may be mixed.
 *
 * <p>Metrics are TRL's; for more than two answers {@code rejected} is the mean over all but the best, and the accuracy is the share of
 * a prompt's pairs that the rewards put in the right order, ties counted as wrong.
 */
public final class PreferenceObjective implements Objective<Example.Ranked> {
    private static final List<String> NAMES = List.of(
            "rewards/chosen",
            "rewards/rejected",
            "rewards/accuracies",
            "rewards/margins",
            "logps/chosen",
            "logps/rejected");

    private final Decoder decoder;
    private final PreferenceLoss loss;
    private final Optional<ReferenceTable> reference;

    /** Of this decoder, which is not closed by it; with the table of the reference where the loss needs one. */
    public PreferenceObjective(Decoder decoder, PreferenceLoss loss, Optional<ReferenceTable> reference) {
        if (loss.needsReference() && reference.isEmpty()) {
            throw new IllegalArgumentException(
                    "the loss " + loss.name() + " needs a table of reference log-probabilities");
        }
        this.decoder = decoder;
        this.loss = loss;
        this.reference = loss.needsReference() ? reference : Optional.empty();
    }

    @Override
    public double weight(Example.Ranked example) {
        return 1;
    }

    @Override
    public Measured measure(List<Example.Ranked> examples) {
        Map<Integer, List<Example.Ranked>> bySize = new LinkedHashMap<>();
        for (Example.Ranked example : examples) {
            bySize.computeIfAbsent(example.answers().size(), k -> new ArrayList<>())
                    .add(example);
        }
        List<Example.Ranked> ordered =
                bySize.values().stream().flatMap(List::stream).toList();
        Tensor logps = Answers.logProbabilities(decoder, ordered);
        List<Measured> parts = new ArrayList<>();
        long from = 0;
        for (Map.Entry<Integer, List<Example.Ranked>> group : bySize.entrySet()) {
            long prompts = group.getValue().size();
            long answers = group.getKey();
            Tensor policy = logps.narrow(0, from, prompts * answers).view(prompts, answers);
            parts.add(measure(policy, group.getValue()));
            from += prompts * answers;
        }
        return parts.stream().reduce(PreferenceObjective::together).orElseThrow();
    }

    private Measured measure(Tensor policy, List<Example.Ranked> examples) {
        ScalarType type = policy.scalar_type().intern();
        Placement placement = decoder.parameters().placement();
        Table table = new Table(examples.size(), policy.size(1), placement, type);
        boolean valued = examples.stream().noneMatch(example -> example.worth().isEmpty());
        ScoredAnswers scored = new ScoredAnswers(
                policy,
                reference.map(known -> table.fill((b, k) -> known.get(
                        examples.get(b).prompt(), examples.get(b).answers().get(k)))),
                table.fill((b, k) -> examples.get(b).answers().get(k).length()),
                valued
                        ? Optional.of(
                                table.fill((b, k) -> examples.get(b).worth().get(k)))
                        : Optional.empty());
        Tensor total = loss.losses(scored).sum();
        return new Measured(total, NAMES, metrics(scored), Collections.nCopies(NAMES.size(), examples.size()));
    }

    private Tensor metrics(ScoredAnswers scored) {
        ScoredAnswers constant =
                new ScoredAnswers(scored.policy().detach(), scored.reference(), scored.tokens(), scored.worth());
        Tensor rewards = loss.rewards(constant);
        Tensor logps = constant.policy();
        return torch.stack(new TensorVector(
                best(rewards),
                others(rewards),
                ordered(rewards),
                best(rewards).sub(others(rewards)),
                best(logps),
                others(logps)));
    }

    private static Tensor best(Tensor x) {
        return x.select(1, 0).sum();
    }

    private static Tensor others(Tensor x) {
        return x.narrow(1, 1, x.size(1) - 1).mean(1).sum();
    }

    /** Σ over prompts of the share of pairs i before j with x_i > x_j. */
    private static Tensor ordered(Tensor x) {
        long answers = x.size(1);
        Tensor above = x.unsqueeze(2).gt(x.unsqueeze(1)).to(x.scalar_type()).triu(1); // (B, K, K)
        return above.sum().div(new Scalar(answers * (answers - 1) / 2.0));
    }

    private static Measured together(Measured a, Measured b) {
        List<Integer> counts = new ArrayList<>(a.counts());
        counts.replaceAll(count -> count + b.counts().get(0));
        return new Measured(a.total().add(b.total()), a.names(), a.sums().add(b.sums()), counts);
    }

    @Override
    public String description() {
        return loss.toString();
    }
}
