/**
 * Preference files, read: CSV, TSV, JSON lines and Parquet of every common shape become {@link org.teeter.data.Counts}.
 */
package org.teeter.tabular;
