package org.teeter.lm.dataset;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.teeter.tabular.bytes.Packing;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON: one object a line, or one list of objects; plain or packed. Holds one record at a time. */
final class JsonRows {
    /** No record is longer, so that a file without line ends cannot fill the memory. */
    static final int LONGEST = 1 << 24;

    /** Deeper nesting has no meaning in examples, and a hostile file could exhaust the stack. */
    private static final int DEEPEST = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // which Python writes
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final InputStream in;
    private final RowReader reader;

    private JsonRows(Path file, InputStream in, RowReader reader) {
        this.file = file;
        this.in = in;
        this.reader = reader;
    }

    static void read(Path file, RowReader reader) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                InputStream in = new BufferedInputStream(unzipped(bytes), 1 << 16)) {
            JsonRows rows = new JsonRows(file, in, reader);
            skipByteOrderMark(in);
            in.mark(1 << 16);
            int first = skipSpace(in);
            in.reset();
            if (first == '[') {
                rows.readList();
            } else {
                rows.readLines();
            }
        }
    }

    /** A row that came as JSON text from elsewhere. */
    static ObjectNode parse(String text) throws BadExample {
        try {
            if (JSON.readTree(text) instanceof ObjectNode row) {
                return row;
            }
        } catch (JacksonException e) {
            throw new BadExample("the JSON is broken (" + said(e) + ")");
        }
        throw new BadExample("there is no JSON object; write one object a line");
    }

    private static InputStream unzipped(InputStream bytes) throws IOException {
        bytes.mark(4);
        Optional<Packing> packing = Packing.of(bytes.readNBytes(4));
        bytes.reset();
        return packing.isPresent() ? packing.get().unpacked(bytes) : bytes;
    }

    private static void skipByteOrderMark(InputStream in) throws IOException {
        in.mark(3);
        if (!(in.read() == 0xEF && in.read() == 0xBB && in.read() == 0xBF)) {
            in.reset();
        }
    }

    /** The first byte that is no white space, if it comes soon; else white space, or -1 at the end. */
    private static int skipSpace(InputStream in) throws IOException {
        int b = in.read();
        for (int n = 1; n < 1 << 15 && isSpace(b); n++) {
            b = in.read();
        }
        return b;
    }

    private static boolean isSpace(int b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private void readLines() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] block = new byte[1 << 16];
        long row = 1;
        int length = in.read(block);
        while (length >= 0) {
            int from = 0;
            for (int at = 0; at < length; at++) {
                if (block[at] == '\n') {
                    line.write(block, from, at - from);
                    readLine(row++, line);
                    from = at + 1;
                }
            }
            line.write(block, from, length - from);
            if (line.size() > LONGEST) {
                throw DatasetException.at(file, row, "the line is longer than " + (LONGEST >> 20) + " MiB");
            }
            length = in.read(block);
        }
        readLine(row, line);
    }

    private void readLine(long row, ByteArrayOutputStream line) {
        try {
            String text = decode(line.toByteArray());
            if (!text.isBlank()) {
                reader.read(row, parse(text));
            }
        } catch (BadExample e) {
            throw DatasetException.at(file, row, e.reason());
        }
        line.reset();
    }

    private static String decode(byte[] bytes) throws BadExample {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadExample("the record is not UTF-8; save the file as UTF-8");
        }
    }

    /** One record after the other; the list itself is never held. */
    private void readList() throws IOException {
        long row = 0;
        ListRecords records = new ListRecords(in, LONGEST);
        try {
            while (records.hasNext()) {
                row++;
                reader.read(row, parse(decode(records.next())));
            }
        } catch (BadExample e) {
            throw DatasetException.at(file, Math.max(1, row), e.reason());
        }
    }

    private static String said(JacksonException e) {
        String said = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        int place = said.indexOf(": expected close marker"); // where the parser tells its own settings
        int advice = said.indexOf(", from `");
        int end = place >= 0 ? place : advice;
        String own = end < 0 ? said : said.substring(0, end);
        return own.length() > 150 ? own.substring(0, 150) + "…" : own;
    }
}
