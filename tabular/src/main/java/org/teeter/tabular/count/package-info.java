/**
 * What rows of each shape mean, and their way into exact counts. Start at {@link org.teeter.tabular.count.Form}. Depends on {@code row} and what is under it, and on {@code org.teeter.data}.
 */
package org.teeter.tabular.count;
