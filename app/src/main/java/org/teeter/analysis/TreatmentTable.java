package org.teeter.analysis;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.teeter.data.Weights;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.export.Treatment;

/** Tables that say what is to become of rows: weights of pairs of options, and rows to leave out, as {@code rows.csv} names them. */
public final class TreatmentTable {

    private TreatmentTable() {}

    /** The weights of pairs, in the columns {@code item_a,item_b,weight}. */
    public static Map<Set<String>, Double> weights(Path file) {
        Map<Set<String>, Double> weights = new HashMap<>();
        read(file, List.of("item_a", "item_b", "weight"), record -> {
            double weight = number(file, record, "weight");
            Set<String> pair = new HashSet<>(List.of(
                    record.getField("item_a").strip(), record.getField("item_b").strip()));
            if (pair.size() < 2 || weights.put(Set.copyOf(pair), weight) != null) {
                throw InputException.at(
                        file, record.getStartingLineNumber(), "a pair needs two options, and one row; got " + pair);
            }
        });
        return weights;
    }

    /**
     * Label smoothing pair by pair, as {@code teeter mitigate} writes it: of its {@code changes.csv}, the rows of {@code smooth-pairs}. ε is
     * {@code (won - won') / (won - lost)}.
     */
    public static Map<Set<String>, Double> smoothing(Path file) {
        Map<Set<String>, Double> smoothing = new HashMap<>();
        read(file, List.of("remedy", "item1", "item2", "wins1_before", "wins2_before", "wins1_after"), record -> {
            if (!record.getField("remedy").strip().equals("smooth-pairs")) {
                return;
            }
            double won = number(file, record, "wins1_before");
            double lost = number(file, record, "wins2_before");
            double epsilon = (won - number(file, record, "wins1_after")) / (won - lost);
            if (!(epsilon >= 0 && epsilon < 0.5)) {
                throw InputException.at(
                        file,
                        record.getStartingLineNumber(),
                        "wins1_after must lie between wins1_before and the middle of the two, got "
                                + record.getField("wins1_after"));
            }
            smoothing.put(
                    Set.of(
                            record.getField("item1").strip(),
                            record.getField("item2").strip()),
                    epsilon);
        });
        if (smoothing.isEmpty()) {
            throw InputException.of(
                    file, "there is no row of smooth-pairs; write it by teeter mitigate --by smooth-pairs --out DIR");
        }
        return smoothing;
    }

    /** Rows, in the columns {@code file,row}; others are passed over. */
    public static Set<Treatment.Place> rows(Path file) {
        Set<Treatment.Place> rows = new HashSet<>();
        read(file, List.of("file", "row"), record -> {
            String row = record.getField("row").strip();
            if (!row.matches("[1-9][0-9]{0,17}")) {
                throw InputException.at(
                        file, record.getStartingLineNumber(), "row must be the number of a row, got " + Quoted.of(row));
            }
            rows.add(new Treatment.Place(Path.of(record.getField("file")), Long.parseLong(row)));
        });
        return rows;
    }

    private static double number(Path file, NamedCsvRecord record, String column) {
        String said = record.getField(column).strip();
        double weight = said.matches("[0-9]*\\.?[0-9]+([eE][+-]?[0-9]{1,3})?") ? Double.parseDouble(said) : Double.NaN;
        if (!Weights.isSafe(weight)) {
            throw InputException.at(
                    file,
                    record.getStartingLineNumber(),
                    column + " must be 0 or from 1e-20 to 1e20, got " + (said.isEmpty() ? "nothing" : Quoted.of(said)));
        }
        return weight;
    }

    private static void read(Path file, List<String> columns, Consumer<NamedCsvRecord> each) {
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
            long rows = 0;
            for (NamedCsvRecord record : reader) {
                if (!record.getHeader().containsAll(columns)) {
                    throw InputException.of(
                            file,
                            "the table needs the columns " + String.join(",", columns) + "; got "
                                    + Quoted.of(String.join(",", record.getHeader())));
                }
                each.accept(record);
                rows++;
            }
            if (rows == 0) {
                throw InputException.of(file, "there are no rows in the table");
            }
        } catch (CsvParseException e) {
            throw InputException.of(file, "the file is no CSV: " + e.getMessage());
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        } catch (UncheckedIOException e) { // of the rows
            throw InputException.unreadable(file, Objects.requireNonNull(e.getCause()));
        }
    }
}
