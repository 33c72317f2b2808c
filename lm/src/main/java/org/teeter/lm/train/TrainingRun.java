package org.teeter.lm.train;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.teeter.lm.model.Parameters;

/**
 * Training that is kept in a folder: {@code metrics.csv} and TensorBoard's events of each step, and a state to go on from.
 *
 * @param evaluation what is measured beside the training, if anything
 * @param saveEvery steps from one saved state to the next; 0: none is saved
 * @param evaluateEvery steps from one evaluation to the next; 0: only after the last step
 */
public record TrainingRun<E extends Example>(
        Parameters parameters,
        Objective<E> objective,
        List<E> examples,
        Optional<Evaluation<E>> evaluation,
        TrainingPlan plan,
        OptimizerSettings settings,
        int saveEvery,
        int evaluateEvery) {
    public TrainingRun {
        examples = List.copyOf(examples);
    }

    /**
     * Does the steps that are left of the plan, from the folder's state if it has one, and tells what each measured.
     *
     * @return what the last step measured; no values if there was none to do
     */
    public StepMetrics in(TrainingFolder folder, Consumer<StepMetrics> listener) throws IOException {
        try (Trainer<E> trainer = new Trainer<>(parameters, objective, examples, plan, settings)) {
            if (folder.hasState()) {
                trainer.resume(folder.state());
            }
            StepMetrics last = steps(trainer, folder, listener);
            trainer.requireFiniteWeights();
            return last;
        } catch (DivergedException e) {
            folder.discard(); // the same settings would lead there again
            throw e;
        }
    }

    private StepMetrics steps(Trainer<E> trainer, TrainingFolder folder, Consumer<StepMetrics> listener)
            throws IOException {
        int from = trainer.step();
        StepMetrics last = new StepMetrics(from, Map.of());
        try (MetricsCsv csv = MetricsCsv.after(folder.work().resolve("metrics.csv"), from);
                EventFile events = EventFile.in(folder.work(), from, InstantSource.system())) {
            while (!trainer.done()) {
                StepMetrics step = trainer.advance();
                boolean due = trainer.done() || (evaluateEvery > 0 && step.step() % evaluateEvery == 0);
                last = evaluation
                        .map(held -> due ? held.added(step) : held.announced(step))
                        .orElse(step);
                csv.accept(last);
                events.accept(last);
                listener.accept(last);
                if (saveEvery > 0 && last.step() % saveEvery == 0) {
                    trainer.save(folder.state());
                }
            }
        }
        return last;
    }
}
