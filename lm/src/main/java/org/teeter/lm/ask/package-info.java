/**
 * What a language model prefers, found by asking it: answers sampled and matched with the templates, every template scored, and the
 * reward that a model trained on preferences implies. Depends on {@code checkpoint}, {@code model}, {@code tensor} and
 * {@code text}. Start with {@link org.teeter.lm.ask.Inquiry}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.lm.ask;
