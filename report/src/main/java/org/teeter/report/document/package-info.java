/**
 * The results as documents: what is written to JSON and to tables, how numbers are shown, and what is said of them in sentences.
 *
 * <p>Start at {@link org.teeter.report.document.AuditDocument}. Depends on the core, and on {@code tabular} for what was read.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.report.document;
