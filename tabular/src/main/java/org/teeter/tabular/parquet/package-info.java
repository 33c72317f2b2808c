/**
 * Plain Parquet files: flat columns in the encodings that writers of tables use, and nothing that is not exactly as the format has it; the
 * rest is DuckDB's. Start at {@link org.teeter.tabular.parquet.PlainFile}. Depends on {@code bytes}.
 */
package org.teeter.tabular.parquet;
