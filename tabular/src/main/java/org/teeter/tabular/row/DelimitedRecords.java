package org.teeter.tabular.row;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.teeter.data.Amount;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Utf8;
import org.teeter.tabular.bytes.Window;

/** Separated values. */
final class DelimitedRecords implements Parts.Part {
    private static final byte[] SEPARATORS = {',', ';', '\t', '|'};

    private static final String SPACED =
            "the columns are parted by blanks, as by R's write.table; part them by commas, as"
                    + " write.csv(…, row.names = FALSE) does";

    private final Path file;
    private final DelimitedScanner scanner;
    private final Predicate<List<String>> sensible;
    private final List<String> columns;
    private final Titles titles;
    private final long headerLine;
    private final List<String> notes = new ArrayList<>();
    private final Runnable closing;
    private int[] taken = {};
    private int needed;
    private Row row = new Row(0);
    private byte[] unescaped = new byte[1 << 10];

    /**
     * Of a window that holds the beginning of the file.
     *
     * @param sensible whether a table of these columns would mean something
     */
    DelimitedRecords(Path file, Window window, Format format, Predicate<List<String>> sensible) throws IOException {
        this.file = file;
        this.scanner = new DelimitedScanner(window);
        this.sensible = sensible;
        this.closing = () -> {};
        byte[] separators = format == Format.TSV ? new byte[] {'\t'} : SEPARATORS;
        this.titles = new Titles(window, separators, sensible);
        this.columns = readHeader(separators);
        this.headerLine = scanner.row();
    }

    /** Of a part of the same file. */
    private DelimitedRecords(DelimitedRecords whole, Window.Piece part, Runnable closing) {
        this.file = whole.file;
        this.scanner = whole.scanner.of(new Window(part));
        this.sensible = whole.sensible;
        this.columns = whole.columns;
        this.titles = whole.titles;
        this.headerLine = -1; // a part has none
        this.taken = whole.taken;
        this.needed = whole.needed;
        this.row = new Row(taken.length);
        this.closing = closing;
    }

    @Override
    public void close() {
        closing.run();
    }

    @Override
    public Optional<Parts> parts(int bytes) {
        WindowParts parts = scanner.parts(bytes);
        return Optional.of(new Parts() {
            @Override
            public Optional<Window.Piece> next() {
                return scanner.isPassingOver() ? Optional.empty() : parts.next();
            }

            @Override
            public Part records(Window.Piece part, Late late) {
                return new DelimitedRecords(
                        DelimitedRecords.this,
                        part,
                        () -> parts.giveBack(part)); // a row has no columns but the header's
            }

            @Override
            public long line() {
                return scanner.line();
            }

            @Override
            public void pass(long lines) {
                scanner.pass(lines);
            }
        });
    }

