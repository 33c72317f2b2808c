package org.teeter.lm.dataset;

import org.teeter.lm.text.Prompt;

/** An answer to imitate. */
public record Demonstration(Prompt prompt, String completion) {}
