package org.teeter.tabular.row;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rows of a query, as text: one by one, or those that hold the same in the columns taken as one, with how often it is there. */
public final class QueryRecords implements Records {
    private final DatabaseQuery query;
    private final Function<int[], Engine.Rows> asked;
    private final long most;
    private int[] columns = {};
    private int needed;
    private Optional<Engine.Rows> rows = Optional.empty();
    private Row row = new Row(0);
    private Field[] fields = {};
    private long number;
    private long times = 1;

    QueryRecords(DatabaseQuery query, Function<int[], Engine.Rows> asked, long most) {
        this.query = query;
        this.asked = asked;
        this.most = most;
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public List<String> columns() {
        return query.columns();
    }

    @Override
    public void take(int[] columns, int needed, Late late) {
        this.columns = columns.clone();
        this.needed = Math.min(needed, columns.length);
        this.row = new Row(columns.length);
    }

    @Override
    public boolean next() {
        if (rows.isEmpty()) {
            rows = Optional.of(asked.apply(columns));
        }
        if (number >= most || !rows.get().next()) {
            return false;
        }
        fields = rows.get().fields();
        times = rows.get().times();
        number++;
        query.took(fields, needed, times);
        return true;
    }

    /** How many rows of the query hold what the row reached does: 1 where rows come one by one. */
    public long times() {
        return times;
    }

    @Override
    public Row row() throws BadRow {
        row.fill(fields);
        return row;
    }

    @Override
    public long number() {
        return number;
    }

    /** The fields as a line of CSV, since the row was never text. */
    @Override
    public byte[] found(int most) {
        return row.asCsv();
    }

    @Override
    public void close() {
        rows.ifPresent(Engine.Rows::close);
        rows = Optional.empty();
    }
}
