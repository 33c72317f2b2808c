package org.teeter.tabular;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.teeter.data.Amount;

/** One file on its way to its counts: what its reader reports to, row by row. Mutable. */
final class FileReading {
    private static final byte[] NOTHING = {};

    private final Path file;
    private final ReadOptions options;
    private final Names names;
    private final TextTable texts;
    private final Rejects rejects;
    private FileTally tally = new FileTally();
    private Optional<Columns> columns = Optional.empty();
    private Optional<Layout> layout = Optional.empty();
    private final List<String> late = new ArrayList<>();
    private long rows;
    private long rejected;

    FileReading(Path file, ReadOptions options, Names names, TextTable texts, Rejects rejects) {
        this.file = file;
        this.options = options;
        this.names = names;
        this.texts = texts;
        this.rejects = rejects;
    }

    Path file() {
        return file;
    }

    /** Finds out how rows of these columns are read. */
    Layout recognise(Columns found) {
        Layout recognised = Recognition.of(file, found, options);
        columns = Optional.of(found);
        layout = Optional.of(recognised);
        return recognised;
    }

    /** What a layout of other columns would be, if they can be read at all. */
    Optional<Layout> wouldBe(List<String> others) {
        try {
            return Optional.of(Recognition.of(file, new Columns(file, others), options));
        } catch (InputException e) {
            return Optional.empty(); // it is the question whether they can be read
        }
    }

    /** Whether rows would mean something else under a layout of other columns. */
    boolean isReadOtherwise(Layout other, List<String> others) {
        return !layout().readsLike(other, columns(), new Columns(file, others));
    }

    /** Notes a column that plays no role and that the first record does not have. */
    void ignore(String column) {
        late.add(column);
    }

    /** Where the rows of the recognised layout go. */
    RowCounter counter() {
        if (layout().form() == Form.TEXTS) {
            return texts.rows(layout(), columns());
        }
        return pairRows();
    }

    PairRows pairRows() {
        return new PairRows(layout(), columns(), names, tally);
    }

    /** Forgets all rows counted so far. */
    void restart() {
        tally = new FileTally();
        rows = 0;
    }

    Columns columns() {
        return columns.orElseThrow();
    }

    Layout layout() {
        return layout.orElseThrow();
    }

    FileTally tally() {
        return tally;
    }

    /** Notes that rows were read. */
    void read(long more) {
        rows += more;
    }

    /** Refuses a bad row, or writes it to the rejected ones; {@code bytes[from, to)} is the row as it was found. */
    void bad(long row, String reason, byte[] bytes, int from, int to) {
        if (!options.skipBadRows()) {
            // Where not even the first record can be read it is hardly the row that is bad.
            throw InputException.at(
                    file, row, layout.isEmpty() ? reason : reason + "; --skip-bad-rows leaves such rows out");
        }
        rejected++;
        rejects.add(file, row, reason, bytes, from, to);
    }

    /** The same of a row that is not to be had as text. */
    void bad(long row, String reason) {
        bad(row, reason, NOTHING, 0, 0);
    }

    InputException failed(String problem) {
        return InputException.of(file, problem);
    }

    long rows() {
        return rows;
    }

    Source source(String format, long bytes, String sha256) {
        if (layout.isEmpty()) {
            throw failed(
                    rejects.rows() == 0
                            ? "there is no record in the file"
                            : "no record could be read; the first that was left out is " + rejects.first());
        }
        if (rows == 0) {
            throw failed("the file has columns and no rows; is it complete?");
        }
        List<String> notes = new ArrayList<>(layout().notes());
        if (tally.trimmed() > 0) {
            notes.add(Amount.of(
                    tally.trimmed(),
                    "name had white space around it, which was left out",
                    "names had white space around them, which was left out"));
        }
        List<String> ignored = layout().ignored(columns());
        ignored.addAll(late);
        return new Source(
                file,
                format,
                layout().words(columns()),
                bytes,
                sha256,
                rows,
                rejected,
                layout().named(columns()),
                ignored,
                notes);
    }
}
