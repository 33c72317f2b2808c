package org.teeter.tabular.parquet;

import java.util.List;

/**
 * Rows that lie together.
 *
 * @param chunks of each part of a column that holds values
 */
record RowGroup(long rows, List<Chunk> chunks) {
    RowGroup {
        chunks = List.copyOf(chunks);
    }
}
