package org.teeter.tabular.parquet;

import java.util.EnumMap;
import java.util.Map;

/** What one thread holds of one column from group to group of rows, so that it need not be made for each. Mutable. */
final class Held {
    private final Map<Codec, Codec.Unpacker> unpackers = new EnumMap<>(Codec.class);
    private byte[] read = {};
    private byte[] unpacked = {};
    private int[] scratch = {};

    Codec.Unpacker unpacker(Codec codec) throws NotPlain {
        Codec.Unpacker known = unpackers.get(codec);
        if (known == null) {
            known = codec.unpacker();
            unpackers.put(codec, known);
        }
        return known;
    }

    /** Room for bytes as they are in the file; what was in it is lost. */
    byte[] read(int size) {
        read = read.length < size ? new byte[size] : read;
        return read;
    }

    /** Room for a page; what was in it is lost. */
    byte[] unpacked(int size) {
        unpacked = unpacked.length < size ? new byte[size] : unpacked;
        return unpacked;
    }

    /** Room for numbers; what was in it is lost. */
    int[] scratch(int size) {
        scratch = scratch.length < size ? new int[size] : scratch;
        return scratch;
    }
}
