package org.teeter.tabular.row;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.teeter.tabular.bytes.Window;
import org.teeter.tabular.parquet.NotPlain;
import org.teeter.tabular.parquet.PlainFile;

/** The first rows of a plain Parquet file, as text; whoever else reads it is asked where some column that is wanted is not plain. */
final class FirstRecords implements Records {
    /** So many rows are held at most. */
    static final int MOST = 1000;

    private final ParquetFile parquet;
    private final PlainFile plain;
    private final ParquetBounds bounds;
    private final int most;
    private final Supplier<Records> others;
    private Optional<Records> other = Optional.empty();
    private List<List<Optional<byte[]>>> values = new ArrayList<>(); // of each slot
    private int[] columns = {};
    private int needed;
    private Late late = column -> NOT_TAKEN;
    private boolean[] isBare = {};
    private Row row = new Row(0);
    private int number;
    private int rows;

    /** @param others who reads the same rows if not all that is wanted of them is plain */
    FirstRecords(ParquetFile parquet, PlainFile plain, ParquetBounds bounds, int most, Supplier<Records> others) {
        this.parquet = parquet;
        this.plain = plain;
        this.bounds = bounds;
        this.most = most;
        this.others = others;
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public List<String> columns() {
        return parquet.columns();
    }

    @Override
    public void take(int[] wanted, int some, Late late) {
        this.columns = wanted.clone();
        this.needed = some;
        this.late = late;
        this.isBare = new boolean[wanted.length];
        this.row = new Row(wanted.length);
    }

    @Override
    public boolean next() throws IOException {
        if (number == 0 && other.isEmpty()) {
            read();
        }
        if (other.isPresent()) {
            return other.get().next();
        }
        if (number == rows) {
            return false;
        }
        number++;
        return true;
    }

    private void read() {
        try {
            rows = (int) Math.min(most, plain.rows());
            for (int slot = 0; slot < columns.length; slot++) {
                values.add(plain.first(columns[slot], rows));
                isBare[slot] = plain.type(columns[slot])
                        .map(type -> ParquetFile.isNumber(type) || type.equals("BOOLEAN"))
                        .orElseThrow();
            }
        } catch (NotPlain e) {
            values = new ArrayList<>();
            Records all = others.get();
            all.take(columns, needed, late);
            other = Optional.of(all);
        }
    }

    @Override
    public Row row() throws BadRow {
        if (other.isPresent()) {
            return other.get().row();
        }
        row.clear();
        long bytes = 0;
        for (List<Optional<byte[]>> slot : values) {
            bytes += slot.get(number - 1).map(text -> text.length).orElse(0);
        }
        bounds.fetched(bytes);
        if (bytes > Window.LONGEST_ROW) {
            throw new BadRow("the row is longer than " + (Window.LONGEST_ROW >> 20) + " MiB");
        }
        for (int slot = 0; slot < columns.length; slot++) {
            Optional<byte[]> text = values.get(slot).get(number - 1);
            if (text.isPresent()) {
                row.text(slot, text.get(), 0, text.get().length);
                if (isBare[slot]) {
                    row.bare(slot);
                }
            }
        }
        return row;
    }

    @Override
    public long number() {
        return other.map(Records::number).orElse((long) number);
    }

    @Override
    public byte[] found(int length) {
        return other.map(records -> records.found(length)).orElseGet(row::asCsv);
    }

    @Override
    public void close() {
        other.ifPresent(Records::close);
    }
}
