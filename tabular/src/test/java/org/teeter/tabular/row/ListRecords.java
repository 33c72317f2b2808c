package org.teeter.tabular.row;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows that are in memory: the second way to write {@link Records}, and the plainest. */
public final class ListRecords implements Records {
    private final List<String> columns;
    private final List<List<String>> rows;
    private int[] taken = {};
    private int at = -1;

    public ListRecords(List<String> columns, List<List<String>> rows) {
        this.columns = columns;
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
    public void take(int[] wanted, int needed, Late late) {
        taken = wanted.clone();
    }

    @Override
    public boolean next() {
        return ++at < rows.size();
    }

    @Override
    public Row row() throws BadRow {
        if (rows.get(at).size() != columns.size()) {
            throw new BadRow("the row has not as many fields as the header");
        }
        Row row = new Row(taken.length);
        for (int slot = 0; slot < taken.length; slot++) {
            byte[] field = rows.get(at).get(taken[slot]).getBytes(StandardCharsets.UTF_8);
            row.text(slot, field, 0, field.length);
        }
        return row;
    }

    @Override
    public long number() {
        return at;
    }

    @Override
    public byte[] found(int most) {
        return rows.get(at).toString().getBytes(StandardCharsets.UTF_8);
    }
}
