package org.teeter.analysis;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.remedy.Remedy;
import org.teeter.remedy.Sets;
import org.teeter.report.document.MitigationDocument;
import tools.jackson.databind.json.JsonMapper;

/** Judgements that a remedy has changed, as a file of counts that can be read again, and a list of what was changed. */
final class ChangedCounts {
    private static final List<String> COLUMNS = List.of("item1", "item2", "wins1", "wins2", "ties", "weight");
    private static final List<String> CHANGES = List.of(
            "remedy",
            "item1",
            "item2",
            "wins1_before",
            "wins2_before",
            "ties_before",
            "wins1_after",
            "wins2_after",
            "ties_after");

    private ChangedCounts() {}

    /** Writes a file for each remedy of data that was found, named after it, and {@code changes.csv}. */
    static void write(MitigationDocument document, Tables tables) throws IOException {
        List<List<Object>> changes = new ArrayList<>();
        for (MitigationDocument.Row row : document.rows()) {
            if (row.found().remedy().filter(remedy -> remedy.kind().isOfData()).isPresent()) {
                Remedy remedy = row.found().remedy().orElseThrow();
                ComparisonGraph before =
                        (ComparisonGraph) document.before().fit().data();
                try (Writer out = tables.open(remedy.kind().word() + ".csv")) {
                    new CsvFile(out).header(COLUMNS).rows(counts(remedy.remaining(before)));
                }
                changes.addAll(changes(remedy, before, remedy.changed(before)));
                if (remedy instanceof Sets sets) {
                    writeSets(sets, before, tables);
                }
            }
        }
        try (Writer out = tables.open("changes.csv")) {
            new CsvFile(out).header(CHANGES).rows(changes);
        }
        if (!document.frontier().isEmpty()) {
            try (Writer out = tables.open("frontier.csv")) {
                new CsvFile(out)
                        .header(List.of("remedy", "strength", "largest_sensitivity", "held_out_log_loss"))
                        .rows(document.frontier().stream()
                                .map(point -> Arrays.<Object>asList(
                                        point.kind().word(),
                                        point.strength(),
                                        point.largest(),
                                        point.heldOut().isPresent()
                                                ? (Object) point.heldOut().getAsDouble()
                                                : ""))
                                .toList());
            }
        }
    }

    /** What is to be ranked: the names as a JSON array, in which any may stand. */
    private static void writeSets(Sets sets, ComparisonGraph data, Tables tables) throws IOException {
        try (Writer out = tables.open("sets-to-rank.csv")) {
            new CsvFile(out)
                    .header(List.of("items", "rankings", "instead_of1", "instead_of2", "judgements"))
                    .rows(sets.sets().stream()
                            .map(set -> List.<Object>of(
                                    JsonMapper.shared()
                                            .writeValueAsString(set.items().stream()
                                                    .map(data.items()::name)
                                                    .toList()),
                                    set.rankings(),
                                    data.items().name(set.first()),
                                    data.items().name(set.second()),
                                    set.taken()))
                            .toList());
        }
    }

    /** Whole numbers in one row; else a row for each outcome, with its weight, which is exact. */
    private static List<List<Object>> counts(ComparisonGraph data) {
        List<List<Object>> rows = new ArrayList<>();
        for (int e = 0; e < data.edges(); e++) {
            String first = data.items().name(data.first(e));
            String second = data.items().name(data.second(e));
            double[] n = kinds(data, e);
            if (Arrays.stream(n).allMatch(k -> k == Math.rint(k) && k < 0x1p53)) {
                rows.add(List.of(first, second, n[0], n[1], n[2], 1));
                continue;
            }
            for (int k = 0; k < n.length; k++) {
                if (n[k] > 0) {
                    rows.add(List.of(first, second, k == 0 ? 1 : 0, k == 1 ? 1 : 0, k == 2 ? 1 : 0, n[k]));
                }
            }
        }
        return rows;
    }

    private static List<List<Object>> changes(Remedy remedy, ComparisonGraph before, ComparisonGraph after) {
        List<List<Object>> rows = new ArrayList<>();
        for (int e = 0; e < after.edges(); e++) {
            double[] was = kinds(before, before.edge(after.first(e), after.second(e)));
            double[] is = kinds(after, e);
            if (!Arrays.equals(was, is)) {
                List<Object> row = new ArrayList<>(List.of(
                        remedy.kind().word(),
                        before.items().name(after.first(e)),
                        before.items().name(after.second(e))));
                Arrays.stream(was).forEach(row::add);
                Arrays.stream(is).forEach(row::add);
                rows.add(row);
            }
        }
        return rows;
    }

    /** None of a pair that nobody judged. */
    private static double[] kinds(ComparisonGraph data, int e) {
        int outcomes = data.alternatives();
        return e < 0
                ? new double[outcomes]
                : IntStream.range(outcomes * e, outcomes * (e + 1))
                        .mapToDouble(data::weight)
                        .toArray();
    }
}
