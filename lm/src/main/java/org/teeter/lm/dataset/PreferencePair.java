package org.teeter.lm.dataset;

import java.util.List;
import org.teeter.lm.text.Prompt;

/** Two answers to one prompt, of which one was preferred. */
public record PreferencePair(Prompt prompt, String chosen, String rejected) implements Answered {
    @Override
    public List<String> completions() {
        return List.of(chosen, rejected);
    }
}
