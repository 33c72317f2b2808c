package org.teeter.tabular.reader;

import java.nio.file.Path;
import java.util.Optional;
import org.teeter.tabular.bytes.InputException;

/** What becomes of the rows of one file that cannot be counted: a refusal, or a line among the rejected rows. Mutable. */
final class BadRows {

    /**
     * One of them.
     *
     * @param row its number among the rows of the file, or of a part
     * @param line where it is, likewise
     * @param reason what is wrong, with its place where the line is none
     * @param label the label that is unknown, if that is what is wrong
     * @param found the row as it was found, where it may be written to the rejected rows
     */
    record Bad(long row, long line, String reason, Optional<String> label, Found found) {
        /** The same, of a part that begins behind so many rows and lines. */
        Bad behind(long rows, long lines) {
            return new Bad(rows + row, lines + line, reason, label, found);
        }
    }

    /** The bytes of a row. */
    @FunctionalInterface
    interface Found {
        byte[] bytes();
    }

    private final Path file;
    private final boolean skips;
    private final Rejects rejects;
    private final UnknownLabels unknown = new UnknownLabels();
    private long rejected;

    BadRows(Path file, boolean skips, Rejects rejects) {
        this.file = file;
        this.skips = skips;
        this.rejects = rejects;
    }

    /** Whether such rows are left out rather than refused. */
    boolean areSkipped() {
        return skips;
    }

    /**
     * Refuses a row or writes it to the rejected ones; where only its label is unknown, the refusal waits until other labels were found.
     *
     * @param isFirst whether no row was read before, so that it is hardly the row that is bad
     */
    void add(Bad bad, boolean isFirst) {
        if (skips) {
            rejected++;
            rejects.add(file, bad.line, bad.reason, bad.found.bytes());
        } else if (bad.label.isPresent()) {
            unknown.add(bad.row, bad.label.get(), () -> InputException.at(file, bad.line, bad.reason));
        } else {
            throw InputException.at(
                    file, bad.line, isFirst ? bad.reason : bad.reason + "; --skip-bad-rows leaves such rows out");
        }
    }

    /** Whether a label is unknown, and enough rows after it were looked through for others. */
    boolean areEnoughAt(long row) {
        return unknown.isEnoughAt(row);
    }

    /** Refuses the file if a label is unknown. */
    void requireLabels() {
        unknown.requireNone();
    }

    long rejected() {
        return rejected;
    }
}
