package org.teeter.alignment.train;

import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.teeter.alignment.loss.RewardLoss;
import org.teeter.alignment.model.RewardModel;

/** A {@link RewardLoss} of a reward model on pairs or rankings, as a mean over prompts; metrics as of {@link PreferenceObjective}. */
public final class RewardObjective implements Objective<Example.Ranked> {
    private static final List<String> NAMES =
            List.of("rewards/chosen", "rewards/rejected", "rewards/accuracies", "rewards/margins");

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
        Tensor scores = Answers.put(Group.inOrder(groups), model::scores);
        return Group.measure(groups, scores, (rewards, of) -> {
            Tensor constant = rewards.detach();
            return new Measured(
                    loss.losses(rewards).sum(),
                    NAMES,
                    Group.rewardMetrics(constant),
                    Collections.nCopies(NAMES.size(), of.size()),
                    Tensor::backward);
        });
    }

    @Override
    public String description() {
        return "reward " + loss + ", " + RunIdentity.of(model.parameters());
    }
}
