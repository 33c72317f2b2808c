package org.teeter.tabular.reader;

import org.teeter.data.Amount;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.tally.FileTally;
import org.teeter.tabular.watch.Bystanders;

/**
 * Notices that the second half of a file is the first one once more, where the file is longer than what is looked at as it is read. Then
 * every count is even, which is rare otherwise: only such files are read again, their halves beside each other.
 */
final class Doubled {
    /** So many rows tell halves apart that are not the same. */
    private static final long FEW = 100;

    private final InputFiles files;

    /** @param files to read them again */
    Doubled(InputFiles files) {
        this.files = files;
    }

    /** The source, with a note if its second half is the first one. */
    Source checked(Source source, InputFiles.Reader reader, FileTally tally) {
        long half = source.rows() / 2;
        boolean mayBe = source.rows() > Bystanders.ROWS
                && source.rows() == 2 * half
                && StandardInput.isFile(source.path())
                && tally.isEven();
        return mayBe && areAlike(source, reader, half, FEW) && areAlike(source, reader, half, half)
                ? source.withNote("the second " + Amount.of(half, "row") + " are the first once more, so that their"
                        + " judgements count twice; leave them out if they were made once")
                : source;
    }

    private boolean areAlike(Source source, InputFiles.Reader reader, long half, long rows) {
        return digest(source, reader, 0, rows).isLike(digest(source, reader, half, rows));
    }

    private RowDigest digest(Source source, InputFiles.Reader reader, long from, long rows) {
        RowDigest digest = new RowDigest(reader, from, rows);
        files.readAgain(source.path(), digest);
        return digest;
    }
}
