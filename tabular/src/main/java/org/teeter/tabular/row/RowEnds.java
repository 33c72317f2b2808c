package org.teeter.tabular.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.teeter.tabular.column.Columns;

/*
 * Finds where separated values can be cut between two rows, without finding all fields.
 *
 * 1. Outside quotes every delimiter and every line end is one, so that a field begins at a quote exactly if one of them is before it.
 *    A quote elsewhere is an ordinary character. So only quotes have to be looked at, and the line ends between them.
 * 2. Without quotes, line ends are the ends of rows whatever is wrong with these.
 * 3. A row is broken by NUL outside quotes, by text behind a closing quote, and by too many fields. How reading goes on then is known to
 *    DelimitedScanner alone: nothing is cut beyond the row before. Too many fields change the cut only where a field has line ends in
 *    quotes; there a row may have as many bytes outside quotes as it may have fields.
 * 4. A line end is LF here. CR alone ends a row too, which makes rows seem longer than they are and no cut wrong.
 */
/** Where separated values can be cut between two rows. */
final class RowEnds {
    /** No row ends in these bytes, as far as they show. */
    static final int NONE = -1;

    /** The first row is not plainly a row. */
    static final int UNCLEAR = -2;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private RowEnds() {}

    /** The position after the last row that ends in {@code [from, limit)}, of which the first byte begins one. */
    static int last(byte[] bytes, int from, int limit, byte delimiter) {
        if (quote(bytes, from, limit) == limit) {
            int end = afterLast(bytes, from, limit);
            return end > from ? end : NONE;
        }
        int cut = NONE;
        int at = from; // nothing from here to the quote that comes is in quotes
        int search = from;
        int plain = 0; // bytes outside quotes of the row that has begun before at
        boolean folds = false; // it has a line end in quotes
        while (true) {
            int quote = quoteOrNul(bytes, search, limit);
            int end = afterLast(bytes, at, quote);
            if (end > at) {
                if (folds && plain + first(bytes, at, end) - at > Columns.MOST) {
                    return cut == NONE ? UNCLEAR : cut;
                }
                cut = end;
                folds = false;
                plain = quote - end;
            } else {
                plain += quote - at;
            }
            if (quote == limit) {
                return cut;
            }
            if (bytes[quote] == 0) {
                return cut == NONE ? UNCLEAR : cut;
            }
            at = quote;
            search = quote + 1;
            if (quote == from || isBorder(bytes[quote - 1], delimiter)) {
                int close = closing(bytes, quote + 1, limit);
                if (close + 1 >= limit) {
                    return cut;
                }
                if (!isBorder(bytes[close + 1], delimiter)) {
                    return cut == NONE ? UNCLEAR : cut;
                }
                folds |= folds(bytes, quote, close);
                at = close + 1;
                search = at;
            }
        }
    }

    private static boolean isBorder(byte b, byte delimiter) {
        return b == delimiter || b == '\n' || b == '\r';
    }

    /** The first quote at or after a position, or the limit. */
    private static int quote(byte[] bytes, int position, int limit) {
        int i = position;
        while (i + 4 * Long.BYTES <= limit
                && (quotes(bytes, i) | quotes(bytes, i + 8) | quotes(bytes, i + 16) | quotes(bytes, i + 24)) == 0) {
            i += 4 * Long.BYTES;
        }
        while (i < limit && bytes[i] != '"') {
            i++;
        }
        return i;
    }

    /** Other than 0 if one of eight bytes is a quote. */
    private static long quotes(byte[] bytes, int at) {
        long other = (long) WORD.get(bytes, at) ^ (ONES * '"');
        return (other - ONES) & ~other & HIGHS;
    }

    /** The first quote or NUL at or after a position, or the limit. */
    private static int quoteOrNul(byte[] bytes, int position, int limit) {
        int i = position;
        while (i + Long.BYTES <= limit) {
            long word = (long) WORD.get(bytes, i);
            long other = word ^ (ONES * '"');
            long found = (((word - ONES) & ~word) | ((other - ONES) & ~other)) & HIGHS; // exact in the first byte found
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < limit && bytes[i] != '"' && bytes[i] != 0) {
            i++;
        }
        return i;
    }

    /** The quote that ends a field, or a position at or beyond the last byte if that is not known. */
    private static int closing(byte[] bytes, int position, int limit) {
        int i = position;
        while (i < limit) {
            if (bytes[i] != '"') {
                i++;
            } else if (i + 1 < limit && bytes[i + 1] == '"') {
                i += 2;
            } else {
                return i;
            }
        }
        return limit;
    }

    private static boolean folds(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                return true;
            }
        }
        return false;
    }

    /** The position after the last line end in {@code [from, to)}, or {@code from}. */
    private static int afterLast(byte[] bytes, int from, int to) {
        int i = to;
        while (i > from && bytes[i - 1] != '\n') {
            i--;
        }
        return i;
    }

    private static int first(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != '\n') {
            i++;
        }
        return i;
    }
}
