/**
 * What losses that train language models make of judgements: models of pairs that are no likelihoods, and an audit read under them.
 *
 * <p>Start at {@link org.teeter.loss.LossReading}.
 */
package org.teeter.loss;
