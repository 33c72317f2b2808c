package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.teeter.data.Counts;
import org.teeter.data.Outcome;

/**
 * The same judgements give the same counts, bit for bit, in every format, in every order and split over files in every way, and they
 * are those of a table that is filled by hand.
 */
class ConformanceTest {
    private static final int CASES = 3;
    private static final String[] NAMES = {
        "gpt-4",
        "gpt-3.5",
        "Weaver 12k",
        "a,b",
        "say \"hi\"",
        "x|y;z",
        "naïve",
        "日本",
        "🦙 llama",
        "0",
        "17",
        "O'Neil",
        "tab\there",
        "two\nlines",
        "{json}",
        "[list]",
        "#1",
        "A",
        "a",
        "longer than eight bytes",
        "longer than eight bytez",
        "eight888"
    };
    private static final String[] WEIGHTS = {"1", "1", "1.0", "0.1", "2", "1e-9", "7.25", "0", "123456789.125", "3E2"};

    @TempDir
    private Path folder;

    /** The shapes of files whose options have names. */
    private enum Kind {
        LABELLED,
        ONE_HOT,
        COUNTED,
        ORDERED,
        ITEMS
    }

    /** One judgement, or several of a kind. */
    private record Judgement(String first, String second, Outcome outcome, double weight, long times) {}

