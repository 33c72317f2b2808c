package org.teeter.tabular.parquet;

import java.util.Optional;

/** What the values of a column are, as far as they are read here, by DuckDB's names; {@link #OTHER} is whatever else. */
enum Kind {
    BOOLEAN(Physical.BOOLEAN, 0, 1),
    TINYINT(Physical.INT32, Byte.MIN_VALUE, Byte.MAX_VALUE),
    SMALLINT(Physical.INT32, Short.MIN_VALUE, Short.MAX_VALUE),
    INTEGER(Physical.INT32, Integer.MIN_VALUE, Integer.MAX_VALUE),
    BIGINT(Physical.INT64, Long.MIN_VALUE, Long.MAX_VALUE),
    UTINYINT(Physical.INT32, 0, 0xFF),
    USMALLINT(Physical.INT32, 0, 0xFFFF),
    UINTEGER(Physical.INT32, 0, 0xFFFF_FFFFL),
    FLOAT(Physical.FLOAT, 0, 0),
    DOUBLE(Physical.DOUBLE, 0, 0),
    VARCHAR(Physical.BYTE_ARRAY, 0, 0),
    /** No number, and not read here. */
    OTHER(Physical.BYTE_ARRAY, 0, 0),
    /** Perhaps a number, and not read here. */
    UNKNOWN(Physical.BYTE_ARRAY, 0, 0);

    private final Physical physical;
    private final long least;
    private final long most;

    Kind(Physical physical, long least, long most) {
        this.physical = physical;
        this.least = least;
        this.most = most;
    }

    Physical physical() {
        return physical;
    }

    boolean isRead() {
        return this != OTHER && this != UNKNOWN;
    }

    /** Whether values are whole numbers or truth values, which are told apart as numbers. */
    boolean isWhole() {
        return physical == Physical.INT32 || physical == Physical.INT64 || this == BOOLEAN;
    }

    /** DuckDB's name of the type, where it is known. */
    Optional<String> title() {
        return isRead() ? Optional.of(name()) : Optional.empty();
    }

    /** The number that 32 bits stand for. */
    long whole(int bits) throws NotPlain {
        long value = this == UINTEGER ? Integer.toUnsignedLong(bits) : bits;
        if (value < least || value > most) {
            throw new NotPlain("a number that is none of its type");
        }
        return value;
    }
}
