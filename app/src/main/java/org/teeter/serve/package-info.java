/**
 * The reports as pages from this machine, for this machine alone: what was named and what is dropped into the page, each under as many
 * models as are asked for.
 *
 * <p>Start at {@link org.teeter.serve.PageServer}. A request passes {@code Admission}, is answered by {@code Requests}, and what takes long
 * is a {@code Job} of the {@code JobQueue}. What is read, fitted and audited, and by which options, is an {@link org.teeter.serve.Auditor}'s,
 * which the command line is. Depends on {@code analysis}, on the pages of {@code report} and on {@code tabular.bytes}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.serve;
