/**
 * Rows of Parquet counted without making text of them. Start at {@link org.teeter.tabular.scan.CodedScan}. Depends on {@code form}.
 */
package org.teeter.tabular.scan;
