package org.teeter.tabular.parquet;

/**
 * What is said of a page before it.
 *
 * @param kind {@link #DATA}, {@link #DICTIONARY} or {@link #DATA_2}; others are passed over
 * @param unpacked bytes
 * @param packed bytes
 * @param values how many, those that are missing too
 * @param encoding by Parquet's number
 * @param levels the encoding of what says which are missing, in the first version of data pages
 * @param levelBytes how many bytes say it, in the second version
 * @param isPacked whether the values are, in the second version
 * @param size bytes of this header
 */
record PageHeader(
        int kind,
        int unpacked,
        int packed,
        int values,
        int encoding,
        int levels,
        int levelBytes,
        boolean isPacked,
        int size) {
    static final int DATA = 0;
    static final int DICTIONARY = 2;
    static final int DATA_2 = 3;

    /** A page and what is made of it are held in memory. */
    private static final int LARGEST_PAGE = 1 << 25;

    private static final int LAST_ENCODING = 9;
    private static final int FEW = 1 << 9;
    private static final int LARGEST_HEADER = 1 << 20;

    /** Reads the one that comes next, and passes over it. */
    static PageHeader read(ChunkBytes bytes) throws NotPlain {
        for (int most = FEW; ; most *= 4) { // the least and the greatest value may be in it
            int held = (int) Math.min(most, bytes.left());
            bytes.need(held);
            try {
                PageHeader header = read(new Compact(bytes.bytes(), bytes.from(), bytes.from() + held), bytes.from());
                bytes.pass(header.size);
                return header;
            } catch (NotPlain e) {
                if (held == bytes.left() || most >= LARGEST_HEADER) {
                    throw e;
                }
            }
        }
    }

    private static PageHeader read(Compact in, int from) throws NotPlain {
        int kind = -1;
        int unpacked = -1;
        int packed = -1;
        int[] of = {};
        int known = -1;
        Compact.Fields fields = in.fields();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> kind = in.i32();
                case 2 -> unpacked = in.i32();
                case 3 -> packed = in.i32();
                case 5 -> {
                    of = data(in);
                    known = DATA;
                }
                case 7 -> {
                    of = dictionary(in);
                    known = DICTIONARY;
                }
                case 8 -> {
                    of = data2(in);
                    known = DATA_2;
                }
                default -> in.skip();
            }
        }
        fields.require(1, 2, 3);
        if (unpacked < 0 || packed < 0 || unpacked > LARGEST_PAGE || packed > LARGEST_PAGE) {
            throw new NotPlain("a page of another size");
        }
        if (kind != known || of[0] < 0) {
            throw new NotPlain("a page of another kind");
        }
        requireEncoding(of[1]);
        if (kind == DATA) {
            requireEncoding(of[2]);
        }
        return new PageHeader(kind, unpacked, packed, of[0], of[1], of[2], of[3], of[4] == 1, in.at() - from);
    }

    /** Refuses what is no number of an encoding; the one between the first two has never been used. */
    static void requireEncoding(int number) throws NotPlain {
        if (number < 0 || number == 1 || number > LAST_ENCODING) {
            throw new NotPlain("another encoding");
        }
    }

    private static int[] data(Compact in) throws NotPlain {
        in.struct();
        int[] of = {-1, -1, -1, 0, 1};
        Compact.Fields fields = in.fields();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> of[0] = in.i32();
                case 2 -> of[1] = in.i32();
                case 3 -> of[2] = in.i32();
                case 4 -> requireEncoding(in.i32()); // of repetitions, of which there are none
                default -> in.skip();
            }
        }
        fields.require(1, 2, 3, 4);
        return of;
    }

    private static int[] dictionary(Compact in) throws NotPlain {
        in.struct();
        int[] of = {-1, -1, -1, 0, 1};
        Compact.Fields fields = in.fields();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> of[0] = in.i32();
                case 2 -> of[1] = in.i32();
                default -> in.skip();
            }
        }
        fields.require(1, 2);
        return of;
    }

    private static int[] data2(Compact in) throws NotPlain {
        in.struct();
        int[] of = {-1, -1, -1, -1, 1};
        int nulls = -1;
        int rows = -1;
        int repetition = -1;
        Compact.Fields fields = in.fields();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> of[0] = in.i32();
                case 2 -> nulls = in.i32();
                case 3 -> rows = in.i32();
                case 4 -> of[1] = in.i32();
                case 5 -> of[3] = in.i32();
                case 6 -> repetition = in.i32();
                case 7 -> of[4] = in.truth() ? 1 : 0;
                default -> in.skip();
            }
        }
        fields.require(1, 2, 3, 4, 5, 6);
        if (rows != of[0] || nulls < 0 || nulls > rows || repetition != 0 || of[3] < 0) {
            throw new NotPlain("a page of other rows");
        }
        return of;
    }
}
