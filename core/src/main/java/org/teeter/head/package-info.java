/**
 * Linear reward heads: options are vectors, as a language model embeds answers, and a score is linear in them. The same fit, sensitivities
 * and refits as of free scores, by one dense matrix as wide as the vectors, whatever the number of options and pairs.
 *
 * <p>Start at {@link org.teeter.head.HeadFit}.
 */
package org.teeter.head;
