package org.teeter.tabular.form;

import java.util.ArrayList;
import java.util.List;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;

/**
 * A number that may sway a judgement, and speaks for the first option where it is positive.
 *
 * @param name what it is called
 * @param of the column that holds it, or {@code A-B} for the difference of two: the first option's less the second's
 */
public record Covariate(String name, String of) {

    /** Reads {@code NAME}, which is that of its column, or {@code NAME=COLUMN}, or {@code NAME=A-B}. */
    public static Covariate parse(String text) {
        int at = text.indexOf('=');
        String name = (at < 0 ? text : text.substring(0, at)).strip();
        String of = (at < 0 ? text : text.substring(at + 1)).strip();
        if (name.isEmpty() || of.isEmpty()) {
            throw new IllegalArgumentException("needs NAME, NAME=COLUMN or NAME=COLUMN-COLUMN, got " + text);
        }
        return new Covariate(name, of);
    }

    /** Its column, or the two whose difference it is. */
    public List<Integer> columns(Columns columns) {
        if (columns.names().contains(of) || columns.find(Columns.normal(of)).isPresent()) {
            return List.of(columns.named(Role.COVARIATE, of));
        }
        List<List<Integer>> ways = new ArrayList<>();
        for (int at = of.indexOf('-'); at >= 0; at = of.indexOf('-', at + 1)) {
            String first = Columns.normal(of.substring(0, at));
            String second = Columns.normal(of.substring(at + 1));
            if (columns.find(first).isPresent() && columns.find(second).isPresent()) {
                ways.add(List.of(
                        columns.find(first).getAsInt(), columns.find(second).getAsInt()));
            }
        }
        if (ways.size() != 1) {
            throw InputException.at(
                    columns.file(),
                    1,
                    "the covariate " + Quoted.of(name) + " must be a column or the difference of two, got "
                            + Quoted.of(of) + "; the columns are " + columns);
        }
        return ways.get(0);
    }
}
