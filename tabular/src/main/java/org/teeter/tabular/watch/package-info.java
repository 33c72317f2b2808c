/**
 * What is told of rows beside their counts: columns that were not read, rows that come twice, names that may be slips, prompts that are judged again. Start at {@link org.teeter.tabular.watch.Bystanders} and {@link org.teeter.tabular.watch.RowProfile}. Depends on {@code shape}.
 */
package org.teeter.tabular.watch;
