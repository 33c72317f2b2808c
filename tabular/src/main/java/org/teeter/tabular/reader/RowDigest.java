package org.teeter.tabular.reader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.meaning.Vocabulary;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.ParquetFile;
import org.teeter.tabular.row.PrefLibRecords;
import org.teeter.tabular.row.Records;
import org.teeter.tabular.row.Row;

/** What some rows of a file hold that follow each other, as a number for each column that is the same in every format. Mutable. */
final class RowDigest implements InputFiles.Reader {
    private static final int MOST_LATE = 64; // columns that the first record does not have

    private final InputFiles.Reader reader;
    private final long from;
    private final long end;
    private final List<String> columns = new ArrayList<>();
    private final Map<String, Long> digests = new LinkedHashMap<>();

    /**
     * @param reader who has read the file
     * @param from so many rows are passed over
     * @param most so many rows are looked at
     */
    RowDigest(InputFiles.Reader reader, long from, long most) {
        this.reader = reader;
        this.from = from;
        this.end = from + most;
    }

    /** Whether two files hold the same in the columns that both have, and one has all columns of the other. */
    boolean isLike(RowDigest other) {
        Set<String> common = new TreeSet<>(digests.keySet());
        common.retainAll(other.digests.keySet());
        return common.size() == Math.min(digests.size(), other.digests.size())
                && common.stream().allMatch(column -> Objects.equals(digests.get(column), other.digests.get(column)));
    }

    @Override
    public boolean makesSenseOf(List<String> names) {
        return reader.makesSenseOf(names);
    }

    @Override
    public void read(PrefLibRecords rankings) throws IOException {
        read((Records) rankings);
    }

    @Override
    public void read(ParquetFile parquet) throws IOException {
        parquet.restrain(true); // one thread, so that rows keep their order
        try (Records records = parquet.records(end)) {
            read(records);
        }
        parquet.restrain(false);
    }

    @Override
    public void read(Records records) throws IOException {
        for (long k = -from; k < end - from; k++) {
            try {
                if (records.hasHeader() && columns.isEmpty()) {
                    take(records);
                }
                if (!records.next()) {
                    return;
                }
                if (columns.isEmpty()) {
                    take(records);
                }
                if (k >= 0) {
                    look(records.row(), k);
                }
            } catch (BadRow e) {
                if (k >= 0) {
                    add("", k, e.reason().hashCode()); // it was left out, or refused before
                }
            }
        }
    }

    private void take(Records records) throws BadRow {
        columns.addAll(records.columns());
        IntStream late = IntStream.generate(() -> Records.NOT_TAKEN).limit(records.hasHeader() ? 0 : MOST_LATE);
        int most = columns.size() + MOST_LATE;
        records.take(IntStream.concat(IntStream.range(0, columns.size()), late).toArray(), 0, column -> {
            columns.add(column);
            return columns.size() <= most ? columns.size() - 1 : Records.NOT_TAKEN;
        });
    }

    /** Empty fields are not there, as in records that leave them out; nor are columns without a name, which number the rows. */
    private void look(Row row, long k) {
        for (int slot = 0; slot < row.slots(); slot++) {
            if (!row.isMissing(slot) && row.to(slot) > row.from(slot)) {
                String column = Columns.normal(columns.get(slot));
                if (!column.isEmpty() && !column.startsWith("unnamed")) {
                    add(column, k, hash(row.text(slot), row.isJson(slot)));
                }
            }
        }
    }

    /** One value in two spellings is one. */
    private static long hash(String text, boolean isJson) {
        OptionalDouble number = Vocabulary.number(text);
        if (number.isPresent()) {
            return Double.doubleToLongBits(number.getAsDouble() + 0.0);
        }
        String value = text.strip();
        if (isJson || value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            value = value.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        }
        long hash = 0;
        for (int i = 0; i < value.length(); i++) {
            hash = mixed(hash ^ value.charAt(i));
        }
        return hash;
    }

    private void add(String column, long k, long value) {
        digests.merge(column, mixed(mixed(value) + k), Long::sum);
    }

    /** The last step of SplitMix64, after its increment. */
    private static long mixed(long seed) {
        long z = seed + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
