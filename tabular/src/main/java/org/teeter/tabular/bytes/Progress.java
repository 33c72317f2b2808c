package org.teeter.tabular.bytes;

import java.nio.file.Path;

/** Told now and then how far a file has been read. */
@FunctionalInterface
public interface Progress {

    /**
     * Called after every few megabytes, by whichever thread reads them.
     *
     * @param file the file being read
     * @param bytes of it that were read so far
     * @param size of the file in bytes; 0 if it is not known, as for a pipe, or says nothing of how far the work is, as of Parquet
     */
    void read(Path file, long bytes, long size);
}
