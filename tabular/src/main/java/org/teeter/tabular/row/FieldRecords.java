package org.teeter.tabular.row;

import java.util.Iterator;
import java.util.List;

/** Rows of fields that somebody has at hand, one after the other. */
public final class FieldRecords implements Records {
    private final List<String> columns;
    private final Iterator<Field[]> rows;
    private int[] taken = {};
    private Row row = new Row(0);
    private Field[] fields = {};
    private long number;

    /** @param rows each with a field for every column */
    public FieldRecords(List<String> columns, Iterator<Field[]> rows) {
        this.columns = List.copyOf(columns);
        this.rows = rows;
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
    public void take(int[] of, int needed, Late late) {
        taken = of.clone();
        row = new Row(of.length);
    }

    @Override
    public boolean next() {
        if (!rows.hasNext()) {
            return false;
        }
        fields = rows.next();
        number++;
        return true;
    }

    @Override
    public Row row() throws BadRow {
        Field[] asked = new Field[taken.length];
        for (int slot = 0; slot < asked.length; slot++) {
            asked[slot] = fields[taken[slot]];
        }
        row.fill(asked);
        return row;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public byte[] found(int most) {
        return row.asCsv();
    }
}
