package org.teeter.tabular;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The text of one file, unpacked, and what format it has: as told, or by the name of the file, or by how it begins. */
final class Content {
    private static final Map<String, Format> ENDINGS = Map.of(
            ".csv", Format.CSV,
            ".tsv", Format.TSV,
            ".tab", Format.TSV,
            ".jsonl", Format.JSONL,
            ".ndjson", Format.JSONL,
            ".json", Format.JSONL,
            ".parquet", Format.PARQUET);

    /** How files begin that are none of ours, in hexadecimal digits. */
    private static final Map<String, String> FOREIGN = Map.of(
            "504b0304", "a ZIP archive or a spreadsheet; unpack it, or save it as CSV",
            "28b52ffd", "compressed by zstd; unpack it, or use gzip",
            "425a68", "compressed by bzip2; unpack it, or use gzip",
            "fd377a585a00", "compressed by xz; unpack it, or use gzip",
            "04224d18", "compressed by lz4; unpack it, or use gzip",
            "4152524f5731", "an Arrow file; save it as Parquet",
            "fffe", "UTF-16; save it as UTF-8",
            "feff", "UTF-16; save it as UTF-8",
            "53514c697465", "an SQLite database; export a table as CSV");

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Format format;
    private final boolean packed;
    private final Window window;

    private Content(Format format, boolean packed, Window window) {
        this.format = format;
        this.packed = packed;
        this.window = window;
    }

    /** Refuses a Parquet file that was said to be something else. */
    static void requireParquet(Path file, Optional<Format> told) {
        if (told.isPresent() && told.get() != Format.PARQUET) {
            throw InputException.of(
                    file,
                    "this is a Parquet file, not " + told.get().title() + "; leave "
                            + told.get().flag() + " out");
        }
    }

    /** Looks at how a stream begins; {@code head} is its first bytes, not taken from it. */
    static Content of(Path file, InputStream in, byte[] head, Optional<Format> told) throws IOException {
        boolean packed = Gunzip.isMagic(head);
        Window window = new Window(packed ? new Gunzip(in) : in);
        window.fill();
        byte[] bytes = window.buffer();
        if (window.limit() == 0) {
            throw InputException.of(file, "the file is empty");
        }
        refuseForeign(file, bytes, window.limit(), packed);
        if (window.limit() >= 3 && Arrays.equals(bytes, 0, 3, MARK, 0, 3)) {
            window.advance(3);
        }
        return new Content(format(file, window, told), packed, window);
    }

    private static void refuseForeign(Path file, byte[] bytes, int limit, boolean packed) {
        byte[] head = Arrays.copyOf(bytes, Math.min(limit, 8));
        String digits = HexFormat.of().formatHex(head);
        FOREIGN.forEach((begin, what) -> {
            if (digits.startsWith(begin)) {
                throw InputException.of(file, "the file is " + what);
            }
        });
        if (packed && ParquetReader.isMagic(head)) {
            throw InputException.of(file, "this is a gzipped Parquet file; unpack it");
        }
        if (packed && Gunzip.isMagic(head)) {
            throw InputException.of(file, "the file is gzipped twice; unpack it once");
        }
    }

    private static Format format(Path file, Window window, Optional<Format> told) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".gz")) {
            name = name.substring(0, name.length() - 3);
        }
        int dot = name.lastIndexOf('.');
        Optional<Format> named = Optional.ofNullable(ENDINGS.get(dot < 0 ? "" : name.substring(dot)));
        Format byContent = looksLikeJson(window) ? Format.JSONL : Format.CSV;
        Format format = told.or(() -> named).orElse(byContent);
        if (format == Format.PARQUET) {
            throw InputException.of(
                    file,
                    "this is no Parquet file, which would begin with PAR1; "
                            + (told.isPresent()
                                    ? "leave " + format.flag() + " out"
                                    : "say what it is, e.g. " + byContent.flag()));
        }
        if (told.isEmpty() && (format == Format.JSONL) != (byContent == Format.JSONL)) {
            throw InputException.of(
                    file,
                    "the name of the file says " + format.title() + ", but it begins "
                            + (byContent == Format.JSONL
                                    ? "as JSON does"
                                    : "with " + beginning(window) + " rather than { or [")
                            + "; say which it is, " + format.flag() + " or " + byContent.flag());
        }
        return format;
    }

    private static String beginning(Window window) {
        int end = Math.min(window.limit(), window.from() + 12);
        return Quoted.of(new String(window.buffer(), window.from(), end - window.from(), StandardCharsets.ISO_8859_1));
    }

    /** Whether the text begins with an object or with a list of something; no header of a table does. */
    private static boolean looksLikeJson(Window window) {
        for (int at = window.from(); at < window.limit(); at++) {
            byte b = window.buffer()[at];
            if (!JsonReader.isSpace(b)) {
                return b == '{' || b == '[';
            }
        }
        return false;
    }

    /** Counts all rows. */
    void read(FileReading reading) throws IOException {
        if (format == Format.JSONL) {
            JsonReader.read(reading, window);
        } else {
            DelimitedReader.read(reading, window, format);
        }
    }

    /** What the file is, in words. */
    String words() {
        return format.title() + (packed ? ", gzipped" : "");
    }
}
