/** Files of vectors, a row for each option: NumPy arrays and Parquet. Start at {@link org.teeter.tabular.vector.VectorFile}. */
package org.teeter.tabular.vector;
