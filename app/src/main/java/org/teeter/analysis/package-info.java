/**
 * What is done with preference data from reading to results, for whoever asks: the command line, and a page that serves it. Nothing here
 * prints, ends the process or knows an option's name beyond its messages.
 *
 * <p>Start at {@link org.teeter.analysis.Analysis}. Depends on the core, on {@code tabular} for reading and on {@code report.document} for what
 * results look like.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.analysis;
