package org.teeter.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.teeter.data.Sha256;
import org.teeter.lm.ask.Inquiry;
import org.teeter.lm.ask.PairReading;
import org.teeter.lm.ask.PaperTemplates;
import org.teeter.lm.ask.SampledPreference;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.loss.PreferenceLoss;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.LowRankAdapter;
import org.teeter.lm.model.Sampling;
import org.teeter.lm.text.Form;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.Objective;
import org.teeter.lm.train.OptimizerSettings;
import org.teeter.lm.train.PreferenceObjective;
import org.teeter.lm.train.Schedule;
import org.teeter.lm.train.SupervisedObjective;
import org.teeter.lm.train.Trainer;
import org.teeter.lm.train.TrainingPlan;

/** Teaches copies of a model, and asks them. Safe for use by several threads, each with a lesson of its own. */
public final class Teacher {
    private static final int LONGEST_ANSWER = 32;
    private static final double CLIP = 1;

    private final Subject subject;
    private final OptimizerSettings optimizer;

    /**
     * Of a model that stays the caller's and is not trained meanwhile.
     *
     * @param name of the model, as runs call it
     * @param optimizer how copies are updated
     */
    public Teacher(String name, LanguageModel model, OptimizerSettings optimizer) {
        this.subject = new Subject(name, model);
        this.optimizer = optimizer;
    }

    /** The model's name. */
    public String model() {
        return subject.name();
    }

    /**
     * Teaches a copy and asks it.
     *
     * @param asked pairs of options
     */
    public Taught teach(Lesson lesson, List<List<String>> asked) {
        try (Decoder policy = copy(lesson)) {
            List<Double> losses = train(policy, lesson);
            return new Taught(
                    losses,
                    asked.stream()
                            .map(pair -> ask(policy, lesson, pair.get(0), pair.get(1)))
                            .toList());
        }
    }

    /** What is trained: a copy of all weights, or an adapter to weights that stay as they are. */
    private Decoder copy(Lesson lesson) {
        Decoder base = subject.model().decoder();
        int rank = lesson.method().rank();
        if (rank == 0) {
            return base.copy(true);
        }
        LowRankAdapter.Settings settings = new LowRankAdapter.Settings(rank, 2.0 * rank, LowRankAdapter.Settings.ALL);
        LowRankAdapter change = LowRankAdapter.random(
                settings, base.config(), base.parameters().placement(), Sha256.seed("adapter of " + lesson.data()));
        return base.adapter().isPresent() ? base.copy(false).adapted(change) : base.lent(change);
    }

    private List<Double> train(Decoder policy, Lesson lesson) {
        Judgements judgements = new Judgements(lesson.drawn());
        Optional<PreferenceLoss> loss = lesson.method().preferenceLoss();
        if (loss.isEmpty()) {
            List<Example.Shown> shown = judgements.examples(subject, false).stream()
                    .map(r -> new Example.Shown(r.prompt(), r.answers().get(0)))
                    .toList();
            return train(policy, lesson, new SupervisedObjective(policy), shown);
        }
        List<Example.Ranked> ranked = judgements.examples(subject, lesson.broken());
        PreferenceObjective objective =
                new PreferenceObjective(policy, loss.get(), Optional.of(subject.table(judgements.drawn(), ranked)));
        return train(policy, lesson, objective, ranked);
    }

    private <E extends Example> List<Double> train(
            Decoder policy, Lesson lesson, Objective<E> objective, List<E> examples) {
        Job.Method method = lesson.method();
        TrainingPlan plan = new TrainingPlan(
                TrainingPlan.stepsFor(method.epochs(), examples.size(), method.batch(), 1),
                method.batch(),
                1,
                method.learningRate(),
                Schedule.LINEAR,
                0,
                CLIP,
                Sha256.seed("order of " + lesson.data()));
        List<Double> losses = new ArrayList<>();
        try (Trainer<E> trainer = new Trainer<>(policy.trained(), objective, examples, plan, optimizer)) {
            trainer.run(step -> losses.add(step.loss()));
        }
        return losses;
    }

    private PairResult ask(Decoder policy, Lesson lesson, String i, String j) {
        Inquiry inquiry = new Inquiry(
                List.of(PaperTemplates.TEST_QUESTION),
                PaperTemplates.answers(),
                Form.CONVERSATIONAL,
                new Sampling(1, 1, LONGEST_ANSWER),
                lesson.samples(),
                Sha256.seed("answers of " + lesson.answers()),
                lesson.method().rewardScale());
        PairReading reading = inquiry.ask(subject.answering(policy), Optional.of(subject.reference()), i, j);
        SampledPreference counts = reading.counts();
        return new PairResult(
                i,
                j,
                reading.exact(),
                reading.iFirst().exact().preference(),
                reading.jFirst().exact().preference(),
                reading.validMass(),
                counts.i(),
                counts.j(),
                counts.none(),
                reading.implicit().orElseThrow());
    }
}
