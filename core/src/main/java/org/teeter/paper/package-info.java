/**
 * The paper's mathematics: how far one preference moves another when a model is known exactly (sections 2 and 3, appendix B).
 *
 * <p>Start at {@link org.teeter.paper.Sensitivity} for pairs, {@link org.teeter.paper.SensitiveRegion} for where they
 * are sensitive, and {@link org.teeter.paper.PairInRanking} for Plackett-Luce. Depends on org.teeter.link alone.
 */
package org.teeter.paper;
