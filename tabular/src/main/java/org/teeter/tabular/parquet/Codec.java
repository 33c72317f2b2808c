package org.teeter.tabular.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** How pages are packed. */
enum Codec {
    UNCOMPRESSED,
    SNAPPY,
    GZIP,
    ZSTD,
    LZ4_RAW,
    /** In a way that is not read here. */
    OTHER;

    /** By Parquet's number. */
    static Codec of(int number) {
        return switch (number) {
            case 0 -> UNCOMPRESSED;
            case 1 -> SNAPPY;
            case 2 -> GZIP;
            case 6 -> ZSTD;
            case 7 -> LZ4_RAW;
            default -> OTHER;
        };
    }

    /** Unpacks bytes of which it is known how many they are. Mutable, for one thread. */
    interface Unpacker {
        void unpack(byte[] from, int start, int length, byte[] to, int size) throws NotPlain;
    }

    Unpacker unpacker() throws NotPlain {
        return switch (this) {
            case SNAPPY -> of(new SnappyDecompressor());
            case ZSTD -> of(new ZstdDecompressor());
            case LZ4_RAW -> of(new Lz4Decompressor());
            case GZIP -> Codec::gunzip;
            case UNCOMPRESSED ->
                (from, start, length, to, size) -> {
                    requireAll(length, size);
                    System.arraycopy(from, start, to, 0, size);
                };
            case OTHER -> throw new NotPlain("another codec");
        };
    }

    private static Unpacker of(Decompressor unpacker) {
        return (from, start, length, to, size) -> {
            int unpacked;
            try {
                unpacked = unpacker.decompress(from, start, length, to, 0, size);
            } catch (RuntimeException e) { // of whatever kind, the bytes are damaged
                throw new NotPlain("damaged pages: " + e.getMessage());
            }
            requireAll(unpacked, size);
        };
    }

    private static void gunzip(byte[] from, int start, int length, byte[] to, int size) throws NotPlain {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(from, start, length))) {
            requireAll(in.readNBytes(to, 0, size), size);
            if (in.read() >= 0) {
                throw new NotPlain("pages longer than they say");
            }
        } catch (IOException e) {
            throw new NotPlain("damaged pages: " + e.getMessage());
        }
    }

    private static void requireAll(int unpacked, int size) throws NotPlain {
        if (unpacked != size) {
            throw new NotPlain("pages of another length than they say");
        }
    }
}
