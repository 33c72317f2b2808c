package org.teeter.tabular.parquet;

import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** The pages of a chunk, one at a time and unpacked. Mutable. */
final class Pages {
    private static final int MOST_LEVELS = 1 << 24; // of a page, some values of which are missing
    private static final int PLAIN = 0;
    private static final int PLAIN_DICTIONARY = 2;
    private static final int RLE = 3;
    private static final int DELTA_BINARY_PACKED = 5;
    private static final int DELTA_LENGTH_BYTE_ARRAY = 6;
    private static final int RLE_DICTIONARY = 8;
    private static final int BYTE_STREAM_SPLIT = 9;

    /** How the values of a page lie. */
    enum Encoding {
        PLAIN,
        /** Places in the dictionary. */
        PLACES,
        /** Truth values in runs. */
        RUNS,
        DELTAS,
        /** Lengths of texts as differences, then all texts. */
        LENGTHS,
        /** The first byte of each value, then the second of each. */
        SPLIT
    }

    private final Column column;
    private final ChunkBytes bytes;
    private final Codec codec;
    private final Codec.Unpacker unpacker;
    private final Held held;
    private final AtomicLong room;
    private final Runs runs = new Runs();
    private long valuesLeft;
    private int[] present = {}; // of each value of the page, 1 if it is there; empty if all are
    private int passed; // bytes of the page that are held where they were read
    private byte[] page = {};
    private int from;
    private int to;
    private int values;
    private Encoding encoding = Encoding.PLAIN;
    private boolean isDictionary;

    /**
     * @param room bytes that pages may still unfold to, of all columns
     */
    Pages(FileChannel file, Column column, Chunk chunk, long rows, AtomicLong room, Held held) throws NotPlain {
        this.column = column;
        this.bytes = new ChunkBytes(file, chunk, held);
        this.codec = chunk.codec();
        this.unpacker = held.unpacker(codec);
        this.held = held;
        this.room = room;
        this.valuesLeft = rows;
    }

    /** Goes to the next page; there is one as long as not all rows have been. */
    void next() throws NotPlain {
        bytes.pass(passed);
        passed = 0;
        PageHeader header = PageHeader.read(bytes);
        if (room.addAndGet(-header.unpacked()) < 0) {
            throw new NotPlain("pages that unfold to more than a file of this size should");
        }
        bytes.need(header.packed());
        passed = header.packed();
        isDictionary = header.kind() == PageHeader.DICTIONARY;
        values = header.values();
        present = new int[0];
        int start = bytes.from();
        switch (header.kind()) {
            case PageHeader.DICTIONARY -> {
                unpack(start, header.packed(), header.unpacked());
                encoding = encodingOf(header.encoding());
                if (encoding == Encoding.PLACES && header.encoding() == PLAIN_DICTIONARY) {
                    encoding = Encoding.PLAIN; // as old writers call it
                }
                if (encoding != Encoding.PLAIN) {
                    throw new NotPlain("a dictionary in another encoding");
                }
            }
            case PageHeader.DATA -> {
                unpack(start, header.packed(), header.unpacked());
                takeLevels(header.levels());
                dataPage(header);
            }
            case PageHeader.DATA_2 -> {
                int levels = header.levelBytes();
                if (levels > header.packed() || levels > header.unpacked() || (levels > 0 && !column.isOptional())) {
                    throw new NotPlain("a page that says in too many bytes which values are missing");
                }
                if (column.isOptional()) {
                    runs.begin(bytes.bytes(), start, start + levels, 1);
                    readLevels();
                }
                if (header.isPacked()) {
                    unpack(start + levels, header.packed() - levels, header.unpacked() - levels);
                } else {
                    take(start + levels, header.packed() - levels, header.unpacked() - levels);
                }
                dataPage(header);
            }
            default -> throw new NotPlain("a page of another kind");
        }
    }

    private void dataPage(PageHeader header) throws NotPlain {
        encoding = encodingOf(header.encoding());
        if (values > valuesLeft) {
            throw new NotPlain("more values than there are rows");
        }
        valuesLeft -= values;
    }

    private Encoding encodingOf(int number) throws NotPlain {
        boolean isTruth = column.kind() == Kind.BOOLEAN;
        boolean isText = column.kind() == Kind.VARCHAR;
        return switch (number) {
            case PLAIN -> Encoding.PLAIN;
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> require(!isTruth, Encoding.PLACES);
            case RLE -> require(isTruth, Encoding.RUNS);
            case DELTA_BINARY_PACKED -> require(column.kind().isWhole() && !isTruth, Encoding.DELTAS);
            case DELTA_LENGTH_BYTE_ARRAY -> require(isText, Encoding.LENGTHS);
            case BYTE_STREAM_SPLIT -> require(!isText && !isTruth, Encoding.SPLIT);
            default -> throw new NotPlain("another encoding");
        };
    }

    private static Encoding require(boolean fits, Encoding encoding) throws NotPlain {
        if (!fits) {
            throw new NotPlain("an encoding of other values");
        }
        return encoding;
    }

    private void unpack(int start, int length, int size) throws NotPlain {
        if (codec == Codec.UNCOMPRESSED) {
            take(start, length, size);
            return;
        }
        byte[] unpacked = held.unpacked(size + ChunkBytes.SLACK);
        unpacker.unpack(bytes.bytes(), start, length, unpacked, size);
        page = unpacked;
        from = 0;
        to = size;
    }

    private void take(int start, int length, int size) throws NotPlain {
        if (length != size) {
            throw new NotPlain("a page of two sizes");
        }
        page = bytes.bytes();
        from = start;
        to = start + length;
    }

    /** What is said first of which values are missing. */
    private void takeLevels(int as) throws NotPlain {
        if (!column.isOptional()) {
            return;
        }
        if (as != RLE || to - from < Integer.BYTES) {
            throw new NotPlain("a page that says in another way which values are missing");
        }
        int length = Plain.int32(page, from);
        if (length < 0 || length > to - from - Integer.BYTES) {
            throw new NotPlain("a page that says in too many bytes which values are missing");
        }
        from += Integer.BYTES;
        runs.begin(page, from, from + length, 1);
        readLevels();
        from += length;
    }

    private void readLevels() throws NotPlain {
        if (runs.areAll(1, values)) {
            return;
        }
        if (values > Math.min(valuesLeft, MOST_LEVELS)) {
            throw new NotPlain("more values than there are rows");
        }
        present = new int[values];
        runs.read(present, 0, values);
        runs.requireEnd();
        if (Arrays.stream(present).allMatch(one -> one == 1)) {
            present = new int[0];
        }
    }

    /** Whether the page reached is a dictionary. */
    boolean isDictionary() {
        return isDictionary;
    }

    Encoding encoding() {
        return encoding;
    }

    /** Values of the page, those that are missing too. */
    int values() {
        return values;
    }

    /** Of each value 1 if it is there, 0 if not; empty if all are. */
    int[] present() {
        return present;
    }

    /** The bytes that hold the page, behind which there are eight more of any content. */
    byte[] page() {
        return page;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Makes sure that there is nothing behind the pages of all rows. */
    void requireEnd() throws NotPlain {
        bytes.pass(passed);
        passed = 0;
        if (valuesLeft != 0 || bytes.left() != 0) {
            throw new NotPlain("a chunk of other values");
        }
    }
}
