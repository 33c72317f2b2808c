package org.teeter.lm.dataset;

import tools.jackson.databind.node.ObjectNode;

/** Takes the rows of a file, one after the other. */
interface RowReader {
    /** The row of this number, as JSON whatever the file is. */
    void read(long row, ObjectNode fields) throws BadExample;
}
