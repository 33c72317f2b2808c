package org.teeter.tabular.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.reader.Inputs;

/** Any number of threads, few combinations and many. */
class ScanTest {
    private static final int ROWS = 40_000;
    private static final String QUERY =
            "SELECT 'n' || (i * 7919 %% %d) AS a, 'n' || (i * 31 %% %d) AS b, i %% 3 = 0 AS won,"
                    + " (i %% 11) / 4 AS weight FROM range(" + ROWS + ") t(i)";

    @TempDir
    private Path folder;

    private Path file(int names) {
        return new Inputs(folder).parquet("data.parquet", QUERY.formatted(names, names + 1), ", ROW_GROUP_SIZE 2048");
    }

    private static Map<String, Long> kinds(Scan scan, int slots) throws NotPlain {
        Map<String, Long> found = new TreeMap<>();
        scan.<RuntimeException>kinds((places, times) -> {
            List<String> row = new ArrayList<>();
            for (int slot = 0; slot < slots; slot++) {
                row.add(scan.value(slot, places[slot]));
            }
            found.merge(row.toString(), times, Long::sum);
        });
        return found;
    }

    private static Map<String, Long> rows(Scan scan, int slots) throws NotPlain {
        Map<String, Long> found = new TreeMap<>();
        scan.<RuntimeException>rows((places, numbers, count) -> {
            for (int i = 0; i < count; i++) {
                List<String> row = new ArrayList<>();
                for (int slot = 0; slot < slots; slot++) {
                    row.add(slot == 3 ? Double.toString(numbers[slot][i]) : scan.value(slot, places[slot][i]));
                }
                found.merge(row.toString(), 1L, Long::sum);
            }
        });
        return found;
    }

    private static Map<String, Long> expected(int names, int slots) {
        Map<String, Long> expected = new TreeMap<>();
        for (int i = 0; i < ROWS; i++) {
            List<String> row = List.of(
                    "n" + i * 7919L % names,
                    "n" + i * 31L % (names + 1),
                    Boolean.toString(i % 3 == 0),
                    Double.toString((i % 11) / 4.0));
            expected.merge(row.subList(0, slots).toString(), 1L, Long::sum);
        }
        return expected;
    }

    @Test
    void anyNumberOfThreadsCountsTheSame() throws Exception {
        for (int names : new int[] {5, 300}) {
            PlainFile file = PlainFile.open(file(names), 1 << 24);
            for (int threads : new int[] {1, 2, 3, 7, 40}) {
                Scan scan = file.scan(new int[] {0, 1, 2}, new boolean[3], 100, threads);
                assertEquals(ROWS, scan.rows());
                assertEquals(expected(names, 3), kinds(scan, 3));
                assertEquals(expected(names, 3), rows(scan, 3));
            }
        }
    }

    @Test
    void manyCombinationsAreTakenRowByRow() throws Exception {
        PlainFile file = PlainFile.open(file(3000), 1 << 24);
        for (int threads : new int[] {1, 3}) {
            Scan scan = file.scan(new int[] {0, 1, 2, 3}, new boolean[] {false, false, false, true}, 100, threads);
            assertEquals(3000, scan.values(0));
            assertEquals(expected(3000, 4), rows(scan, 4));
            for (int place = 1; place < scan.values(1); place++) {
                assertEquals(true, scan.value(1, place - 1).compareTo(scan.value(1, place)) < 0);
            }
            Scan names = file.scan(new int[] {0, 1, 2}, new boolean[3], 100, threads);
            assertEquals(false, names.hasKinds());
            assertEquals(expected(3000, 3), rows(names, 3));
        }
    }

    @Test
    void pagesUnfoldToNoMoreThanTheyMay() {
        Path file = file(300);
        assertThrows(
                NotPlain.class, () -> PlainFile.open(file, 10_000).scan(new int[] {0, 1, 2}, new boolean[3], 100, 2));
    }

    @Test
    void aFileThatIsGone() throws Exception {
        Path path = file(5);
        PlainFile file = PlainFile.open(path, 1 << 24);
        Files.delete(path);
        assertThrows(NotPlain.class, () -> file.scan(new int[] {0, 1}, new boolean[2], 100, 2));
        assertThrows(NotPlain.class, () -> file.first(0, 10));
    }

    @Test
    void countsAreMovedWhenMoreValuesCome() {
        Kinds kinds = new Kinds(2);
        assertEquals(true, kinds.fits(2, 3));
        kinds.add(new int[][] {{1, 1, 0}, {2, 2, 1}}, 3);
        assertEquals(true, kinds.fits(1000, 4000));
        kinds.add(new int[][] {{999, 1}, {3999, 2}}, 2);
        assertEquals(false, kinds.fits(1000, 5000));
        Map<List<Integer>, Long> told = new java.util.HashMap<>();
        kinds.<RuntimeException>tell((numbers, times) -> told.put(List.of(numbers[0], numbers[1]), times));
        assertEquals(Map.of(List.of(1, 2), 3L, List.of(0, 1), 1L, List.of(999, 3999), 1L), told);
    }
}