    private record Data(Table table, List<Judgement> judgements) {}

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyFormatOrderAndPartition(Kind form) {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(31L * seed + form.ordinal());
            int rows = 1 + random.nextInt(seed == 0 ? 4 : 400);
            Data data = data(form, rows, seed % 2 == 1, random);
            Inputs inputs = new Inputs(folder);
            String name = form + "-" + seed;
            Table table = data.table;
            Counts expected = Inputs.judgements(inputs.text(name + ".csv", table.delimited(',', random)))
                    .counts();
            assertEquals(tableOf(data.judgements), exactTable(expected), name);

            for (int k = 0; k < 4; k++) {
                Path text = table.text(inputs, name + "-" + k, random);
                assertEquals(expected, Inputs.judgements(text).counts(), text + ", seed " + seed);
            }
            Path typed = table.parquet(folder.resolve(name + ".parquet"), types(table, form), ", ROW_GROUP_SIZE 64");
            assertEquals(expected, Inputs.judgements(typed).counts(), name + " typed");
            List<String> texts = Collections.nCopies(table.columns().size(), "VARCHAR");
            Path asText = table.parquet(folder.resolve(name + "-text.parquet"), texts, ", COMPRESSION ZSTD");
            assertEquals(expected, Inputs.judgements(asText).counts(), name + " as text");

            List<List<String>> shuffled = new ArrayList<>(table.rows());
            Collections.shuffle(shuffled, random);
            Table mixed = new Table(table.columns(), table.numbers(), shuffled);
            int cut = random.nextInt(rows);
            List<Path> parts = new ArrayList<>();
            parts.add(mixed.part(0, cut + 1).text(inputs, name + "-part1", random));
            if (cut + 1 < rows) {
                parts.add(mixed.part(cut + 1, rows)
                        .parquet(folder.resolve(name + "-part2.parquet"), types(table, form), ""));
            }
            Collections.shuffle(parts, random);
            assertEquals(expected, Inputs.judgements(parts.toArray(new Path[0])).counts(), parts + ", seed " + seed);
        }
    }

    private static List<String> types(Table table, Kind form) {
        List<String> types = new ArrayList<>();
        for (String column : table.columns()) {
            boolean flag = form == Kind.ONE_HOT && table.numbers().contains(column) && !column.equals("weight");
            types.add(!table.numbers().contains(column) ? "VARCHAR" : flag ? "INTEGER" : "DOUBLE");
        }
        return types;
    }

    private static Data data(Kind form, int rows, boolean weighted, Random random) {
        List<String> columns = new ArrayList<>(
                switch (form) {
                    case LABELLED -> List.of("model_a", "model_b", "winner");
                    case ONE_HOT -> List.of("model_a", "model_b", "winner_model_a", "winner_model_b", "winner_tie");
                    case COUNTED -> List.of("item1", "item2", "wins1", "wins2", "ties");
                    case ORDERED -> List.of("loser", "note", "winner");
                    case ITEMS -> List.of("chosen", "rejected", "rejected_model", "chosen_model");
                });
        Set<String> numbers = new LinkedHashSet<>(form == Kind.ONE_HOT || form == Kind.COUNTED ? columns : List.of());
        numbers.removeAll(List.of("model_a", "model_b", "item1", "item2"));
        if (weighted) {
            columns.add("weight");
            numbers.add("weight");
        }
        List<List<String>> table = new ArrayList<>();
        List<Judgement> judgements = new ArrayList<>();
        for (int k = 0; k < rows; k++) {
            int a = random.nextInt(NAMES.length);
            int b = (a + 1 + random.nextInt(NAMES.length - 1)) % NAMES.length;
            boolean first = k == 0; // counts for something, so that the file does
            String weight = weighted && !first ? WEIGHTS[random.nextInt(WEIGHTS.length)] : "1";
            List<String> row =
                    row(form, NAMES[a], NAMES[b], Double.parseDouble(weight), first ? 1 : 0, judgements, random);
            if (weighted) {
                row.add(weight);
            }
            table.add(row);
        }
        return new Data(new Table(columns, numbers, table), judgements);
    }

    private static List<String> row(
            Kind form, String a, String b, double weight, int least, List<Judgement> to, Random random) {
        Outcome outcome = Outcome.values()[random.nextInt(form == Kind.LABELLED ? 4 : 3)];
        switch (form) {
            case LABELLED -> {
                String[] labels = {"model_a", "MODEL_B", "tie", random.nextBoolean() ? "both_bad" : "tie (bothbad)"};
                String[] names = {a, b};
                boolean byName = outcome.ordinal() < 2 && random.nextBoolean();
                to.add(new Judgement(a, b, outcome, weight, 1));
                return new ArrayList<>(List.of(a, b, byName ? names[outcome.ordinal()] : labels[outcome.ordinal()]));
            }
            case ONE_HOT -> {
                List<String> row = new ArrayList<>(List.of(a, b));
                for (int k = 0; k < 3; k++) {
                    row.add(outcome.ordinal() == k ? "1" : "0");
                }
                to.add(new Judgement(a, b, outcome, weight, 1));
                return row;
            }
            case COUNTED -> {
                List<String> row = new ArrayList<>(List.of(a, b));
                for (int k = 0; k < 3; k++) {
                    int times = least + random.nextInt(random.nextInt(3) == 0 ? 1000 : 3);
                    row.add(random.nextBoolean() ? times + ".0" : Integer.toString(times));
                    to.add(new Judgement(a, b, Outcome.values()[k], weight, times));
                }
                return row;
            }
            case ORDERED, ITEMS -> {
                to.add(new Judgement(a, b, Outcome.FIRST, weight, 1));
                return new ArrayList<>(form == Kind.ORDERED ? List.of(b, "-", a) : List.of("t", "u", b, a));
            }
        }
        throw new IllegalStateException();
    }

    /** Pair, outcome and exact total, in words, of what was put in. */
    private static Set<String> tableOf(List<Judgement> judgements) {
        Map<String, BigDecimal> totals = new HashMap<>();
        for (Judgement j : judgements) {
            boolean inOrder = j.first.compareTo(j.second) < 0;
            String pair = inOrder ? j.first + "|" + j.second : j.second + "|" + j.first;
            String key = pair + "|" + (inOrder ? j.outcome : j.outcome.reversed());
            totals.merge(key, new BigDecimal(j.weight).multiply(BigDecimal.valueOf(j.times)), BigDecimal::add);
        }
        Set<String> table = new TreeSet<>();
        totals.forEach((key, total) -> {
            if (total.signum() > 0) {
                table.add(key + "|" + total.doubleValue());
            }
        });
        return table;
    }

    /** The same of what came out. */
    private static Set<String> exactTable(Counts counts) {
        Set<String> table = new TreeSet<>();
        for (int e = 0; e < counts.edges(); e++) {
            String pair =
                    counts.items().name(counts.first(e)) + "|" + counts.items().name(counts.second(e)) + "|";
            double[] totals = {counts.wins(e), counts.losses(e), counts.ties(e), counts.bothBad(e)};
            for (Outcome outcome : Outcome.values()) {
                if (totals[outcome.ordinal()] > 0) {
                    table.add(pair + outcome + "|" + totals[outcome.ordinal()]);
                }
            }
        }
        return table;
    }
}
