package org.teeter.analysis;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** Where the rows of results go as they are found, a file of CSV for each kind of row. */
public interface Tables {

    /** For who wants no rows. */
    Tables NONE = name -> Writer.nullWriter();

    /** Opens a file of this name, which the analysis closes. */
    Writer open(String name) throws IOException;

    /** What a file of data is called in the rows that name it. */
    default String called(Path file) {
        return file.toString();
    }
}
