package org.teeter.tabular.row;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.teeter.tabular.bytes.Window;

/** The rows of a Parquet file, as text: numbers as short as they can be read back, lists and structs as JSON. */
final class ParquetRecords implements Records {
    private static final String BYTES = "BLOB";

    /** A picture or a sound as Hugging Face keeps it, or a list of them; the type of its bytes is found where they are no text. */
    private static final Pattern MEDIUM =
            Pattern.compile("STRUCT\\(\"?bytes\"? (\\w+), \"?path\"? VARCHAR\\)(\\[\\])?");

    private final ParquetFile parquet;
    private final ParquetBounds bounds;
    private final DuckDb duckDb;
    private final long most;
    private String sql = "";
    private boolean[] isJson = {};
    private boolean[] isBare = {};
    private Row row = new Row(0);
    private Optional<Query> query = Optional.empty();
    private long number;
    private int inChunk = -1;
    private boolean isTooLong;

    private record Query(DuckDBPreparedStatement statement, DuckDBChunkedResult result) {}

    ParquetRecords(ParquetFile parquet, ParquetBounds bounds, DuckDb duckDb, long most) {
        this.parquet = parquet;
        this.bounds = bounds;
        this.duckDb = duckDb;
        this.most = most;
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public List<String> columns() {
        return parquet.columns();
    }

    @Override
    public void take(int[] columns, int needed, Late late) {
        isJson = new boolean[columns.length];
        isBare = new boolean[columns.length];
        row = new Row(columns.length);
        boolean mayBeBytes = columns.length > needed
                || IntStream.of(columns)
                        .anyMatch(column ->
                                MEDIUM.matcher(parquet.types().get(column)).matches());
        List<String> apart = mayBeBytes ? bytesApart(columns, needed) : List.of();
        List<String> texts = new ArrayList<>(List.of("1 AS one"));
        List<String> lengths = new ArrayList<>(List.of("0"));
        List<String> fetched = new ArrayList<>();
        for (int slot = 0; slot < columns.length; slot++) {
            String type = parquet.types().get(columns[slot]);
            isJson[slot] = ParquetBounds.isNested(type);
            isBare[slot] = ParquetFile.isNumber(type) || type.equals("BOOLEAN");
            boolean isMedium = !apart.isEmpty() && isMedium(apart.get(columns[slot]));
            String text = isMedium
                    ? medium(parquet.column(columns[slot]), isList(apart.get(columns[slot])))
                    : apart.isEmpty() || !apart.get(columns[slot]).equals(BYTES)
                            ? parquet.text(columns[slot])
                            : slot < needed
                                    ? "decode(" + parquet.column(columns[slot]) + ")"
                                    : "CAST(" + parquet.column(columns[slot]) + " AS VARCHAR)";
            texts.add(text + " AS t" + slot);
            lengths.add(ParquetBounds.length("t" + slot));
            fetched.add("CASE WHEN b <= " + Window.LONGEST_ROW + " THEN t" + slot + " END");
        }
        fetched.add("b");
        String limit = most == Long.MAX_VALUE ? "" : " LIMIT " + most;
        String rows = "SELECT " + String.join(", ", texts) + " FROM "
                + (apart.isEmpty() ? parquet.table() : parquet.bytes()) + limit;
        String measured = "SELECT *, " + String.join(" + ", lengths) + " AS b FROM (" + rows + ")";
        sql = "SELECT " + String.join(", ", fetched) + " FROM (" + measured + ")";
    }

    private static boolean isMedium(String type) {
        Matcher medium = MEDIUM.matcher(type);
        return medium.matches() && medium.group(1).equals(BYTES);
    }

    private static boolean isList(String type) {
        return type.endsWith("]");
    }

    /** A hash of the bytes stands for them: whether two are the same is all that is asked. */
    private static String medium(String column, boolean isList) {
        String hashed = "{'bytes': md5(x.bytes), 'path': x.path}";
        return "CAST(to_json("
                + (isList
                        ? "[" + hashed + " FOR x IN " + column + "]"
                        : "CASE WHEN " + column + " IS NOT NULL THEN " + hashed.replace("x.", column + ".") + " END")
                + ") AS VARCHAR)";
    }

    /**
     * The types of columns where bytes are told from texts, if some of those beyond the needed ones hold bytes, which may be pictures and
     * come in an escaped form, or some are pictures by their form; else none.
     */
    private List<String> bytesApart(int[] columns, int needed) {
        List<String> types = parquet.typesOfBytes();
        boolean any = false;
        for (int slot = 0; slot < columns.length; slot++) {
            String type = types.get(columns[slot]);
            if (slot < needed && type.contains(BYTES) && !type.equals(BYTES) && !isMedium(type)) {
                return List.of(); // bytes within lists that are read are texts
            }
            any |= isMedium(type) || (slot >= needed && type.contains(BYTES));
        }
        return any ? types : List.of();
    }

    @Override
    public boolean next() {
        try {
            if (query.isEmpty()) {
                DuckDBPreparedStatement statement = duckDb.prepare(sql);
                query = Optional.of(new Query(statement, statement.query()));
                inChunk = -1;
            }
            DuckDBChunkedResult result = query.get().result;
            inChunk++;
            while (number == 0 || inChunk >= result.chunk().rowCount()) {
                if (!result.nextChunk()) {
                    return false;
                }
                inChunk = 0;
                if (result.chunk().rowCount() > 0) {
                    break;
                }
            }
            number++;
            return true;
        } catch (SQLException e) {
            throw parquet.failed(e);
        }
    }

    @Override
    public Row row() throws BadRow {
        DuckDBDataChunkReader chunk = query.orElseThrow().result.chunk();
        row.clear();
        long bytes = chunk.vector(isJson.length).getLong(inChunk);
        bounds.fetched(bytes);
        isTooLong = bytes > Window.LONGEST_ROW;
        if (isTooLong) {
            throw new BadRow("the row is longer than " + (Window.LONGEST_ROW >> 20) + " MiB");
        }
        for (int slot = 0; slot < isJson.length; slot++) {
            DuckDBReadableVector vector = chunk.vector(slot);
            if (!vector.isNull(inChunk)) {
                byte[] text = vector.getString(inChunk).getBytes(StandardCharsets.UTF_8);
                if (isJson[slot]) {
                    row.json(slot, text, 0, text.length);
                } else {
                    row.text(slot, text, 0, text.length);
                }
                if (isBare[slot]) {
                    row.bare(slot);
                }
            }
        }
        return row;
    }

    @Override
    public long number() {
        return number;
    }

    /** The fields as a line of CSV, since the row was never text. */
    @Override
    public byte[] found(int most) {
        return isTooLong ? new byte[0] : row.asCsv();
    }

    @Override
    public void close() {
        if (query.isPresent()) {
            try {
                query.get().result.close();
                query.get().statement.close();
            } catch (SQLException e) {
                throw parquet.failed(e);
            }
            query = Optional.empty();
        }
    }
}
