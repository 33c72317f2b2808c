package org.teeter.tabular.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Parquet file byte by byte, for what no writer at hand writes: columns of text, one group of rows, not packed. Mutable. */
public final class MadeFile {
    private static final byte[] NONE = {};
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final List<Made> columns = new ArrayList<>();
    private final int rows;

    private record Made(String name, boolean isOptional, int dictionary, int data, int size, int values) {}

    /** A struct in Thrift's compact protocol. */
    private static final class Struct {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int last;

        private Struct field(int id, int type) {
            bytes.write((id - last) << 4 | type);
            last = id;
            return this;
        }

        Struct i32(int id, long value) {
            field(id, I32).varint(value << 1 ^ value >> 63);
            return this;
        }

        Struct i64(int id, long value) {
            field(id, I64).varint(value << 1 ^ value >> 63);
            return this;
        }

        Struct text(int id, String text) {
            return field(id, BINARY).string(text);
        }

        Struct truth(int id, boolean value) {
            return field(id, value ? 1 : 2);
        }

        Struct struct(int id, Struct inner) {
            field(id, STRUCT).bytes.writeBytes(inner.done());
            return this;
        }

        Struct list(int id, int type, int size) {
            field(id, LIST).bytes.write(Math.min(size, 15) << 4 | type);
            if (size >= 15) {
                varint(size);
            }
            return this;
        }

        Struct string(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            varint(utf8.length);
            bytes.writeBytes(utf8);
            return this;
        }

        Struct add(Struct inner) {
            bytes.writeBytes(inner.done());
            return this;
        }

        void varint(long value) {
            long rest = value;
            while (rest >>> 7 != 0) {
                bytes.write((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        byte[] done() {
            return Arrays.copyOf(bytes.toByteArray(), bytes.size() + 1); // a field of no type ends it
        }
    }

    public MadeFile(int rows) {
        this.rows = rows;
        file.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
    }

    /** Bytes one behind the other. */
    public static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Texts as they lie in a page. */
    static byte[] texts(String... texts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String text : texts) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            all.writeBytes(int32(utf8.length));
            all.writeBytes(utf8);
        }
        return all.toByteArray();
    }

    static byte[] int32(int value) {
        return bytes(value, value >>> 8, value >>> 16, value >>> 24);
    }

    private static byte[] page(int kind, int field, Struct header, byte[] body) {
        Struct page = new Struct()
                .i32(1, kind)
                .i32(2, body.length)
                .i32(3, body.length)
                .struct(field, header);
        return joined(page.done(), body);
    }

    static byte[] dictionary(int encoding, String... texts) {
        return page(2, 7, new Struct().i32(1, texts.length).i32(2, encoding), texts(texts));
    }

    static byte[] data(int values, int encoding, byte[] body) {
        return page(0, 5, new Struct().i32(1, values).i32(2, encoding).i32(3, 3).i32(4, 3), body);
    }

    static byte[] data2(int values, int nulls, int encoding, int levels, byte[] body) {
        return page(
                3,
                8,
                new Struct()
                        .i32(1, values)
                        .i32(2, nulls)
                        .i32(3, values)
                        .i32(4, encoding)
                        .i32(5, levels)
                        .i32(6, 0)
                        .truth(7, false),
                body);
    }

    /** Two columns in pages of all kinds. */
    public static byte[] votes() {
        byte[] dictionary = dictionary(0, "a", "b", "c", "d");
        byte[] runs = data(4, 8, joined(bytes(2, 0, 0, 0, 4 << 1, 1), bytes(2, 2 << 1, 1, 2 << 1, 2)));
        byte[] packed = data2(4, 0, 8, 2, joined(bytes(4 << 1, 1), bytes(2, 1 << 1 | 1, 0b11_10_01_00, 0)));
        byte[] plain = data(2, 0, texts("long name", "a"));
        return new MadeFile(8)
                .column("winner", true, dictionary, runs, packed)
                .column("loser", false, NONE, data(2, 0, texts("e", "f")), plain, data(4, 0, texts("f", "g", "h", "i")))
                .done();
    }

    /** Adds a column of a dictionary, which may be of no bytes, and pages. */
    MadeFile column(String name, boolean isOptional, byte[] dictionary, byte[]... pages) {
        int from = file.size();
        file.writeBytes(dictionary);
        int data = file.size();
        for (byte[] page : pages) {
            file.writeBytes(page);
        }
        int before = dictionary.length == 0 ? 0 : from;
        columns.add(new Made(name, isOptional, before, data, file.size() - from, rows));
        return this;
    }

    /** The last column does not say where its dictionary is, as old writers do not. */
    MadeFile untold() {
        Made last = columns.remove(columns.size() - 1);
        columns.add(new Made(last.name, last.isOptional, 0, last.dictionary, last.size, last.values));
        return this;
    }

    /** The last column says that it has so many values. */
    MadeFile saying(int values) {
        Made last = columns.remove(columns.size() - 1);
        columns.add(new Made(last.name, last.isOptional, last.dictionary, last.data, last.size, values));
        return this;
    }

    /** The file, with its footer. */
    public byte[] done() {
        Struct footer = new Struct().i32(1, 1).list(2, STRUCT, columns.size() + 1);
        footer.add(new Struct().text(4, "root").i32(5, columns.size()));
        for (Made column : columns) {
            footer.add(new Struct()
                    .i32(1, 6)
                    .i32(3, column.isOptional ? 1 : 0)
                    .text(4, column.name)
                    .i32(6, 0));
        }
        footer.i64(3, rows).list(4, STRUCT, 1);
        Struct group = new Struct().list(1, STRUCT, columns.size());
        for (Made column : columns) {
            Struct of = new Struct()
                    .i32(1, 6)
                    .list(2, I32, 0)
                    .list(3, BINARY, 1)
                    .string(column.name)
                    .i32(4, 0)
                    .i64(5, column.values)
                    .i64(6, column.size)
                    .i64(7, column.size)
                    .i64(9, column.data);
            if (column.dictionary > 0) {
                of.i64(11, column.dictionary);
            }
            group.add(new Struct().i64(2, 4).struct(3, of));
        }
        footer.add(group.i64(2, 100).i64(3, rows));
        byte[] bytes = footer.done();
        return joined(file.toByteArray(), bytes, int32(bytes.length), "PAR1".getBytes(StandardCharsets.US_ASCII));
    }
}
