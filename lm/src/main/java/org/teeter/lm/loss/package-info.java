/**
 * Preference losses as types: the formula of each, on log-probabilities of answers and nothing else. Depends on LibTorch only. Start
 * with {@link org.teeter.lm.loss.PreferenceLoss} and {@link org.teeter.lm.loss.ScoredAnswers}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.lm.loss;
