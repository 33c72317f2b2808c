package org.teeter.tabular.parquet;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A column, a part of one, or the table, as the footer tells it.
 *
 * @param physical of a part that holds values; empty for one that has parts
 * @param repetition 0 where a value must be there, 1 where it may, 2 for any number
 * @param children how many parts follow
 * @param converted the older of two ways to say what values mean, or -1
 * @param logical the number of the newer one, or 0
 * @param bits of whole numbers, if the newer way says so, else 0
 */
record Element(
        String name,
        Optional<Physical> physical,
        int repetition,
        int children,
        int converted,
        int logical,
        int bits,
        boolean isSigned) {
    private static final int NOTHING = -1;
    private static final int OPTIONAL = 1;
    private static final int REPEATED = 2;
    private static final int MOST_CHILDREN = 1 << 14;

    // Numbers of the older annotation
    private static final int UTF8 = 0;
    private static final int UINT_8 = 11;
    private static final int INT_64 = 18;
    private static final List<Kind> OLD_WHOLE = List.of(
            Kind.UTINYINT,
            Kind.USMALLINT,
            Kind.UINTEGER,
            Kind.UNKNOWN, // 64 bits without a sign
            Kind.TINYINT,
            Kind.SMALLINT,
            Kind.INTEGER,
            Kind.BIGINT);

    // Numbers of the newer one
    private static final int STRING = 1;
    private static final int WHOLE = 10;
    /** Maps, lists, entries of a list, days and times, documents and keys. */
    private static final Set<Integer> NO_NUMBERS = Set.of(2, 3, 4, 6, 7, 8, 12, 13, 14);

    private static final Set<Integer> OLD_NO_NUMBERS = Set.of(1, 2, 3, 4, 6, 7, 8, 9, 10, 19, 20, 21);

    static Element read(Compact in) throws NotPlain {
        String name = "";
        Optional<Physical> physical = Optional.empty();
        int repetition = 0;
        int children = 0;
        int converted = NOTHING;
        int[] logical = {0, 0, 0};
        Compact.Fields fields = in.fields();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> physical = Optional.of(Physical.of(in.i32()));
                case 3 -> repetition = in.i32();
                case 4 -> name = in.text();
                case 5 -> children = in.i32();
                case 6 -> converted = in.i32();
                case 10 -> logical = logical(in);
                default -> in.skip();
            }
        }
        fields.require(4);
        if (repetition < 0 || repetition > REPEATED || children < 0 || children > MOST_CHILDREN) {
            throw new NotPlain("a column that may be anything");
        }
        if (physical.isPresent() && children > 0) {
            throw new NotPlain("a column of values and parts");
        }
        return new Element(name, physical, repetition, children, converted, logical[0], logical[1], logical[2] == 1);
    }

    /** The number of the meaning, then bits and whether there is a sign. */
    private static int[] logical(Compact in) throws NotPlain {
        in.struct();
        int[] found = {0, 0, 0};
        Compact.Fields fields = in.fields();
        while (fields.next()) {
            if (found[0] != 0) {
                throw new NotPlain("values of two meanings");
            }
            found[0] = fields.number();
            if (found[0] == WHOLE) {
                in.struct();
                Compact.Fields parts = in.fields();
                while (parts.next()) {
                    switch (parts.number()) {
                        case 1 -> found[1] = in.i8();
                        case 2 -> found[2] = in.truth() ? 1 : 0;
                        default -> in.skip();
                    }
                }
                parts.require(1, 2);
            } else {
                in.skip();
            }
        }
        return found;
    }

    boolean isLeaf() {
        return physical.isPresent();
    }

    boolean isRepeated() {
        return repetition == REPEATED;
    }

    boolean isOptional() {
        return repetition == OPTIONAL;
    }

    Physical type() {
        return physical.orElseThrow();
    }

    /** What the values are, as far as both ways to say it agree and it is sure. */
    Kind kind() {
        Kind kind = meant();
        return kind.isRead() && kind.physical() != type() ? Kind.UNKNOWN : kind;
    }

    private Kind meant() {
        if (logical == 0 && converted == NOTHING) {
            return switch (type()) {
                case BOOLEAN -> Kind.BOOLEAN;
                case INT32 -> Kind.INTEGER;
                case INT64 -> Kind.BIGINT;
                case FLOAT -> Kind.FLOAT;
                case DOUBLE -> Kind.DOUBLE;
                case BYTE_ARRAY -> Kind.VARCHAR;
                case INT96, FIXED_LEN_BYTE_ARRAY -> Kind.OTHER;
            };
        }
        if ((logical == 0 || logical == STRING) && (converted == NOTHING || converted == UTF8)) {
            return Kind.VARCHAR;
        }
        Kind older = converted >= UINT_8 && converted <= INT_64 ? OLD_WHOLE.get(converted - UINT_8) : Kind.UNKNOWN;
        if (logical == WHOLE || (logical == 0 && older != Kind.UNKNOWN)) {
            Kind newer = logical == WHOLE ? whole() : older;
            return converted == NOTHING || newer == older ? newer : Kind.UNKNOWN;
        }
        boolean known = (logical == 0 || NO_NUMBERS.contains(logical))
                && (converted == NOTHING || OLD_NO_NUMBERS.contains(converted));
        return known ? Kind.OTHER : Kind.UNKNOWN;
    }

    private Kind whole() {
        return switch (bits) {
            case 8 -> isSigned ? Kind.TINYINT : Kind.UTINYINT;
            case 16 -> isSigned ? Kind.SMALLINT : Kind.USMALLINT;
            case 32 -> isSigned ? Kind.INTEGER : Kind.UINTEGER;
            case 64 -> isSigned ? Kind.BIGINT : Kind.UNKNOWN;
            default -> Kind.UNKNOWN;
        };
    }
}
