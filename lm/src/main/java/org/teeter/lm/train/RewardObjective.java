package org.teeter.lm.train;

import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.teeter.lm.loss.RewardLoss;
import org.teeter.lm.model.RewardModel;

/** A {@link RewardLoss} of a reward model on pairs or rankings, as a mean over prompts; metrics by the names of TRL's trainer of reward
 * models, which are not those of {@link PreferenceObjective}. */
public final class RewardObjective implements Objective<Example.Ranked> {
    private static final List<Metric> METRICS =
            Metric.means("rewards/chosen", "rewards/rejected", "accuracy", "ties", "margin");

    private static final List<Metric> SPREAD = List.of(
            new Metric("min_reward", Metric.Pooling.LEAST),
            new Metric("mean_reward", Metric.Pooling.MEAN),
            new Metric("max_reward", Metric.Pooling.GREATEST));

    private final RewardModel model;
    private final RewardLoss loss;

    /** Of this model, which is not closed by it. */
    public RewardObjective(RewardModel model, RewardLoss loss) {
        this.model = model;
        this.loss = loss;
    }

    @Override
    public double weight(Example.Ranked example) {
        return 1;
    }

    @Override
    public Measured measure(List<Example.Ranked> examples) {
        List<Group> groups = Group.bySize(examples);
        Tensor scores = Answers.put(Group.inOrder(examples), model::scores);
        double roundoff = model.roundoff();
        Measured measured = Group.measure(groups, scores, (rewards, of) -> {
            Tensor constant = rewards.detach();
            return new Measured(
                    loss.losses(rewards).sum(),
                    METRICS,
                    Group.rewardMetrics(constant, torch.full_like(constant, new Scalar(roundoff))),
                    Collections.nCopies(METRICS.size(), of.size()),
                    Tensor::backward);
        });
        Tensor all = scores.detach();
        int answers = Math.toIntExact(all.numel());
        return measured.with(
                SPREAD,
                torch.stack(new TensorVector(all.min(), all.sum(), all.max())),
                List.of(answers, answers, answers));
    }

    @Override
    public String description() {
        return "reward " + loss + ", " + RunIdentity.of(model.parameters());
    }
}
