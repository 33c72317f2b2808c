/**
 * What the values of columns mean: labels as verdicts, words, numbers and times. Start at {@link org.teeter.tabular.meaning.Vocabulary}. Depends on {@code row} and what is under it, and on {@code org.teeter.data}.
 */
package org.teeter.tabular.meaning;
