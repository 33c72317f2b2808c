package org.teeter.analysis;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.teeter.data.Amount;
import org.teeter.data.Features;
import org.teeter.data.Items;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;

/** A CSV file with a row for each item: its name in the column {@code item}, or else the first, and what is known of it. */
public final class ItemTable {
    private static final int NAMED = 8;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final String FACTOR = ":factor";
    private static final double SMALLEST = 1e-100;
    private static final double LARGEST = 1e100;

    private final Path file;
    private final List<String> columns;
    private final int names; // column
    private final Map<String, CsvRecord> rows = new HashMap<>();

    private ItemTable(Path file, List<String> columns) {
        this.file = file;
        this.columns = columns;
        this.names = Math.max(0, columns.indexOf("item"));
    }

    /** Reads a file. */
    public static ItemTable read(Path file) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // refused below, with the row
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .detectBomHeader(true)
                .ofCsvRecord(file)) {
            Optional<ItemTable> table = Optional.empty();
            for (CsvRecord record : reader) {
                if (table.isEmpty()) {
                    List<String> header =
                            record.getFields().stream().map(String::strip).toList();
                    if (new LinkedHashSet<>(header).size() < header.size()) {
                        throw InputException.at(file, 1, "columns need names that differ, got " + Quoted.names(header));
                    }
                    table = Optional.of(new ItemTable(file, header));
                } else {
                    table.get().add(record);
                }
            }
            return table.orElseThrow(() -> InputException.of(file, "there is no header in the file"));
        } catch (CsvParseException e) {
            throw InputException.of(file, "the file is no CSV: " + e.getMessage());
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        } catch (UncheckedIOException e) { // of the rows
            throw InputException.unreadable(file, Objects.requireNonNull(e.getCause()));
        }
    }

    private void add(CsvRecord record) {
        long row = record.getStartingLineNumber();
        if (record.getFieldCount() != columns.size()) {
            throw InputException.at(
                    file, row, "a row needs " + columns.size() + " fields, got " + record.getFieldCount());
        }
        String name = record.getField(names).strip();
        CsvRecord before = rows.put(name, record);
        if (before != null) {
            throw InputException.at(
                    file,
                    row,
                    "the item " + Quoted.of(name) + " has row " + before.getStartingLineNumber()
                            + " already; keep one of the two");
        }
    }

    private CsvRecord row(String item) {
        return Objects.requireNonNull(rows.get(item));
    }

    /** What is in a column for an item that has a row. */
    private String cell(String item, int column) {
        return row(item).getField(column).strip();
    }

    private InputException bad(String item, int column, String must) {
        String found = cell(item, column);
        return InputException.at(
                file,
                row(item).getStartingLineNumber(),
                columns.get(column) + " of " + Quoted.of(item) + " must be " + must + ", got "
                        + (found.isEmpty() ? "nothing" : Quoted.of(found)));
    }

    private int column(String name) {
        int column = columns.indexOf(name);
        if (column < 0) {
            throw InputException.at(
                    file, 1, "there is no column " + Quoted.of(name) + "; the columns are " + Quoted.names(columns));
        }
        return column;
    }

    /** Whether squares and sums of such numbers are doubles too. */
    private static boolean isSafe(double value) {
        return value == 0 || (Math.abs(value) >= SMALLEST && Math.abs(value) <= LARGEST);
    }

    private OptionalDouble number(String item, int column) {
        String text = cell(item, column);
        double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** A number of each item in a column; none of items that have no row. */
    Map<String, Double> numbers(String name) {
        int column = column(name);
        Map<String, Double> numbers = new HashMap<>();
        rows.keySet()
                .forEach(item -> numbers.put(
                        item, number(item, column).orElseThrow(() -> bad(item, column, "a finite number"))));
        return numbers;
    }

    private void requireRows(Items items) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (!rows.containsKey(items.name(i))) {
                missing.add(Quoted.of(items.name(i)));
            }
        }
        if (!missing.isEmpty()) {
            throw InputException.of(
                    file,
                    "every item of the data needs a row, and there is none of "
                            + missing.stream().limit(NAMED).collect(Collectors.joining(", "))
                            + (missing.size() > NAMED ? " and " + (missing.size() - NAMED) + " more" : "")
                            + "; add them, or leave the items out with --drop");
        }
    }

    /** What is in a column for each item, each of which needs a row and something in it. */
    List<String> levels(Items items, String name) {
        requireRows(items);
        int column = column(name);
        return IntStream.range(0, items.size())
                .mapToObj(i -> level(items.name(i), column))
                .toList();
    }

    private String level(String item, int column) {
        String level = cell(item, column);
        if (level.isEmpty()) {
            throw bad(item, column, "a name or a number");
        }
        return level;
    }

    /** Features, and what a person should know of them, a sentence each. */
    record Read(Features features, List<String> notes) {}

    /**
     * The features of items, each of which needs a row: numbers as they are; of other columns, called factors, a feature for each level but
     * the first in the order of their names, the reference, which is 1 where an item has it.
     *
     * @param wanted columns, {@code NAME} or {@code NAME:factor}; all but that of the names where none is named
     */
    Read features(Items items, List<String> wanted) {
        requireRows(items);
        List<String> notes = new ArrayList<>();
        if (rows.size() > items.size()) {
            notes.add(Amount.of(rows.size() - items.size(), "item of " + file + " is", "items of " + file + " are")
                    + " in no judgement");
        }
        List<String> named = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (String word : wanted.isEmpty() ? all() : wanted) {
            boolean factor = word.endsWith(FACTOR);
            int column = column(factor ? word.substring(0, word.length() - FACTOR.length()) : word);
            long numbers = IntStream.range(0, items.size())
                    .filter(i -> number(items.name(i), column).isPresent())
                    .count();
            if (factor || numbers == 0) {
                addFactor(items, column, named, values, notes);
            } else {
                named.add(columns.get(column));
                values.add(IntStream.range(0, items.size())
                        .mapToDouble(i -> number(items.name(i), column).stream()
                                .filter(ItemTable::isSafe)
                                .findFirst()
                                .orElseThrow(() -> bad(
                                        items.name(i),
                                        column,
                                        "a finite number, 0 or from 1e-100 to 1e100 in size, as others of its column are (or say that all are names, with"
                                                + " --item-covariate " + columns.get(column) + FACTOR + ")")))
                        .toArray());
            }
        }
        return new Read(Features.of(items, named, values.toArray(new double[0][])), notes);
    }

    private List<String> all() {
        return columns.stream().filter(name -> !name.equals(columns.get(names))).toList();
    }

    private void addFactor(Items items, int column, List<String> named, List<double[]> values, List<String> notes) {
        Set<String> levels = new TreeSet<>();
        for (int i = 0; i < items.size(); i++) {
            levels.add(level(items.name(i), column));
        }
        List<String> others = List.copyOf(levels).subList(1, levels.size());
        String name = columns.get(column);
        if (others.isEmpty()) {
            throw new RefusedException("the feature \"" + name + "\" is the same for all " + items.size()
                    + " items, and has no effect; leave it out");
        }
        notes.add(name + " is compared with " + Quoted.of(levels.iterator().next()) + ", its reference level");
        for (String level : others) {
            named.add(name + "=" + level);
            values.add(IntStream.range(0, items.size())
                    .mapToDouble(i -> cell(items.name(i), column).equals(level) ? 1 : 0)
                    .toArray());
        }
    }
}
