/**
 * The rows of a file, whatever its format: CSV, TSV, JSON, Parquet. Start at {@link org.teeter.tabular.row.Format}. Depends on {@code bytes}, {@code column}.
 */
package org.teeter.tabular.row;
