package org.teeter.lab.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.teeter.lm.ask.Respondent;
import org.teeter.lm.model.AnswerScores;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.Sampling;
import org.teeter.lm.tensor.Torch;
import org.teeter.lm.text.Prompt;

/** A copy of the subject with weights of its own, ready to answer; it uses the subject's words. The decoder stays the caller's. */
record Policy(Subject subject, Decoder decoder) implements Respondent {

    @Override
    public List<Sampled> sample(Prompt prompt, Sampling sampling, int n, long seed) {
        List<Sampled> answers = new ArrayList<>();
        for (int[] ids : sampling.draw(
                decoder, subject.prompt(prompt).ids(), subject.model().ends(), n, seed)) {
            boolean ended = ids.length > 0 && subject.model().ends().contains(ids[ids.length - 1]);
            answers.add(new Sampled(subject.model().tokenizer().decode(ids), ended));
        }
        return answers;
    }

    @Override
    public String spelled(String answer) {
        return subject.model().tokenizer().decode(subject.model().tokenizer().encode(answer));
    }

    @Override
    public double[] logProbabilities(Prompt prompt, List<String> answers) {
        int[] asked = subject.prompt(prompt).ids();
        List<int[]> ids =
                answers.stream().map(answer -> subject.answer(answer).ids()).toList();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return Torch.toDoubles(AnswerScores.logProbabilities(decoder, Collections.nCopies(ids.size(), asked), ids));
        }
    }
}
