package org.teeter.tabular.text;

/**
 * Two different texts and what they answer, each in a form that equal ones share.
 *
 * @param prompt what both answer; where no column holds it, what both begin with
 * @param hasPrompt whether a column holds what they answer
 */
public record TextPair(Answer first, Answer second, Answer prompt, boolean hasPrompt) {}
