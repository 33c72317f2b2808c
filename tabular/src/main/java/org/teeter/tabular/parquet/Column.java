package org.teeter.tabular.parquet;

/**
 * A column of a table.
 *
 * @param leaf its number among the parts of columns that hold values, or -1 if it is nested
 * @param isOptional whether values may be missing
 */
record Column(String name, Kind kind, int leaf, boolean isOptional) {}
