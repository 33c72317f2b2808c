package org.teeter.alignment.dataset;

import org.teeter.alignment.text.Prompt;

/** One answer, judged on its own (KTO). */
public record LabelledAnswer(Prompt prompt, String completion, boolean desirable) {}
