/**
 * Preference data drawn with known probabilities: the paper's templates, which pairs or sets are judged how often, and how the draws
 * become prompts and answers. Depends on {@code ask}, {@code dataset} and {@code text}. Start with
 * {@link org.teeter.lab.synthesis.PairDraw}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.lab.synthesis;
