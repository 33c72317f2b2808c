/**
 * Preference models: the likelihood of judgements given scores, with its derivatives, and when it has a maximum; no optimiser.
 *
 * <p>Start at {@link org.teeter.model.Model}; a model of pairs whose link is log-concave is {@link org.teeter.model.LinkModel}. Depends
 * on {@link org.teeter.data}, {@link org.teeter.graph} and {@link org.teeter.link}.
 */
package org.teeter.model;
