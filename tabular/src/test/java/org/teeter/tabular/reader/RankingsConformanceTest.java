package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.data.Rankings;

/** The same ballots are the same rankings, bit for bit, in every shape and format that can say them, in every order and split over files. */
class RankingsConformanceTest {
    private static final List<String> NAMES = List.of(
            "gpt-4", "a b", "say \"hi\"", "naïve", "日本", "{json}", "[list]", "O'Neil", "17", "longer than eight bytes");

    @TempDir
    private Path folder;

    /** One ballot, its levels the best first. */
    private record Vote(List<List<String>> levels, String weight) {
        List<String> items() {
            return levels.stream().flatMap(List::stream).toList();
        }
    }

    private static List<Vote> votes(int n, boolean ties, boolean weighted, Random random) {
        List<Vote> votes = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            List<String> names = new ArrayList<>(NAMES);
            Collections.shuffle(names, random);
            int size = k == 0 ? NAMES.size() : 1 + random.nextInt(NAMES.size());
            List<List<String>> levels = new ArrayList<>();
            for (String name : names.subList(0, size)) {
                if (ties && k > 0 && !levels.isEmpty() && random.nextInt(3) == 0) {
                    levels.get(levels.size() - 1).add(name);
                } else {
                    levels.add(new ArrayList<>(List.of(name)));
                }
            }
            votes.add(
                    new Vote(levels, weighted ? List.of("1", "0.1", "2", "1e-9").get(random.nextInt(4)) : "1"));
        }
        return votes;
    }

    private static Map<String, Double> expected(List<Vote> votes) {
        Map<String, java.math.BigDecimal> sums = new TreeMap<>();
        for (Vote vote : votes) {
            String ballot = vote.levels.stream()
                    .map(level -> level.stream().sorted().collect(Collectors.joining("=")))
                    .collect(Collectors.joining(">"));
            sums.merge(ballot, new java.math.BigDecimal(Double.parseDouble(vote.weight)), java.math.BigDecimal::add);
        }
        Map<String, Double> table = new TreeMap<>();
        sums.forEach((ballot, sum) -> table.put(ballot, sum.doubleValue()));
        return table;
    }

    private static Table table(String shape, List<Vote> votes, Random random) {
        List<List<String>> rows = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        switch (shape) {
            case "rows" -> {
                columns.addAll(List.of("voter", "item", "rank"));
                for (int v = 0; v < votes.size(); v++) {
                    int rank = 1;
                    for (List<String> level : votes.get(v).levels) {
                        for (String item : level) {
                            String cell = random.nextBoolean() ? Integer.toString(rank) : rank + ".0";
                            rows.add(List.of("voter " + v, item, cell, votes.get(v).weight));
                        }
                        rank++;
                    }
                }
                Collections.shuffle(rows, random);
            }
            case "matrix" -> {
                columns.addAll(NAMES);
                for (Vote vote : votes) {
                    String[] row = new String[NAMES.size() + 1];
                    Arrays.fill(row, List.of("", "0", "NA").get(random.nextInt(3)));
                    int before = 0;
                    for (List<String> level : vote.levels) {
                        level.forEach(item -> row[NAMES.indexOf(item)] = "-");
                        for (String item : level) {
                            row[NAMES.indexOf(item)] = Integer.toString(before + 1);
                        }
                        before += level.size();
                    }
                    row[NAMES.size()] = vote.weight;
                    rows.add(List.of(row));
                }
            }
            default -> {
                for (int k = 1; k <= NAMES.size(); k++) {
                    columns.add("rank" + k);
                }
                for (Vote vote : votes) {
                    List<String> row = new ArrayList<>(vote.items());
                    row.addAll(Collections.nCopies(NAMES.size() - row.size(), ""));
                    row.add(vote.weight);
                    rows.add(row);
                }
            }
        }
        columns.add("weight");
        return new Table(columns, Set.of(), rows);
    }

    private static String lists(List<Vote> votes) {
        return votes.stream()
                .map(vote -> "{\"weight\":" + vote.weight + ",\"ranking\":["
                        + vote.levels.stream()
                                .map(level -> level.stream()
                                        .map(item -> '"' + item.replace("\"", "\\\"") + '"')
                                        .collect(Collectors.joining(
                                                ",", level.size() > 1 ? "[" : "", level.size() > 1 ? "]" : "")))
                                .collect(Collectors.joining(", "))
                        + "]}")
                .collect(Collectors.joining("\n"));
    }

    private static String prefLib(List<Vote> votes, boolean old) {
        StringBuilder text = new StringBuilder(old ? NAMES.size() + "\n" : "# FILE NAME: x.toi\n# DATA TYPE: toi\n");
        for (int k = 1; k <= NAMES.size(); k++) {
            text.append(old ? k + "," : "# ALTERNATIVE NAME " + k + ": ")
                    .append(NAMES.get(k - 1))
                    .append("\n");
        }
        text.append(old ? votes.size() + "," + votes.size() + ",1\n" : "");
        for (Vote vote : votes) {
            text.append(old ? "1," : "1: ")
                    .append(vote.levels.stream()
                            .map(level -> level.stream()
                                    .map(item -> Integer.toString(NAMES.indexOf(item) + 1))
                                    .collect(Collectors.joining(
                                            ",", level.size() > 1 ? "{" : "", level.size() > 1 ? "}" : "")))
                            .collect(Collectors.joining(",")))
                    .append("\n");
        }
        return text.toString();
    }

    private static Rankings read(Path... files) {
        return RankingsTest.ballots(ReadOptions.defaults(), files).rankings();
    }

    @Test
    void everyShapeFormatOrderAndPartition() {
        Inputs inputs = new Inputs(folder);
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            boolean ties = seed % 2 == 1;
            boolean weighted = seed % 4 > 1;
            List<Vote> votes = votes(1 + random.nextInt(60), ties, weighted, random);
            Rankings expected = read(inputs.text("lists.jsonl", lists(votes)));
            assertEquals(expected(votes), RankingsTest.table(expected), "seed " + seed);
            List<Vote> mixed = new ArrayList<>(votes.subList(1, votes.size()));
            Collections.shuffle(mixed, random);
            mixed.add(0, votes.get(0)); // which shows plainly that columns hold ranks
            for (String shape : ties ? List.of("rows", "matrix") : List.of("rows", "matrix", "places")) {
                Table table = table(shape, mixed, random);
                for (int k = 0; k < 3; k++) {
                    Path file = table.text(inputs, shape + k, random);
                    assertEquals(expected, read(file), file + ", seed " + seed);
                }
                List<String> types = Collections.nCopies(table.columns().size(), "VARCHAR");
                if (table.columns().stream().noneMatch(column -> column.contains("\""))) {
                    assertEquals(expected, read(table.parquet(folder.resolve(shape + ".parquet"), types, "")), shape);
                }
            }
            if (!weighted) {
                assertEquals(expected, read(inputs.text("new.toi", prefLib(mixed, false))));
                assertEquals(expected, read(inputs.text("old.toi", prefLib(mixed, true))));
            }
            int cut = random.nextInt(votes.size());
            Path one = table("matrix", mixed.subList(0, cut + 1), random).text(inputs, "part1", random);
            Path two = inputs.text("part2.jsonl", lists(mixed.subList(cut + 1, mixed.size())));
            Path[] parts = cut + 1 < votes.size() ? new Path[] {two, one} : new Path[] {one};
            assertEquals(expected, read(parts), "seed " + seed);
        }
    }
}
