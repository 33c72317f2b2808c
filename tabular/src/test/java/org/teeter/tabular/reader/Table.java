package org.teeter.tabular.reader;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A table for tests that can be written in every format. Cells are text; {@code numbers} names the columns that hold numbers. */
public record Table(List<String> columns, Set<String> numbers, List<List<String>> rows) {

    public Table part(int from, int to) {
        return new Table(columns, numbers, rows.subList(from, to));
    }

    /** Separated values, with quotes where they are needed and sometimes where they are not. */
    public String delimited(char separator, Random random) {
        String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
        StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "\uFEFF" : "");
        List<List<String>> lines = new ArrayList<>(List.of(columns));
        lines.addAll(rows);
        for (List<String> line : lines) {
            for (int c = 0; c < line.size(); c++) {
                String cell = line.get(c);
                boolean must = cell.indexOf(separator) >= 0 || cell.matches("(?s).*[\"\n\r].*");
                boolean quote = must || random.nextInt(5) == 0;
                text.append(c == 0 ? "" : String.valueOf(separator))
                        .append(quote ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
            }
            text.append(lineEnd);
        }
        return text.toString();
    }

    /** JSON objects, their keys in any order. */
    public List<String> records(Random random) {
        List<String> records = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> members = new ArrayList<>();
            for (int c = 0; c < row.size(); c++) {
                String value = numbers.contains(columns.get(c)) ? row.get(c) : string(row.get(c), random);
                members.add(random.nextInt(members.size() + 1), string(columns.get(c), random) + ": " + value);
            }
            records.add("{" + String.join(", ", members) + "}");
        }
        return records;
    }

    private static String string(String text, Random random) {
        StringBuilder quoted = new StringBuilder("\"");
        boolean escape = random.nextBoolean();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || (c > '~' && escape)) {
                quoted.append(String.format("\\u%04X", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** The table in any text format, gzipped or not. */
    public Path text(Inputs inputs, String name, Random random) {
        String ending;
        String text;
        switch (random.nextInt(5)) {
            case 0 -> {
                ending = ".csv";
                text = delimited(",;|".charAt(random.nextInt(3)), random);
            }
            case 1 -> {
                ending = ".tsv";
                text = delimited('\t', random);
            }
            case 2 -> {
                ending = ".json";
                text = "[" + String.join(",\n", records(random)) + "]";
            }
            default -> {
                ending = ".jsonl";
                text = String.join("\n", records(random));
            }
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return random.nextBoolean()
                ? inputs.bytes(name + ending, bytes)
                : inputs.bytes(name + ending + ".gz", Inputs.gzip(bytes));
    }

    /** A Parquet file with the given types of columns. */
    public Path parquet(Path file, List<String> types, String options) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            List<String> declared = new ArrayList<>();
            for (int c = 0; c < columns.size(); c++) {
                declared.add("\"" + columns.get(c) + "\" " + types.get(c));
            }
            statement.execute("CREATE TABLE t (" + String.join(", ", declared) + ")");
            String places = "?, ".repeat(columns.size() - 1) + "?";
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (" + places + ")")) {
                for (List<String> row : rows) {
                    for (int c = 0; c < row.size(); c++) {
                        insert.setString(c + 1, row.get(c));
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            statement.execute("COPY t TO '" + file + "' (FORMAT PARQUET" + options + ")");
            return file;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
