package org.teeter.alignment.train;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.teeter.alignment.loss.PreferenceLoss;
import org.teeter.alignment.loss.ScoredAnswers;
import org.teeter.alignment.model.AnswerScores;
import org.teeter.alignment.model.Decoder;

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
    private final boolean recomputed;

    /** Of this decoder, which is not closed by it; with the table of the reference where the loss needs one. */
    public PreferenceObjective(Decoder decoder, PreferenceLoss loss, Optional<ReferenceTable> reference) {
        this(decoder, loss, reference, false);
    }

    /** The same; {@code recomputed}: the decoder's blocks are computed again for the gradient instead of being kept. */
    public PreferenceObjective(
            Decoder decoder, PreferenceLoss loss, Optional<ReferenceTable> reference, boolean recomputed) {
        if (loss.needsReference() && reference.isEmpty()) {
            throw new IllegalArgumentException(
                    "the loss " + loss.name() + " needs a table of reference log-probabilities");
        }
        this.decoder = decoder;
        this.loss = loss;
        this.reference = loss.needsReference() ? reference : Optional.empty();
        this.recomputed = recomputed;
    }

    @Override
    public double weight(Example.Ranked example) {
        return 1;
    }

    @Override
    public Measured measure(List<Example.Ranked> examples) {
        List<Group> groups = Group.bySize(examples);
        AnswerScores scores = Answers.score(decoder, Group.inOrder(groups), recomputed);
        return Group.measure(groups, scores.logProbabilities(), (policy, of) -> {
            ScoredAnswers scored = scored(policy, of);
            Tensor total = loss.losses(scored).sum();
            List<Integer> counts = Collections.nCopies(NAMES.size(), of.size());
            return new Measured(total, NAMES, metrics(scored), counts, scores::backward);
        });
    }

    private ScoredAnswers scored(Tensor policy, List<Example.Ranked> examples) {
        Table table = new Table(
                examples.size(),
                policy.size(1),
                decoder.parameters().placement(),
                policy.scalar_type().intern());
        boolean valued = examples.stream().noneMatch(example -> example.worth().isEmpty());
        return new ScoredAnswers(
                policy,
                reference.map(known -> table.fill((b, k) -> known.get(
                        examples.get(b).prompt(), examples.get(b).answers().get(k)))),
                table.fill((b, k) -> examples.get(b).answers().get(k).length()),
                valued
                        ? Optional.of(
                                table.fill((b, k) -> examples.get(b).worth().get(k)))
                        : Optional.empty());
    }

    private Tensor metrics(ScoredAnswers scored) {
        Tensor logps = scored.policy().detach();
        ScoredAnswers constant = new ScoredAnswers(logps, scored.reference(), scored.tokens(), scored.worth());
        Tensor ofLogps = torch.stack(new TensorVector(Group.best(logps), Group.others(logps)));
        return torch.cat(new TensorVector(Group.rewardMetrics(loss.rewards(constant)), ofLogps), 0);
    }

    @Override
    public String description() {
        return loss + ", " + RunIdentity.of(decoder.parameters());
    }
}
