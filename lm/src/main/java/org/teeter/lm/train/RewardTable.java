package org.teeter.lm.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teeter.lm.model.RewardModel;

/** The rewards of answers, each distinct prompt and answer scored once. */
public final class RewardTable {
    private final Map<Example.Shown, Double> rewards;

    private RewardTable(Map<Example.Shown, Double> rewards) {
        this.rewards = rewards;
    }

    /** Of all answers in the examples, {@code batch} at a time. */
    public static RewardTable of(RewardModel model, List<? extends Example> examples, int batch) {
        Map<Example.Shown, Double> rewards = new LinkedHashMap<>();
        for (Example example : examples) {
            example.answers().forEach(answer -> rewards.put(new Example.Shown(example.prompt(), answer), 0.0));
        }
        List<Example.Shown> distinct = new ArrayList<>(rewards.keySet());
        for (List<Example.Shown> some : Answers.batches(distinct, batch)) {
            double[] values = Answers.put(some, model::score);
            for (int i = 0; i < values.length; i++) {
                rewards.put(some.get(i), values[i]);
            }
        }
        return new RewardTable(rewards);
    }

    /** The reward of an answer to a prompt. */
    public double get(Tokens prompt, Tokens answer) {
        Double reward = rewards.get(new Example.Shown(prompt, answer));
        if (reward == null) {
            throw new IllegalArgumentException("the reward table does not know the answer " + answer + " to " + prompt);
        }
        return reward;
    }
}
