package org.teeter.lab.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.dataset.Answered;
import org.teeter.lm.dataset.ExampleKind;
import org.teeter.lm.dataset.Examples;
import org.teeter.lm.train.Evaluation;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.Objective;
import org.teeter.lm.train.TrainingPlan;

/**
 * The training of a language model, whatever the objective: read, encode, train, save.
 *
 * @param usualRate the learning rate where none is given
 */
record Training(
        RunOptions run, TrainedModelOptions source, PlanOptions plan, double usualRate, RunOptions.Place place) {

    /**
     * What is trained by.
     *
     * @param evaluation what is measured beside the training, if anything
     */
    record Goal<E extends Example>(Objective<E> objective, Optional<Evaluation<E>> evaluation) {}

    /** Makes objectives of examples, and of those to measure on where there are some. */
    interface Goals<E extends Example> {
        Goal<E> of(LanguageModel model, List<E> examples, TrainingPlan planned, Optional<List<E>> held)
                throws IOException;
    }

    <T extends Answered, E extends Example> void on(
            ExampleKind<T> kind, RunOptions.Encoding<T, E> encoding, Goals<E> goals) throws IOException {
        Examples<T> data = run.read(kind);
        plan.plan(data.examples().size(), usualRate); // refused before a model is loaded
        var settings = plan.optimizer();
        place.record().ended("read");
        try (LanguageModel model = source.open(plan.seed())) {
            List<E> examples = List.copyOf(
                    run.encoded(model, encoder -> encoding.of(encoder, data)).ids());
            TrainingPlan planned = plan.plan(examples.size(), usualRate);
            Optional<List<E>> held = run.evaluated(kind, model, encoding);
            place.record().ended("load");
            Goal<E> goal = goals.of(model, examples, planned, held);
            run.train(
                    RunOptions.Job.of(model, goal.objective(), examples, goal.evaluation()), place, planned, settings);
        }
    }
}
