/**
 * Files of preferences, read into exact counts.
 *
 * <p>Start at {@link org.teeter.tabular.reader.PreferenceFiles}. Depends on all the other packages of this module.
 */
package org.teeter.tabular.reader;
