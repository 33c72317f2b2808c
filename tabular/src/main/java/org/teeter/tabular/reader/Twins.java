package org.teeter.tabular.reader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.StandardInput;

/**
 * Finds files that hold the rows of one before them, which would count twice: the same bytes, or the same rows in the same order,
 * however packed and in whatever format. Rows are compared only where two files have equally many, first a few and then all of them, by
 * reading once more. Mutable.
 */
public final class Twins {
    /** So many first rows tell files apart that are not the same. */
    private static final long FIRST = 100;

    private final InputFiles files;
    private final boolean allowed;
    private final String what;
    private final Map<Long, List<Read>> earlier = new HashMap<>(); // by the number of their rows

    /** A file that was read, and its digests once they were asked for. */
    private static final class Read {
        private final Source source;
        private final InputFiles.Reader reader;
        private final Map<Long, RowDigest> digests = new HashMap<>();

        Read(Source source, InputFiles.Reader reader) {
            this.source = source;
            this.reader = reader;
        }
    }

    /**
     * @param files to read them again
     * @param allowed whether rows may count twice
     * @param what the rows are, in the plural
     */
    public Twins(InputFiles files, boolean allowed, String what) {
        this.files = files;
        this.allowed = allowed;
        this.what = what;
    }

    /**
     * The source, with a note if it holds the rows of an earlier one and may.
     *
     * @throws InputException if it may not
     */
    public Source checked(Source source, InputFiles.Reader reader) {
        if (source.rows() == 0) {
            return source;
        }
        Read now = new Read(source, reader);
        List<Read> others = earlier.computeIfAbsent(source.rows(), rows -> new ArrayList<>());
        Optional<Source> noted = Optional.empty();
        for (Read before : others) {
            boolean isSame = source.sha256().equals(before.source.sha256());
            if (noted.isEmpty() && (isSame || hasRowsOf(now, before))) {
                noted = Optional.of(noted(source, before.source, isSame));
            }
        }
        others.add(now);
        return noted.orElse(source);
    }

    private Source noted(Source source, Source before, boolean isSame) {
        String like =
                (isSame ? "has the same content as " : "holds the same rows as ") + StandardInput.shown(before.path());
        if (allowed) {
            return source.withNote("this file " + like + ", so that its " + what + " count twice");
        }
        throw InputException.of(
                source.path(),
                "the file " + (source.path().equals(before.path()) ? "is named twice" : like) + ", so that its " + what
                        + " would count twice; name " + (isSame ? "it once" : "one of the two")
                        + ", or say --allow-repeats");
    }

    private boolean hasRowsOf(Read one, Read other) {
        return StandardInput.isFile(one.source.path())
                && StandardInput.isFile(other.source.path())
                && digest(one, FIRST).isLike(digest(other, FIRST))
                && digest(one, Long.MAX_VALUE).isLike(digest(other, Long.MAX_VALUE));
    }

    private RowDigest digest(Read read, long most) {
        return read.digests.computeIfAbsent(most, rows -> {
            RowDigest digest = new RowDigest(read.reader, 0, rows);
            files.readAgain(read.source.path(), digest);
            return digest;
        });
    }
}
