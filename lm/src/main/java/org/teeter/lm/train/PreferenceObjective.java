package org.teeter.lm.train;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.teeter.lm.loss.PreferenceLoss;
import org.teeter.lm.loss.ScoredAnswers;
import org.teeter.lm.model.AnswerScores;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.Roundoff;

/**
 * A {@link PreferenceLoss} of pairs or rankings, as a mean over prompts. Rankings of different lengths may be mixed.
 *
 * <p>Metrics are TRL's; for more than two answers {@code rejected} is the mean over all but the best, and the accuracy is the share of
 * a prompt's pairs that the rewards put in the right order. Rewards no further apart than their {@link Roundoff} tie: such a pair is no
 * success, as in TRL, and what it is instead is said beside it, so that it is no failure either.
 */
public final class PreferenceObjective implements Objective<Example.Ranked> {
    private static final List<Metric> METRICS = Metric.means(
            "rewards/chosen",
            "rewards/rejected",
            "rewards/accuracies",
            "rewards/ties",
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
        List<Example.Ranked> inOrder = Group.inOrder(examples);
        AnswerScores scores = Answers.read(decoder, inOrder, recomputed);
        Measured measured = Group.measure(groups, scores.logProbabilities(), (policy, of) -> {
            ScoredAnswers scored = scored(policy, of);
            Tensor total = loss.losses(scored).sum();
            List<Integer> counts = Collections.nCopies(METRICS.size(), of.size());
            Measured part = new Measured(total, METRICS, metrics(scored), counts, scores::backward);
            Map<String, Tensor> terms = loss.terms(constant(scored));
            return terms.isEmpty() ? part : withTerms(part, terms, of.size());
        });
        Set<Integer> best = new HashSet<>();
        int next = 0;
        for (Example.Ranked example : inOrder) {
            best.add(next);
            next += example.answers().size();
        }
        return TokenMetrics.of(
                        scores.readings(),
                        Answers.of(inOrder),
                        best::contains,
                        decoder.parameters().placement())
                .logits()
                .entropy()
                .accuracy()
                .after(measured);
    }

    private static Measured withTerms(Measured measured, Map<String, Tensor> terms, int examples) {
        Tensor[] sums = terms.values().stream().map(Tensor::sum).toArray(Tensor[]::new);
        return measured.with(
                Metric.means(terms.keySet().toArray(new String[0])),
                torch.stack(new TensorVector(sums)),
                Collections.nCopies(terms.size(), examples));
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
        ScoredAnswers constant = constant(scored);
        Tensor logps = loss.logged(constant);
        Tensor ofLogps = torch.stack(new TensorVector(Group.best(logps), Group.others(logps)));
        return torch.cat(
                new TensorVector(
                        Group.rewardMetrics(loss.rewards(constant), loss.rewards(roundoff(constant))), ofLogps),
                0);
    }

    /** How far the policy's log-probabilities can be from the reference's by rounding alone: rewards are linear in them. */
    private ScoredAnswers roundoff(ScoredAnswers scored) {
        Tensor rounding =
                Roundoff.of(decoder.parameters().placement().type()).ofAnswers(scored.policy(), scored.tokens());
        return new ScoredAnswers(
                rounding, scored.reference().map(known -> torch.zeros_like(known)), scored.tokens(), scored.worth());
    }

    private static ScoredAnswers constant(ScoredAnswers scored) {
        return new ScoredAnswers(scored.policy().detach(), scored.reference(), scored.tokens(), scored.worth());
    }

    @Override
    public String description() {
        return loss + ", " + RunIdentity.of(decoder) + (recomputed ? ", recomputed" : "");
    }
}
