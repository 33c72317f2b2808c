package org.teeter.lm.dataset;

import java.util.List;
import org.teeter.lm.text.Prompt;

/** One answer, judged on its own (KTO). */
public record LabelledAnswer(Prompt prompt, String completion, boolean desirable) implements Answered {
    @Override
    public List<String> completions() {
        return List.of(completion);
    }
}
