/**
 * Preference models: the likelihood of judgements given scores, with its gradient and curvature; no optimiser.
 *
 * <p>Start at {@link org.teeter.model.PairModel}. Depends on {@link org.teeter.data} and {@link org.teeter.link}.
 */
package org.teeter.model;
