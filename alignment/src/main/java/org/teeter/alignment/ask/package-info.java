/**
 * What a language model prefers, found by asking it: answers sampled and matched with the templates, every template scored, and the
 * reward that a model trained on preferences implies. Depends on {@code checkpoint}, {@code model}, {@code tensor}, {@code text} and
 * {@code synthesis}. Start with {@link org.teeter.alignment.ask.Inquiry}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.alignment.ask;
