package org.teeter.lm.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFilesTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.ofEpochSecond(1_000_000));

    @TempDir
    Path folder;

    @Test
    void linesAreWrittenAtOnceAndNumbersReadBack() throws Exception {
        Path file = folder.resolve("metrics.csv");
        try (MetricsCsv csv = MetricsCsv.after(file, 0)) {
            csv.accept(new StepMetrics(1, ordered("loss", 0.1 + 0.2, "rewards/chosen", -1e-9)));
            assertEquals(
                    List.of("step,loss,rewards/chosen", "1,0.30000000000000004,-1.0E-9"), Files.readAllLines(file));
            csv.accept(new StepMetrics(2, Map.of("loss", 0.25)));
        }
        assertEquals("2,0.25,", Files.readAllLines(file).get(2));
    }

    /** A first batch of single judgements may have no rejected answer. */
    @Test
    void whatTheFirstStepLacksHasItsColumn() throws Exception {
        Path file = folder.resolve("metrics.csv");
        List<String> names = List.of("loss", "rewards/rejected");
        try (MetricsCsv csv = MetricsCsv.after(file, 0)) {
            csv.accept(new StepMetrics(1, Map.of("loss", 0.5), names));
            csv.accept(new StepMetrics(2, Map.of("loss", 0.25, "rewards/rejected", -1.0), names));
        }
        assertEquals(List.of("step,loss,rewards/rejected", "1,0.5,", "2,0.25,-1.0"), Files.readAllLines(file));
    }

    @Test
    void aResumedRunDropsWhatTheKilledOneWroteBeyondItsState() throws Exception {
        Path file = folder.resolve("metrics.csv");
        Files.writeString(file, "step,loss\n1,0.5\n2,0.25\n3,0.125\n4,0.0");
        try (MetricsCsv csv = MetricsCsv.after(file, 2)) {
            csv.accept(new StepMetrics(3, Map.of("loss", 0.75)));
        }
        assertEquals(List.of("step,loss", "1,0.5", "2,0.25", "3,0.75"), Files.readAllLines(file));
    }

    /** The bytes by hand, from the formats' descriptions. */
    @Test
    void eventsAreTheBytesOfTensorBoard() throws Exception {
        try (EventFile events = EventFile.in(folder, 0, NOON)) {
            events.accept(new StepMetrics(300, Map.of("loss", 0.5)));
        }
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("events.out.tfevents.1000000.teeter.0")))
                .order(ByteOrder.LITTLE_ENDIAN);
        String wallTime = "09" + "0000000080842e41"; // field 1, eight bytes: 1e6
        assertEquals(wallTime + "1a0d" + HexFormat.of().formatHex("brain.Event:2".getBytes(UTF_8)), record(file));
        String value = "0a0a" + HexFormat.of().formatHex("train/loss".getBytes(UTF_8)) + "15" + "0000003f"; // tag, 0.5f
        assertEquals(wallTime + "10ac02" + "2a13" + "0a11" + value, record(file));
        assertEquals(0, file.remaining());
    }

    @Test
    void eventsTellTrainingFromEvaluation() throws Exception {
        try (EventFile events = EventFile.in(folder, 0, NOON)) {
            events.accept(new StepMetrics(1, ordered("rewards/margins", 1, "eval_rewards/margins", 2)));
        }
        String file =
                Files.readString(folder.resolve("events.out.tfevents.1000000.teeter.0"), StandardCharsets.ISO_8859_1);
        assertTrue(file.contains("train/rewards/margins") && file.contains("eval/rewards/margins"), file);
    }

    /** Checksum of the nine digits "123456789", from RFC 3720's polynomial: e3069283. */
    @Test
    void checksumIsCastagnoli() {
        CRC32C crc = new CRC32C();
        crc.update("123456789".getBytes(UTF_8));
        assertEquals(0xe3069283L, crc.getValue());
    }

    @Test
    void aResumedRunTellsReadersToForget() throws Exception {
        try (EventFile events = EventFile.in(folder, 7, NOON)) {
            events.accept(new StepMetrics(8, Map.of("loss", 0.5)));
        }
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("events.out.tfevents.1000000.teeter.7")))
                .order(ByteOrder.LITTLE_ENDIAN);
        record(file);
        assertEquals("09" + "0000000080842e41" + "1008" + "3a020801", record(file)); // step 8, session: started
    }

    private static String record(ByteBuffer file) {
        byte[] length = new byte[8];
        file.get(length);
        assertEquals(masked(length), file.getInt());
        byte[] data = new byte
                [(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
        file.get(data);
        assertEquals(masked(data), file.getInt());
        return HexFormat.of().formatHex(data);
    }

    private static int masked(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        long value = crc.getValue();
        return (int) (((value >>> 15) | (value << 17)) + 0xa282ead8L);
    }

    private static Map<String, Double> ordered(String a, double x, String b, double y) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(a, x);
        values.put(b, y);
        return values;
    }

    @Test
    void orderSeesEveryExampleOnceAnEpoch() {
        ExampleOrder order = new ExampleOrder(10, 4, 0);
        assertEquals(3, order.stepsPerEpoch());
        int[][] epochs = new int[2][];
        for (int epoch = 0; epoch < 2; epoch++) {
            int first = 3 * epoch;
            epochs[epoch] = java.util.stream.IntStream.range(first, first + 3)
                    .boxed()
                    .flatMap(t -> order.at(t).stream())
                    .mapToInt(i -> i)
                    .toArray();
            assertArrayEquals(
                    java.util.stream.IntStream.range(0, 10).toArray(),
                    Arrays.stream(epochs[epoch]).sorted().toArray());
        }
        assertEquals(false, Arrays.equals(epochs[0], epochs[1]));
        assertEquals(
                order.at(4), new ExampleOrder(10, 4, 0).at(4), "an order does not depend on what was asked before");
    }
}
