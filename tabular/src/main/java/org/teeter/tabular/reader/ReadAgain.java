package org.teeter.tabular.reader;

/** What several have counted may not be what one reader would have; the file is to be read again by one. */
final class ReadAgain extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReadAgain() {
        super("to be read by one reader", null, false, false);
    }
}
