package org.teeter.alignment.dataset;

import org.teeter.alignment.text.Prompt;

/** Two answers to one prompt, of which one was preferred. */
public record PreferencePair(Prompt prompt, String chosen, String rejected) {}
