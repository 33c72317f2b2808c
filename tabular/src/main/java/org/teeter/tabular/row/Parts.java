package org.teeter.tabular.row;

import java.util.Optional;
import org.teeter.tabular.bytes.Window;

/**
 * Whole rows, one part after another, that are taken off what is left of a file. Each part can be read by itself, and all together are
 * the rows that one reader would have found. Mutable.
 */
public interface Parts {

    /** Rows of a part, their lines counted from 1. */
    interface Part extends Records {
        /** How many lines the rows had that were passed. */
        long lines();
    }

    /**
     * The rows that come next; empty at the end, or where it is not plain which bytes are rows, as where one is broken. The
     * records that were asked for these parts go on there.
     */
    Optional<Window.Piece> next();

    /** The rows of a part, which may be read by any thread; they are not to be used once they are closed. */
    Part records(Window.Piece part, Records.Late late);

    /** The line on which the next row begins, but for the parts that were not {@linkplain #pass passed}. */
    long line();

    /** Says how many lines the parts had. */
    void pass(long lines);
}
