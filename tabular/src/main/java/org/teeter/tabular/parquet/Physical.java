package org.teeter.tabular.parquet;

/** How values lie in a page, by Parquet's numbers. */
enum Physical {
    BOOLEAN(0),
    INT32(Integer.BYTES),
    INT64(Long.BYTES),
    INT96(0),
    FLOAT(Float.BYTES),
    DOUBLE(Double.BYTES),
    BYTE_ARRAY(0),
    FIXED_LEN_BYTE_ARRAY(0);

    private static final Physical[] ALL = values();

    private final int bytes;

    Physical(int bytes) {
        this.bytes = bytes;
    }

    static Physical of(int number) throws NotPlain {
        if (number < 0 || number >= ALL.length) {
            throw new NotPlain("an unknown type");
        }
        return ALL[number];
    }

    /** Bytes of a value, where they are whole and always so many, else 0. */
    int bytes() {
        return bytes;
    }
}