    @Override
    public long lines() {
        return scanner.line() - 1;
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void take(int[] wanted, int most, Late late) {
        needed = most;
        taken = wanted.clone();
        row = new Row(taken.length);
    }

    @Override
    public boolean next() throws IOException {
        try {
            return scanner.next();
        } catch (IOException e) {
            throw InputException.at(file, scanner.row(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public long number() {
        return scanner.row();
    }

    @Override
    public byte[] found(int most) {
        return Arrays.copyOfRange(scanner.buffer(), scanner.start(), Math.min(scanner.end(), scanner.start() + most));
    }

    @Override
    public Row row() throws BadRow {
        if (!scanner.problem().isEmpty()) {
            throw new BadRow(scanner.problem());
        }
        if (scanner.fields() != columns.size()) {
            boolean mayBeNamed = scanner.fields() == columns.size() + 1 && scanner.row() == headerLine + 1;
            throw new BadRow(
                    "the row has " + Amount.of(scanner.fields(), "field") + ", where the header has " + columns.size()
                            + (mayBeNamed
                                    ? "; if the first field is the name of the row, as R's write.table has it, begin the"
                                            + " header with a separator"
                                    : ""));
        }
        int used = 0;
        for (int slot = 0; slot < taken.length; slot++) {
            int field = taken[slot];
            if (scanner.isEscaped(field)) {
                used = unescape(slot, field, used);
            } else {
                row.text(slot, scanner.buffer(), scanner.from(field), scanner.to(field));
            }
        }
        if (scanner.mayBeForeign()) {
            requireUtf8();
        }
        return row;
    }

    /** Fields that are not taken may hold what they like. */
    private void requireUtf8() throws BadRow {
        int first = Integer.MAX_VALUE;
        for (int slot = 0; slot < needed; slot++) {
            int field = taken[slot];
            int bad = Utf8.firstBad(scanner.buffer(), scanner.from(field), scanner.to(field));
            first = bad >= 0 ? Math.min(first, bad) : first;
        }
        if (first < Integer.MAX_VALUE) {
            throw new BadRow(
                    "byte " + (first - scanner.start() + 1) + " of the row is not UTF-8; save the file as UTF-8");
        }
    }

    private List<String> readHeader(byte[] separators) throws IOException {
        byte[] told = skipPreamble();
        skipTitles();
        List<Header> headers = new ArrayList<>();
        Header alone = header(told.length > 0 ? told[0] : separators[0]);
        for (byte separator : told.length > 0 ? told : separators) {
            Header header = header(separator);
            if (header.names.size() > 1) {
                headers.add(header);
            }
        }
        Header chosen = headers.isEmpty() ? alone : headers.size() == 1 ? headers.get(0) : only(headers);
        scanner.peek(chosen.separator);
        if (titles.isLikely(chosen.names)) {
            throw InputException.at(
                    file,
                    scanner.row(),
                    "the line is one text and the next one has several fields; if it is a title, leave out the lines above"
                            + " the names of the columns, and else write these names");
        }
        if (!scanner.problem().isEmpty()) {
            throw InputException.at(file, scanner.row(), isSpaced() ? SPACED : scanner.problem());
        }
        if (chosen.names.size() == 1 && isSpaced() && !sensible.test(chosen.names)) {
            throw InputException.at(file, scanner.row(), SPACED);
        }
        if (chosen.names.stream().anyMatch(name -> name.indexOf('\uFFFD') >= 0) && !sensible.test(chosen.names)) {
            int bad = Utf8.firstBad(scanner.buffer(), scanner.start(), scanner.end());
            if (bad >= 0) {
                throw InputException.at(
                        file,
                        scanner.row(),
                        "byte " + (bad - scanner.start() + 1) + " of the row is not UTF-8; save the file as UTF-8");
            }
        }
        boolean goesOn = titles.areBelow();
        scanner.next();
        if (goesOn) {
            scanner.next();
            scanner.next();
            notes.add(
                    "2 rows below the names of the columns, which hold questions and numbers of Qualtrics, were passed over");
        }
        return chosen.names;
    }

    /** Whether what would be the header is several words or quoted words with blanks between them. */
    private boolean isSpaced() {
        String line =
                new String(scanner.buffer(), scanner.start(), scanner.end() - scanner.start(), StandardCharsets.UTF_8);
        return line.strip().matches("\"[^\",;|\t]*\"( +\"[^\",;|\t]*\")+|\\w+( +\\w+)+");
    }

    /** Passes over lines that are not yet the header; returns the separator that a line {@code sep=;} names, or none. */
    private byte[] skipPreamble() throws IOException {
        byte[] told = {};
        long comments = 0;
        while (true) {
            List<String> line = scanner.peek((byte) '\n'); // no field holds a line end: the line is one field
            if (!scanner.problem().isEmpty() && scanner.start() == scanner.end()) {
                throw InputException.at(file, scanner.row(), scanner.problem()); // nothing is left to split
            }
            if (line.isEmpty() || !scanner.problem().isEmpty()) {
                break; // a quoted header, or nothing at all
            }
            String first = line.get(0);
            if (told.length == 0 && first.matches("(?i)sep=[\\p{ASCII}&&[^\\w\"]]?")) {
                told = new byte[] {first.length() == 4 ? (byte) '\t' : (byte) first.charAt(4)};
            } else if (isComment(first)) {
                comments++;
            } else {
                break;
            }
            scanner.next();
        }
        if (comments > 0) {
            notes.add(Amount.of(comments, "line") + " before the header, which begin" + (comments == 1 ? "s" : "")
                    + " with #, " + (comments == 1 ? "was" : "were") + " passed over");
        }
        return told;
    }

    /** Passes over lines of titles, where a line below them has the names of columns that make sense. */
    private void skipTitles() throws IOException {
        int above = titles.above();
        for (int k = 0; k < above; k++) {
            scanner.peek((byte) '\n');
            scanner.next();
        }
        if (above > 0) {
            notes.add(Amount.of(above, "line") + " above the names of the columns " + (above == 1 ? "was" : "were")
                    + " passed over");
        }
    }

    private boolean isComment(String line) {
        if (!line.startsWith("#")) {
            return false;
        }
        for (byte separator : SEPARATORS) {
            if (sensible.test(
                    List.of(line.split(java.util.regex.Pattern.quote(String.valueOf((char) separator)), -1)))) {
                return false; // a header whose first column begins so
            }
        }
        return true;
    }

    private record Header(byte separator, List<String> names) {
        String inWords() {
            String shown = separator == '\t' ? "tab" : String.valueOf((char) separator);
            return shown + " (" + Amount.of(names.size(), "column") + ")";
        }
    }

    private Header header(byte separator) throws IOException {
        List<String> names = scanner.peek(separator);
        return new Header(separator, scanner.problem().isEmpty() ? names : List.of());
    }

    /** Of several ways to split the header the only one that makes sense. */
    private Header only(List<Header> headers) {
        List<Header> right = new ArrayList<>();
        for (Header header : headers) {
            if (sensible.test(header.names)) {
                right.add(header);
            }
        }
        if (right.size() == 1) {
            return right.get(0);
        }
        String ways = String.join(", ", headers.stream().map(Header::inWords).toList());
        throw InputException.at(
                file,
                scanner.row(),
                "the header can be split in several ways, at " + ways
                        + ", and none of them is plainly right; leave only one separator in the header");
    }

    /** Sets a field with each doubled quote made one; returns how much of the scratch is in use. */
    private int unescape(int slot, int field, int used) {
        byte[] bytes = scanner.buffer();
        int length = scanner.to(field) - scanner.from(field);
        if (used + length > unescaped.length) {
            unescaped = Arrays.copyOf(unescaped, 2 * (used + length)); // slots set before keep the old array
        }
        int end = used;
        for (int i = scanner.from(field); i < scanner.to(field); i++) {
            unescaped[end++] = bytes[i];
            if (bytes[i] == '"') {
                i++;
            }
        }
        row.text(slot, unescaped, used, end);
        return end;
    }
}
