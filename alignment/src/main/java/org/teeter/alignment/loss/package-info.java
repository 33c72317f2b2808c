/**
 * Preference losses as types: the formula of each, on log-probabilities of answers and nothing else. Depends on LibTorch only. Start
 * with {@link org.teeter.alignment.loss.PreferenceLoss} and {@link org.teeter.alignment.loss.ScoredAnswers}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.alignment.loss;
