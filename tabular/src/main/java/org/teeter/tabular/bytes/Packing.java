package org.teeter.tabular.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** How a file may be packed. */
public enum Packing {
    GZIP("gzipped", ".gz"),
    ZSTD("packed by zstd", ".zst");

    private final String word;
    private final String ending;

    Packing(String word, String ending) {
        this.word = word;
        this.ending = ending;
    }

    /** How a file that begins so is packed, if it is. */
    public static Optional<Packing> of(byte[] head) {
        if (Gunzip.isMagic(head)) {
            return Optional.of(GZIP);
        }
        return Unzstd.isMagic(head) ? Optional.of(ZSTD) : Optional.empty();
    }

    /** The name of a file without what it ends with for being packed. */
    public static String withoutEnding(String name) {
        for (Packing packing : values()) {
            if (name.endsWith(packing.ending)) {
                return name.substring(0, name.length() - packing.ending.length());
            }
        }
        return name;
    }

    /** In the words of a sentence: "gzipped". */
    public String word() {
        return word;
    }

    /** What was packed; a damage of any kind is an {@link IOException}. */
    public InputStream unpacked(InputStream in) throws IOException {
        return this == GZIP ? new Gunzip(in) : new Unzstd(in);
    }
}
