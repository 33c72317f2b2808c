package org.teeter.lm.dataset;

import java.util.List;
import org.teeter.lm.text.Prompt;

/** An example: answers to a prompt, and what was said of them. */
public sealed interface Answered permits PreferencePair, RankedAnswers, LabelledAnswer, Demonstration {

    Prompt prompt();

    /** The answers, a preferred one before the others. */
    List<String> completions();
}
