/**
 * The page that {@code teeter audit} writes: one self-contained file, readable without scripts and without a network.
 *
 * <p>Start at {@link org.teeter.report.page.ReportPage}, which also states the data it takes; the template, the style and the
 * scripts are resources beside it. Depends on {@code document} for
 * the rule of finite numbers, and on Jackson's tree model: it is given numbers and computes none. What a reader changes is fitted
 * by a script, {@code engine.js}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.report.page;
