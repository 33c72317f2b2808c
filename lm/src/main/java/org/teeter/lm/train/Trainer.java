package org.teeter.lm.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.teeter.lm.checkpoint.CheckpointException;
import org.teeter.lm.model.Parameters;

/**
 * A run of training: examples in a seeded order, gradients summed over the batches of a step, clipped, and given to AdamW.
 *
 * <p>The order and all randomness follow from the plan's seed and the number of the step, and every tensor is computed by one thread;
 * so a run is the same bits whenever, wherever on one kind of processor, and beside whatever else it runs. The optimiser's memory is
 * the trainer's, which {@link #close} frees; weights and objective are the caller's.
 *
 * @param <E> what it is trained on
 */
public final class Trainer<E extends Example> implements AutoCloseable {
    private final Parameters parameters;
    private final Objective<E> objective;
    private final List<E> examples;
    private final TrainingPlan plan;
    private final AdamW optimizer;
    private final ExampleOrder order;
    private final String identity;
    private long tokens;

    /** At the beginning of the plan. */
    public Trainer(
            Parameters parameters,
            Objective<E> objective,
            List<E> examples,
            TrainingPlan plan,
            OptimizerSettings settings) {
        this.parameters = parameters;
        this.objective = objective;
        this.examples = List.copyOf(examples);
        this.plan = plan;
        this.order = new ExampleOrder(examples.size(), plan.examplesPerStep(), plan.seed());
        this.optimizer = new AdamW(parameters, settings, plan.seed());
        this.identity = RunIdentity.of(
                List.of(
                        plan,
                        settings,
                        objective.description(),
                        shapes(parameters),
                        parameters.placement().type()),
                this.examples);
    }

    private static String shapes(Parameters parameters) {
        StringBuilder text = new StringBuilder();
        parameters.shapes().forEach((name, shape) -> text.append(name).append(Arrays.toString(shape)));
        return text.toString();
    }

    /** Saves all that {@link #resume} needs; a file of that name is replaced whole, or stays as it was. */
    public void save(Path file) throws IOException {
        TrainingState.write(file, parameters, optimizer, new TrainingState.Position(step(), tokens), identity);
    }

    /**
     * Goes to where a run of the same model, objective, examples, plan and settings was when it was saved; on the processor its steps
     * are from there on the same bits. What is no such file is a {@link CheckpointException}.
     */
    public void resume(Path file) throws IOException {
        TrainingState.Position position = TrainingState.read(file, parameters, optimizer, identity);
        optimizer.resumeAt(position.step());
        tokens = position.tokens();
    }

    /** Number of steps done. */
    public int step() {
        return optimizer.steps();
    }

    /** Whether the plan is through. */
    public boolean done() {
        return step() >= plan.steps();
    }

    /** Does all steps that are left, and tells what each measured. */
    public void run(Consumer<StepMetrics> listener) {
        while (!done()) {
            listener.accept(advance());
        }
    }

    /** Refuses weights that the last steps have made infinite or undefined, which no later loss has shown. */
    public void requireFiniteWeights() {
        double norm = Norm.of(parameters.values());
        if (!Double.isFinite(norm)) {
            throw new DivergedException("after step " + step() + " the weights' norm is " + norm
                    + "; lower the learning rate or the weight decay, or clip the gradient");
        }
    }

    /** Does one step. */
    public StepMetrics advance() {
        int t = step();
        List<E> seen = order.at(t).stream().map(examples::get).toList();
        double weight = seen.stream().mapToDouble(objective::weight).sum();
        parameters.clearGradient();
        double loss = 0;
        Pooled pooled = new Pooled();
        for (List<E> batch : Answers.batches(seen, plan.batch())) {
            loss += backward(batch, weight, pooled);
        }
        double norm = Norm.of(parameters.gradient());
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            throw new DivergedException("at step " + (t + 1) + " the loss is " + loss + " and the gradient's norm "
                    + norm + "; lower the learning rate, clip the gradient, or look at the examples " + order.at(t));
        }
        double rate = plan.rate(t);
        optimizer.step(rate, plan.clip() > 0 ? Math.min(1, plan.clip() / (norm + 1e-6)) : 1);
        seen.forEach(this::countTokens);
        return metrics(loss, norm, rate, pooled);
    }

    /** Adds the gradient of a batch's share in the mean and returns that share. */
    private double backward(List<E> batch, double weight, Pooled pooled) {
        try (PointerScope scope = new PointerScope()) {
            Measured measured = objective.measure(batch);
            Tensor share = measured.total().div(new Scalar(weight));
            measured.backward().accept(share);
            return pooled.add(measured, share);
        }
    }

    private void countTokens(E example) {
        for (Tokens answer : example.answers()) {
            tokens += (long) example.prompt().length() + answer.length();
        }
    }

    private StepMetrics metrics(double loss, double norm, double rate, Pooled pooled) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", loss);
        values.putAll(pooled.values());
        values.put("grad_norm", norm);
        values.put("learning_rate", rate);
        values.put("num_tokens", (double) tokens);
        values.put("epoch", step() / (double) order.stepsPerEpoch());
        List<String> names = new ArrayList<>(List.of("loss"));
        names.addAll(pooled.names());
        names.addAll(List.of("grad_norm", "learning_rate", "num_tokens", "epoch"));
        return new StepMetrics(step(), values, names);
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
