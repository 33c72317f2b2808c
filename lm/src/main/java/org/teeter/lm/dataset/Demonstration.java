package org.teeter.lm.dataset;

import java.util.List;
import org.teeter.lm.text.Prompt;

/** An answer to imitate. */
public record Demonstration(Prompt prompt, String completion) implements Answered {
    @Override
    public List<String> completions() {
        return List.of(completion);
    }
}
