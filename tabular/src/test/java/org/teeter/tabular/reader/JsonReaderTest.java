package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Window;
import org.teeter.tabular.row.JsonStart;

class JsonReaderTest {
    private static final ReadOptions SKIP = ReadOptions.defaults().skippingBadRows();

    /** Rows read, and where and why the bad ones are bad. */
    private static String read(String text, int smallest) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Rejects rejects = new Rejects()) {
            Registers registers = new Registers(rejects, Optional.empty(), Optional.empty());
            FileReading reading = new FileReading(Path.of("x"), SKIP, registers, Crew.none());
            Window window = new Window(new ByteArrayInputStream(bytes), smallest, 1 << 20);
            reading.read(JsonStart.records(Path.of("x"), window, reading::makesSenseOf));
            String first = rejects.rows() == 0 ? "" : ", " + rejects.rows() + " bad, first " + rejects.first();
            return reading.rows() + " rows, " + reading.tally().tally().rows() + " judgements" + first;
        } catch (InputException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void windowsOfAnySizeGiveTheSame() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<List<String>> rows = new ArrayList<>();
            for (int k = 0; k < 1 + random.nextInt(30); k++) {
                rows.add(List.of("a" + random.nextInt(3), "b\n" + random.nextInt(3), "left"));
            }
            List<String> records = new Table(List.of("left", "right", "winner"), Set.of(), rows).records(random);
            if (seed % 3 == 0) {
                String broken = records.get(rows.size() - 1);
                records.add(random.nextInt(records.size()), broken.substring(0, random.nextInt(broken.length())));
            }
            String lines = String.join(random.nextBoolean() ? "\n" : "\r\n\n", records);
            String list = " [" + String.join(" ,\n", records) + "]";
            for (String text : List.of(lines, list)) {
                String whole = read(text, 1 << 16);
                for (int size = 1; size < 200; size += 1 + random.nextInt(40)) {
                    assertEquals(whole, read(text, size), "seed " + seed + ", window " + size + ": " + text);
                }
            }
        }
    }

    @Test
    void aBrokenLineSpoilsNoOther() throws IOException {
        String good = "{\"winner\":\"x\",\"loser\":\"y\"}";
        String[] broken = {
            "{", "}", "[", "{\"winner\":", "{\"winner\":\"x", "\"", "{\"a\":[[[{", good + good, "nul", good + ","
        };
        for (String line : broken) {
            String text = String.join("\n", good, line, good, line, line, good);
            String expected = "6 rows, 3 judgements, 3 bad, first x:2: ";
            String read = read(text, 1 << 16);
            assertEquals(
                    expected, read.substring(0, Math.min(read.length(), expected.length())), line + " gives " + read);
        }
    }
}
