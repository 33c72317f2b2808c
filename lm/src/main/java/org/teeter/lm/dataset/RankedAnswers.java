package org.teeter.lm.dataset;

import java.util.List;
import org.teeter.lm.text.Prompt;

/**
 * K answers to one prompt, best first.
 *
 * @param completions at least two
 */
public record RankedAnswers(Prompt prompt, List<String> completions) implements Answered {
    public RankedAnswers {
        completions = List.copyOf(completions);
        if (completions.size() < 2) {
            throw new IllegalArgumentException("a ranking needs at least two answers, got " + completions.size());
        }
    }
}
