package org.teeter.tabular.row;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Packing;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.bytes.Window;

/** The text of one file, unpacked, and what format it has: as told, or by the name of the file, or by how it begins. */
public final class Content {
    /** How files begin that are none of ours, in hexadecimal digits. */
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("504b0304", "a ZIP archive or a spreadsheet; unpack it, or save it as CSV"),
            Map.entry("d0cf11e0", "a spreadsheet or document of older office programs; save it as CSV"),
            Map.entry("425a68", "compressed by bzip2; unpack it, or use gzip"),
            Map.entry("fd377a585a00", "compressed by xz; unpack it, or use gzip"),
            Map.entry("04224d18", "compressed by lz4; unpack it, or use gzip"),
            Map.entry("4152524f5731", "an Arrow file; save it as Parquet"),
            Map.entry("ffffffff", "an Arrow stream, as Hugging Face's datasets keep them; save it as Parquet"),
            Map.entry("46454131", "a Feather file; save it as Parquet"),
            Map.entry("894844460d0a", "an HDF5 file; save it as Parquet"),
            Map.entry("4f626a01", "an Avro file; save it as Parquet"),
            Map.entry("4f5243", "an ORC file; save it as Parquet"),
            Map.entry("8004", "a Python pickle, which is not read; save it as CSV or Parquet"),
            Map.entry("fffe", "UTF-16; save it as UTF-8"),
            Map.entry("feff", "UTF-16; save it as UTF-8"),
            Map.entry("53514c697465", "an SQLite database; export a table as CSV"));

    private static final byte BLANK = ' ';
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path file;
    private final Format format;
    private final Optional<Packing> packing;
    private final Window window;

    private Content(Path file, Format format, Optional<Packing> packing, Window window) {
        this.file = file;
        this.format = format;
        this.packing = packing;
        this.window = window;
    }

    /** Refuses a Parquet file that was said to be something else. */
    public static void requireParquet(Path file, Optional<Format> told) {
        if (told.isPresent() && told.get() != Format.PARQUET) {
            throw InputException.of(
                    file,
                    "this is a Parquet file, not " + told.get().title() + "; leave "
                            + told.get().flag() + " out");
        }
    }

    /**
     * Looks at how a stream begins.
     *
     * @param head its first bytes, not taken from it
     * @param several whether there are other files, so that this one may be empty
     */
    public static Content of(Path file, InputStream in, byte[] head, Optional<Format> told, boolean several)
            throws IOException {
        Optional<Packing> packing = Packing.of(head);
        Window window = new Window(packing.isPresent() ? packing.get().unpacked(in) : in);
        window.fill();
        byte[] bytes = window.buffer();
        if (window.limit() == 0 && !several) {
            throw InputException.of(file, "the file is empty");
        }
        refuseForeign(file, bytes, window.limit(), packing.isPresent());
        refuseOtherPreferences(file, bytes, window.limit());
        if (window.limit() >= 3 && Arrays.equals(bytes, 0, 3, MARK, 0, 3)) {
            window.advance(3);
        }
        return new Content(file, format(file, window, told), packing, window);
    }

    private static void refuseForeign(Path file, byte[] bytes, int limit, boolean packed) {
        byte[] head = Arrays.copyOf(bytes, Math.min(limit, 8));
        String digits = HexFormat.of().formatHex(head);
        String first = new String(bytes, 0, Math.min(limit, 60), StandardCharsets.ISO_8859_1);
        if (digits.startsWith("504b0304")
                && first.matches("(?s).{30}(\\[Content_Types\\]|_rels/|docProps/|xl/|mimetype).*")) {
            throw InputException.of(file, "the file is a spreadsheet (Excel or OpenDocument); save the sheet as CSV");
        }
        if (first.matches("(?s)\\s*\\[Event\\s.*")) {
            throw InputException.of(
                    file, "the file holds games of chess in PGN; write a table with the columns white, black, result");
        }
        if (first.matches("(?s)\\d+ +\\d+\\R(-\\d+( +-\\d+)*\\R)?(\\d+( +\\d+)+ +0\\R)+.*")) {
            throw InputException.of(
                    file,
                    "the file holds ballots in BLT, as programs that count elections read them; write them as PrefLib has"
                            + " them (.soi), or as a table with the columns weight and ranking, such as 3,a > b");
        }
        if (first.matches("(?s)\\d+ +\\d+\\R\\d+ +\\d+(\\R.*)?")) {
            throw InputException.of(
                    file,
                    "the file holds two numbers in each line, as choix has the winner and the loser; if these are so,"
                            + " write winner,loser above them, and commas between");
        }
        if (first.startsWith("version https://git-lfs")) {
            throw InputException.of(
                    file, "this is a pointer that Git LFS leaves in place of a file; fetch the file with git lfs pull");
        }
        if (first.matches("(?is)\\s*<(!doctype html|html)\\b.*")) {
            throw InputException.of(
                    file, "this is a web page, as where a download asks who is there; fetch the file itself");
        }
        FOREIGN.forEach((begin, what) -> {
            if (digits.startsWith(begin)) {
                throw InputException.of(file, "the file is " + what);
            }
        });
        if (packed && ParquetFile.isMagic(head)) {
            throw InputException.of(file, "this is a packed Parquet file; unpack it");
        }
        if (packed && Packing.of(head).isPresent()) {
            throw InputException.of(file, "the file is packed twice; unpack it once");
        }
    }

    /** Refuses by name files of PrefLib that hold no rankings. */
    private static void refuseOtherPreferences(Path file, byte[] bytes, int limit) {
        String name = Packing.withoutEnding(file.toString().toLowerCase(Locale.ROOT));
        String begin = new String(bytes, 0, Math.min(limit, 4000), StandardCharsets.ISO_8859_1);
        if (name.matches("(?s).*\\.(cat|wmd|wmg|mjg|pwg|tog)")
                || begin.matches("(?s)# .*\\n# DATA TYPE: *(cat|wmd|wmg|mjg|pwg|tog)\\b.*")) {
            throw InputException.of(
                    file,
                    "this is a PrefLib file of categories or of a graph; of PrefLib's files those with rankings are read (soc,"
                            + " soi, toc, toi)");
        }
    }

    private static boolean looksLikePrefLib(Window window) {
        int end = Math.min(window.limit(), window.from() + 20);
        String begin = new String(window.buffer(), window.from(), end - window.from(), StandardCharsets.ISO_8859_1);
        return begin.startsWith("# FILE NAME:");
    }

    /** Whether nothing is in it, not even a header. */
    public boolean isEmpty() {
        return window.limit() == 0 && window.hasEnded();
    }

    /** Whether the file holds rankings as PrefLib keeps them. */
    public boolean isPrefLib() {
        return format == Format.PREFLIB;
    }

    /** Its rows, if it does. */
    public PrefLibRecords rankings() throws IOException {
        return new PrefLibRecords(file, window);
    }

    private static Format format(Path file, Window window, Optional<Format> told) {
        Optional<Format> named = Format.named(file);
        byte first = first(window);
        Format byContent = first == '{' || first == '[' // no header of a table begins so
                ? Format.JSONL
                : looksLikePrefLib(window) ? Format.PREFLIB : Format.CSV;
        Format format = told.or(() -> named).orElse(byContent);
        if (format == Format.PARQUET) {
            throw InputException.of(
                    file,
                    "this is no Parquet file, which would begin with PAR1; "
                            + (told.isPresent()
                                    ? "leave " + format.flag() + " out"
                                    : "say what it is, e.g. " + byContent.flag()));
        }
        if (told.isEmpty() && (format == Format.JSONL) != (byContent == Format.JSONL) && first != BLANK) {
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

    /** The first byte that is no white space, or one that is. */
    private static byte first(Window window) {
        for (int at = window.from(); at < window.limit(); at++) {
            byte b = window.buffer()[at];
            if (!Window.isSpace(b)) {
                return b;
            }
        }
        return BLANK;
    }

    /**
     * The rows.
     *
     * @param sensible whether a table of these columns would mean something
     */
    public Records records(Predicate<List<String>> sensible) throws IOException {
        return format == Format.JSONL
                ? JsonStart.records(file, window, sensible)
                : new DelimitedRecords(file, window, format, sensible);
    }

    /** What the file is, in words. */
    public String words() {
        return format.title() + packing.map(how -> ", " + how.word()).orElse("");
    }
}
