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

    private static final int ZSTD_DESCRIPTOR = 4; // behind the four bytes that begin a frame
    private static final int ZSTD_RESERVED = 1 << 3;

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
            case ZSTD -> zstd(of(new ZstdDecompressor()));
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

    /** Refuses frames whose head says another size or has a bit that must not be set, which the library does not look at. */
    private static Unpacker zstd(Unpacker frames) {
        return (from, start, length, to, size) -> {
            if (length <= ZSTD_DESCRIPTOR || (from[start + ZSTD_DESCRIPTOR] & ZSTD_RESERVED) != 0) {
                throw new NotPlain("pages that begin otherwise than zstd does");
            }
            frames.unpack(from, start, length, to, size); // which finds out first whether it begins so
            long told = ZstdDecompressor.getDecompressedSize(from, start, length);
            if (told >= 0) {
                requireAll((int) Math.min(told, Integer.MAX_VALUE), size);
            }
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
