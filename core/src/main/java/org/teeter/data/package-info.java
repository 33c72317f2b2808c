/**
 * Judgements, counted: who was compared with whom, and how often each was preferred.
 *
 * <p>Start at {@link org.teeter.data.Tally}, which counts judgements as they stream, {@link org.teeter.data.Counts}, the exact and
 * order-independent result, and {@link org.teeter.data.ComparisonGraph}, what a model of
 * pairs is fitted to. Depends on {@link org.teeter.graph}.
 */
package org.teeter.data;
