package org.teeter.alignment.dataset;

import org.teeter.alignment.text.Prompt;

/** An answer to imitate. */
public record Demonstration(Prompt prompt, String completion) {}
