package org.teeter.tabular.scan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.DuckDb;

/**
 * The different values of a column, each with a number that the counting understands, found again by their place in a list where they are
 * few, and else by a small remainder of their hash.
 *
 * <p>DuckDB computes a function of a dictionary-encoded column once for each entry of the dictionary, so that a place or
 * {@code hash(column) % modulus} costs next to nothing a row, while fetching strings costs tens of times as much. The hash
 * need not be good: the modulus is chosen so that all values differ, and if none is found another way of reading is taken.
 */
final class CodedColumn {
    private static final int MOST_TRIES = 200;
    private static final int FEW = 2_000; // so few that a small modulus is worth a search
    private static final int LARGEST_TABLE = 1 << 20;
    /** So few that to look for each in a list of all, once in each dictionary, takes no time. */
    static final int LISTED = 300;

    private static final int LONGEST_LIST = 1 << 14; // characters

    private final String sql;
    private final boolean isListed;
    private final int bits;
    private final int[] table; // number of each remainder, or empty if there are too many
    private final long[] remainders; // sorted into slots of an open table
    private final int[] numbers;

    /** Of the places in a list, from 1. */
    private CodedColumn(String sql, int[] values) {
        this.sql = sql;
        this.isListed = true;
        this.bits = Integer.SIZE - Integer.numberOfLeadingZeros(values.length);
        this.table = new int[values.length + 1];
        System.arraycopy(values, 0, table, 1, values.length);
        this.remainders = new long[0];
        this.numbers = new int[0];
    }

    private CodedColumn(String column, long modulus, long[] hashes, int[] values) {
        this.sql = "(hash(" + column + ") % " + modulus + "::UBIGINT)";
        this.isListed = false;
        this.bits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(modulus - 1));
        boolean small = modulus <= LARGEST_TABLE;
        this.table = new int[small ? (int) modulus : 0];
        int slots = small ? 0 : Integer.highestOneBit(hashes.length) << 2;
        this.remainders = new long[slots];
        this.numbers = new int[slots];
        Arrays.fill(remainders, -1);
        for (int k = 0; k < hashes.length; k++) {
            long remainder = Long.remainderUnsigned(hashes[k], modulus);
            if (small) {
                table[(int) remainder] = values[k];
            } else {
                int at = slot(remainder);
                remainders[at] = remainder;
                numbers[at] = values[k];
            }
        }
    }

    /**
     * Numbers texts by their places in a list, where that is short, as it is of labels and of the names of most leaderboards.
     *
     * @param column as SQL names it
     */
    static Optional<CodedColumn> listed(String column, List<String> texts, int[] values) {
        if (texts.size() > LISTED || texts.stream().mapToInt(String::length).sum() > LONGEST_LIST) {
            return Optional.empty();
        }
        String list = texts.stream().map(DuckDb::literal).collect(Collectors.joining(", "));
        return Optional.of(new CodedColumn("list_position([" + list + "], " + column + ")", values));
    }

    /**
     * Finds a modulus under which all hashes differ.
     *
     * @param column as SQL names it
     * @throws BadRow if there is none, which no honest column needs
     */
    static CodedColumn of(String column, long[] hashes, int[] values) throws BadRow {
        long n = hashes.length;
        long least = n < FEW ? n + 1 : n * n / 4;
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            long modulus = least | 1;
            if (differ(hashes, modulus)) {
                return new CodedColumn(column, modulus, hashes, values);
            }
            // Below half the square of the number of values it takes luck, far above it misfortune.
            least = least + least / 4 + 2;
            if (least > 1L << 60) {
                break;
            }
        }
        throw new BadRow("hashes that collide");
    }

    private static boolean differ(long[] hashes, long modulus) {
        long[] remainders = new long[hashes.length];
        for (int k = 0; k < hashes.length; k++) {
            remainders[k] = Long.remainderUnsigned(hashes[k], modulus);
        }
        Arrays.sort(remainders);
        for (int k = 1; k < remainders.length; k++) {
            if (remainders[k - 1] == remainders[k]) {
                return false;
            }
        }
        return true;
    }

    /** Bits that a remainder takes. */
    int bits() {
        return bits;
    }

    /** Whether codes are places in a list, which DuckDB has as integers of 32 bits, and not remainders of 64 bits. */
    boolean isListed() {
        return isListed;
    }

    /** The code of a row's value, below two to the power of {@link #bits}, moved so many bits up, in SQL; as 32 bits if it is listed. */
    String narrow(int shift) {
        return sql + " * " + (1 << shift);
    }

    /** The same as 64 bits, unsigned all the way: a cast would be made for every row. */
    String wide(int shift) {
        return sql + (isListed ? "::UBIGINT" : "") + " * " + (1L << shift) + "::UBIGINT";
    }

    /** The number of the value with this code. */
    int number(long code) {
        return table.length > 0 ? table[(int) code] : numbers[slot(code)];
    }

    private int slot(long remainder) {
        int mask = remainders.length - 1;
        int at = (int) ((remainder * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (remainders[at] != remainder && remainders[at] >= 0) {
            at = (at + 1) & mask;
        }
        return at;
    }
}
