/**
 * What a fit is worth: how uncertain its scores and their order are, by the information or by the judgements themselves, and whether the
 * model fits them.
 *
 * <p>Start at {@link org.teeter.infer.Covariance} and {@link org.teeter.infer.RankSets}. Depends on {@link org.teeter.fit}, {@link
 * org.teeter.model} and on linear algebra that is not exported.
 */
package org.teeter.infer;
