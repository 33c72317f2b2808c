package org.teeter.tabular;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.teeter.data.Amount;

/** Reads separated values. */
final class DelimitedReader {
    private static final byte[] SEPARATORS = {',', ';', '\t', '|'};

    private final FileReading reading;
    private final DelimitedScanner scanner;
    private byte[] unescaped = new byte[1 << 10];

    private DelimitedReader(FileReading reading, Window window) {
        this.reading = reading;
        this.scanner = new DelimitedScanner(window);
    }

    /** Counts all rows of a window that holds the beginning of the file. */
    static void read(FileReading reading, Window window, Format format) throws IOException {
        DelimitedReader reader = new DelimitedReader(reading, window);
        reader.readHeader(format == Format.TSV ? new byte[] {'\t'} : SEPARATORS);
        try {
            reader.readRows();
        } catch (IOException e) {
            throw InputException.at(reading.file(), reader.scanner.row(), String.valueOf(e.getMessage()));
        }
    }

    private void readHeader(byte[] separators) throws IOException {
        List<Header> headers = new ArrayList<>();
        Header alone = header(separators[0]);
        for (byte separator : separators) {
            Header header = header(separator);
            if (header.names.size() > 1) {
                headers.add(header);
            }
        }
        Header chosen = headers.isEmpty() ? alone : headers.size() == 1 ? headers.get(0) : only(headers);
        scanner.peek(chosen.separator);
        if (!scanner.problem().isEmpty()) {
            throw InputException.at(reading.file(), scanner.row(), scanner.problem());
        }
        scanner.next();
        reading.recognise(new Columns(reading.file(), chosen.names));
    }

    private record Header(byte separator, List<String> names) {
        String inWords() {
            String shown = separator == '\t' ? "tab" : String.valueOf((char) separator);
            return shown + " (" + Amount.of(names.size(), "column") + ")";
        }
    }

    private Header header(byte separator) throws IOException {
        List<String> names = scanner.peek(separator);
        if (!scanner.problem().isEmpty() && scanner.start() == scanner.end()) {
            throw InputException.at(
                    reading.file(), scanner.row(), scanner.problem()); // nothing is left to split otherwise
        }
        return new Header(separator, scanner.problem().isEmpty() ? names : List.of());
    }

    /** Of several ways to split the header the only one that makes sense. */
    private Header only(List<Header> headers) {
        List<Header> sensible = new ArrayList<>();
        for (Header header : headers) {
            if (reading.wouldBe(header.names).isPresent()) {
                sensible.add(header);
            }
        }
        if (sensible.size() == 1) {
            return sensible.get(0);
        }
        String ways = String.join(", ", headers.stream().map(Header::inWords).toList());
        throw InputException.at(
                reading.file(),
                scanner.row(),
                "the header can be split in several ways, at " + ways
                        + ", and none of them is plainly right; leave only one separator in the header");
    }

    private void readRows() throws IOException {
        int[] slotColumns = reading.layout().slotColumns();
        int columns = reading.columns().size();
        RowCounter counter = reading.counter();
        Row row = new Row(slotColumns.length);
        while (scanner.next()) {
            reading.read(1);
            try {
                if (!scanner.problem().isEmpty()) {
                    throw new BadRow(scanner.problem());
                }
                if (scanner.fields() != columns) {
                    throw new BadRow("the row has " + Amount.of(scanner.fields(), "field") + ", where the header has "
                            + columns);
                }
                fill(row, slotColumns);
                counter.count(row);
            } catch (BadRow e) {
                reading.bad(scanner.row(), e.reason(), scanner.buffer(), scanner.start(), scanner.end());
            }
        }
    }

    private void fill(Row row, int[] slotColumns) {
        int used = 0;
        for (int slot = 0; slot < slotColumns.length; slot++) {
            int field = slotColumns[slot];
            if (scanner.isEscaped(field)) {
                used = unescape(row, slot, field, used);
            } else {
                row.text(slot, scanner.buffer(), scanner.from(field), scanner.to(field));
            }
        }
    }

    /** Sets a field with each doubled quote made one; returns how much of the scratch is in use. */
    private int unescape(Row row, int slot, int field, int used) {
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
