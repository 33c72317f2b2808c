package org.teeter.lm.ask;

import java.util.List;
import org.teeter.lm.model.Sampling;
import org.teeter.lm.text.Prompt;

/** What can be asked. */
public interface Respondent {

    /** An answer that was drawn, and whether it came to its end rather than to the longest length allowed. */
    record Sampled(String text, boolean ended) {}

    /** Draws n answers. */
    List<Sampled> sample(Prompt prompt, Sampling sampling, int n, long seed);

    /** An answer as it reads when it has gone through the tokenizer and back, which not all keep letter by letter. */
    String spelled(String answer);

    /** The log-probability, in nats, that the answer to a prompt is each of these and ends there. */
    double[] logProbabilities(Prompt prompt, List<String> answers);
}
