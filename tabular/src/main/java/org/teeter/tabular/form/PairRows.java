package org.teeter.tabular.form;

import java.util.List;
import org.teeter.data.Weights;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.ByteTable;
import org.teeter.tabular.tally.FileTally;
import org.teeter.tabular.tally.Names;

/** Counts rows whose first two fields name the options that they compare; what the others say is the business of a {@link Judging}. */
final class PairRows implements CodedCounter {
    /** What the fields after the two names say. */
    interface Judging {
        /** Whether a slot holds numbers. */
        boolean isNumber(int slot);

        /** Told of each new name. */
        default void meet(String name) throws BadRow {}

        int code(int slot, String text) throws BadRow;

        /** Whether what was said may hang on the order of rows. */
        default boolean hangsOnOrder() {
            return false;
        }

        /** Whether codes tell all, once every value has one. */
        default boolean isClear() {
            return true;
        }

        void judge(Row row, int first, int second, double weight) throws BadRow;

        void judge(int[] codes, double[] numbers, int first, int second, double weight) throws BadRow;
    }

    private final Judging judging;
    private final Names names;
    private final FileTally tally;
    private final List<String> columns;
    private final int weight;
    private final NameFields fields;
    private final Apart apart;

    PairRows(Layout layout, Sink into, Judging judging) {
        this.judging = judging;
        this.names = into.names();
        this.tally = into.tally();
        this.columns = layout.slotNames();
        this.fields = new NameFields(columns, names, judging::meet);
        this.weight = layout.slot(Role.WEIGHT);
        this.apart = new Apart(layout, into);
    }

    @Override
    public void count(Row row) throws BadRow {
        int a = fields.name(row, 0);
        int b = fields.name(row, 1);
        int first = NameFields.number(a);
        int second = NameFields.number(b);
        requireDifferent(first, second);
        if (apart.isAsked()) {
            apart.read(row);
        }
        judging.judge(row, first, second, weight < 0 ? 1 : Numbers.weight(columns.get(weight), row, weight));
        if (NameFields.trimmed(a | b) != 0) {
            tally.trimmed(NameFields.trimmed(a) + NameFields.trimmed(b));
        }
    }

    @Override
    public void count(int[] codes, double[] numbers) throws BadRow {
        int first = NameFields.number(codes[0]);
        int second = NameFields.number(codes[1]);
        requireDifferent(first, second);
        double w = weight < 0 ? 1 : numbers[weight];
        if (!Weights.isSafe(w)) {
            throw new BadRow("a weight that is too small or too large");
        }
        if (apart.isAsked()) {
            apart.read(codes);
        }
        judging.judge(codes, numbers, first, second, w);
        tally.trimmed(NameFields.trimmed(codes[0]) + NameFields.trimmed(codes[1]));
    }

    @Override
    public boolean hangsOnOrder() {
        return judging.hangsOnOrder();
    }

    @Override
    public boolean isNumber(int slot) {
        return slot == weight || apart.isCovariate(slot) || (slot > 1 && !apart.has(slot) && judging.isNumber(slot));
    }

    @Override
    public int code(int slot, String text) throws BadRow {
        return slot < 2 ? fields.name(slot, text) : apart.has(slot) ? apart.code(slot, text) : judging.code(slot, text);
    }

    @Override
    public boolean isClear() {
        return judging.isClear() && !apart.hasCovariates();
    }

    private void requireDifferent(int first, int second) throws BadRow {
        if (first == second) {
            throw new BadRow(columns.get(0) + " and " + columns.get(1) + " are both " + Quoted.of(names.name(first))
                    + ", and nothing can be preferred to itself" + tally.advice());
        }
    }

    static void keep(ByteTable table, String column, Row row, int slot, int number) throws BadRow {
        if (!table.put(row.bytes(slot), row.from(slot), row.to(slot), number)) {
            throw new BadRow(
                    "the different names take more than a gigabyte; is " + column + " the column of the options?");
        }
    }
}
