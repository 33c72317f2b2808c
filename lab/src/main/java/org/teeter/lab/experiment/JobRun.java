package org.teeter.lab.experiment;

import java.util.List;
import org.teeter.lab.synthesis.Realised;

/** Does a job: draws the data, trains a copy of the model on them, and asks it about all three pairs in both orders. */
record JobRun(Teacher teacher) {

    JobResult of(Job job) {
        Judgements judgements = Judgements.of(job);
        List<String> o = job.order();
        Taught taught = teacher.teach(
                new Lesson(
                        job.method(),
                        judgements.drawn(),
                        job.data().form() == Job.Form.BROKEN,
                        job.dataKey(),
                        job.key(),
                        job.samples()),
                List.of(List.of(o.get(0), o.get(1)), List.of(o.get(1), o.get(2)), List.of(o.get(0), o.get(2))));
        Realised first = judgements.realised(o.get(0), o.get(1), job.p12());
        Realised second = judgements.realised(o.get(1), o.get(2), job.p23());
        return new JobResult(
                job.key(),
                job,
                taught.losses().size(),
                taught.lastLoss(),
                first.proportion(),
                second.proportion(),
                first.judgements(),
                second.judgements(),
                taught.readings());
    }
}
