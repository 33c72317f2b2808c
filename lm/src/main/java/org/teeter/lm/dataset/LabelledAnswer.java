package org.teeter.lm.dataset;

import org.teeter.lm.text.Prompt;

/** One answer, judged on its own (KTO). */
public record LabelledAnswer(Prompt prompt, String completion, boolean desirable) {}
