package org.teeter.lm.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * What an objective finds on examples that are not trained on, by TRL's names with {@code eval_} before them. It draws no random
 * numbers and leaves weights and gradients as they are, so that a run takes the same steps with and without it.
 *
 * @param <E> what is trained on
 * @param objective that of the training, over these examples
 * @param examples in the order in which they are cut into batches
 * @param batch examples that go through the model at once
 */
public record Evaluation<E extends Example>(Objective<E> objective, List<E> examples, int batch) {
    private static final String PREFIX = "eval_";
    private static final List<String> OF_STEPS = List.of("grad_norm", "learning_rate", "epoch");

    public Evaluation {
        examples = List.copyOf(examples);
        if (examples.isEmpty() || batch <= 0) {
            throw new IllegalArgumentException("there must be an example at least and a positive batch, got "
                    + examples.size() + " examples and a batch of " + batch);
        }
    }

    /** Its names beside those of a step. */
    public StepMetrics announced(StepMetrics step) {
        List<String> names = new ArrayList<>(step.names());
        for (String name : step.names()) {
            if (!OF_STEPS.contains(name)) {
                names.add(PREFIX + name);
            }
        }
        return new StepMetrics(step.step(), step.values(), names);
    }

    /** What a step measured, and what the model after it makes of these examples. */
    public StepMetrics added(StepMetrics step) {
        Pooled pooled = new Pooled();
        double weight = examples.stream().mapToDouble(objective::weight).sum();
        double loss = 0;
        for (List<E> some : Answers.batches(examples, batch)) {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Measured measured = objective.measure(some);
                loss += pooled.add(measured, measured.total());
            }
        }
        Map<String, Double> values = new LinkedHashMap<>(step.values());
        values.put(PREFIX + "loss", loss / weight);
        pooled.values().forEach((name, value) -> values.put(PREFIX + name, value));
        values.put(PREFIX + "num_tokens", step.get("num_tokens"));
        return new StepMetrics(step.step(), values, announced(step).names());
    }
}
