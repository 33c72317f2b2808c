package org.teeter.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.teeter.data.Sha256;
import org.teeter.lab.synthesis.Realised;
import org.teeter.lm.ask.Inquiry;
import org.teeter.lm.ask.PairReading;
import org.teeter.lm.ask.PaperTemplates;
import org.teeter.lm.ask.SampledPreference;
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

/**
 * Does a job: draws the data, trains a copy of the model on them, and asks it about all three pairs in both orders.
 *
 * @param optimizer how the copy is updated
 */
record JobRun(Subject subject, OptimizerSettings optimizer) {
    private static final int LONGEST_ANSWER = 32;
    private static final double CLIP = 1;

    JobResult of(Job job) {
        Judgements judgements = Judgements.of(job);
        try (Decoder policy = copy(job)) {
            List<Double> losses = train(policy, job, judgements);
            List<String> o = job.order();
            List<PairResult> readings = List.of(
                    ask(policy, job, o.get(0), o.get(1)),
                    ask(policy, job, o.get(1), o.get(2)),
                    ask(policy, job, o.get(0), o.get(2)));
            Realised first = judgements.realised(o.get(0), o.get(1), job.p12());
            Realised second = judgements.realised(o.get(1), o.get(2), job.p23());
            int tail = Math.max(1, losses.size() / 10);
            double last = losses.subList(losses.size() - tail, losses.size()).stream()
                    .mapToDouble(x -> x)
                    .average()
                    .orElseThrow();
            return new JobResult(
                    job.key(),
                    job,
                    losses.size(),
                    last,
                    first.proportion(),
                    second.proportion(),
                    first.judgements(),
                    second.judgements(),
                    readings);
        }
    }

    /** What is trained: a copy of all weights, or an adapter to weights that stay as they are. */
    private Decoder copy(Job job) {
        Decoder base = subject.model().decoder();
        int rank = job.method().rank();
        if (rank == 0) {
            return base.copy(true);
        }
        LowRankAdapter.Settings settings = new LowRankAdapter.Settings(rank, 2.0 * rank, LowRankAdapter.Settings.ALL);
        LowRankAdapter change = LowRankAdapter.random(
                settings, base.config(), base.parameters().placement(), Sha256.seed("adapter of " + job.dataKey()));
        return base.adapter().isPresent() ? base.copy(false).adapted(change) : base.lent(change);
    }

    private List<Double> train(Decoder policy, Job job, Judgements judgements) {
        Optional<PreferenceLoss> loss = job.method().preferenceLoss();
        if (loss.isEmpty()) {
            List<Example.Shown> shown = judgements.examples(subject, false).stream()
                    .map(r -> new Example.Shown(r.prompt(), r.answers().get(0)))
                    .toList();
            return train(policy, job, new SupervisedObjective(policy), shown);
        }
        List<Example.Ranked> ranked = judgements.examples(subject, job.data().form() == Job.Form.BROKEN);
        PreferenceObjective objective =
                new PreferenceObjective(policy, loss.get(), Optional.of(subject.table(judgements.drawn(), ranked)));
        return train(policy, job, objective, ranked);
    }

    private <E extends Example> List<Double> train(Decoder policy, Job job, Objective<E> objective, List<E> examples) {
        Job.Method method = job.method();
        TrainingPlan plan = new TrainingPlan(
                TrainingPlan.stepsFor(method.epochs(), examples.size(), method.batch(), 1),
                method.batch(),
                1,
                method.learningRate(),
                Schedule.LINEAR,
                0,
                CLIP,
                Sha256.seed("order of " + job.dataKey()));
        List<Double> losses = new ArrayList<>();
        try (Trainer<E> trainer = new Trainer<>(policy.trained(), objective, examples, plan, optimizer)) {
            trainer.run(step -> losses.add(step.loss()));
        }
        return losses;
    }

    private PairResult ask(Decoder policy, Job job, String i, String j) {
        Inquiry inquiry = new Inquiry(
                List.of(PaperTemplates.TEST_QUESTION),
                PaperTemplates.answers(),
                Form.CONVERSATIONAL,
                new Sampling(1, 1, LONGEST_ANSWER),
                job.samples(),
                Sha256.seed("answers of " + job.key()),
                job.method().rewardScale());
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
