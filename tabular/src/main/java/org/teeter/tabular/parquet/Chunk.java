package org.teeter.tabular.parquet;

/**
 * Where the values of one column and some rows lie.
 *
 * @param codec how pages are packed
 * @param from the first byte, a page's
 * @param to behind the last
 * @param unfolded bytes of the pages when they are unpacked, as the file says
 * @param nulls how many values are missing, as the file says, or 0
 */
record Chunk(Codec codec, long from, long to, long unfolded, long nulls) {}
