/**
 * Options that are texts under a prompt: when two are one, and their counts. Start at {@link org.teeter.tabular.text.TextTable}. Depends on {@code tally}.
 */
package org.teeter.tabular.text;
