/**
 * Files of preferences, read into exact counts.
 *
 * <p>Start at {@link org.teeter.tabular.PreferenceFiles}. Text goes through {@code DelimitedReader} and {@code JsonReader}, Parquet
 * through {@code ParquetReader}; {@code Recognition} finds out what the columns mean, and {@code PairRows} and {@code TextTable} count.
 * Depends on {@code org.teeter.data}.
 */
package org.teeter.tabular;
