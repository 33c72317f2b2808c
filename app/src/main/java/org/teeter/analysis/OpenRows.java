package org.teeter.analysis;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.teeter.data.Items;
import org.teeter.report.document.ResultTable;

/**
 * Rows of a table of some items as CSV, in which the names of the items are left open, so that they serve for other items with the same
 * numbers. Rows may end in a number of their own.
 */
final class OpenRows {
    /** Stands around the number of an item where its name is to be: no number and no other cell has one. */
    private static final char MARK = '\u0001';

    private static final int END = -1;

    private final List<String> texts = new ArrayList<>(); // before each opening, and after the last
    private final List<Integer> openings =
            new ArrayList<>(); // the item; n + item where its name begins the row; END of a row

    /** Rows of a table about items that have the {@linkplain #items open names} and are so many. */
    <T> OpenRows(int n, ResultTable<T> table, List<T> rows) {
        StringWriter out = new StringWriter();
        new CsvFile(out).rows(table, rows);
        String all = out.toString();
        int from = 0;
        for (int at = 0; at < all.length(); at++) {
            char c = all.charAt(at);
            if (c == MARK) {
                int end = all.indexOf(MARK, at + 1);
                boolean first = at == 0 || all.charAt(at - 1) == '\n';
                add(all.substring(from, at), Integer.parseInt(all.substring(at + 1, end)) + (first ? n : 0));
                at = end;
                from = end + 1;
            } else if (c == '\n' || (c == '\r' && all.charAt(at + 1) == '\n')) {
                add(all.substring(from, at), END);
                from = at;
                at += c == '\r' ? 1 : 0;
            }
        }
        texts.add(all.substring(from));
    }

    private void add(String text, int opening) {
        texts.add(text);
        openings.add(opening);
    }

    /** Items that have no names yet. */
    static Items items(int n) {
        String[] names = new String[n];
        for (int i = 0; i < n; i++) {
            names[i] = "" + MARK + i + MARK;
        }
        return Items.numbered(n).called(names);
    }

    /**
     * Appends the rows.
     *
     * @param names of the items as cells, the first n as they are written within a row, the others as they begin one
     * @param last ends each row, such as a comma and a number, or nothing
     */
    void write(String[] names, String last, StringBuilder out) {
        for (int k = 0; k < openings.size(); k++) {
            out.append(texts.get(k));
            int opening = openings.get(k);
            out.append(opening == END ? last : names[opening]);
        }
        out.append(texts.get(openings.size()));
    }
}
