package org.teeter.tabular.row;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Progress;

/**
 * A query that a database answers: its columns, its first rows, and all of them, one by one or counted by the database. The statement is
 * only ever run inside of another, {@code SELECT … FROM (query)}, where nothing but a query can stand.
 */
public final class DatabaseQuery implements AutoCloseable {
    /** So many first rows are kept, to be looked at; where there are no more, the query is run once. */
    private static final int FIRST = 1000;

    private static final long MOST_BYTES = 64 << 20; // of first rows
    private static final int FETCHED = 10_000; // rows at a time
    private static final long TOLD = 4 << 20; // bytes between two words of progress
    private static final int LONGEST_CAUSE = 300;

    private static final Set<Integer> TEXTS =
            Set.of(Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR);
    private static final Set<Integer> VALUES = Set.of(
            Types.TINYINT,
            Types.SMALLINT,
            Types.INTEGER,
            Types.BIGINT,
            Types.REAL,
            Types.FLOAT,
            Types.DOUBLE,
            Types.NUMERIC,
            Types.DECIMAL,
            Types.BIT,
            Types.BOOLEAN,
            Types.DATE,
            Types.TIMESTAMP,
            Types.TIMESTAMP_WITH_TIMEZONE);

    private final Database database;
    private final Path name;
    private final Progress progress;
    private final Drivers drivers;
    private final Connection connection;
    private final List<Column> columns = new ArrayList<>();
    private final List<Field[]> first = new ArrayList<>();
    private boolean isWhole; // there are no rows but the first ones
    private String quote = "";
    private String product = "";
    private RowsChecksum checksum = new RowsChecksum();
    private long told;

    /**
     * A column of the result.
     *
     * @param canGroup whether values that the database takes for equal are the same
     */
    private record Column(String name, int type, String typeName, boolean canGroup) {}

    /** Rows on their way, each the fields of the columns asked for. */
    interface Rows extends AutoCloseable {
        boolean next();

        Field[] fields();

        long times();

        @Override
        default void close() {}
    }

    private DatabaseQuery(Database database, Progress progress, Drivers drivers) throws SQLException {
        this.database = database;
        this.name = database.name();
        this.progress = progress;
        this.drivers = drivers;
        this.connection = drivers.connect();
    }

    /** Connects, and looks at the first rows. */
    public static DatabaseQuery open(Database database, Progress progress) {
        Drivers drivers = new Drivers(database);
        try {
            DatabaseQuery query = new DatabaseQuery(database, progress, drivers);
            try {
                query.look();
                return query;
            } catch (SQLException | RuntimeException e) {
                query.closeAfter(e);
                throw e;
            }
        } catch (SQLException e) {
            drivers.close();
            throw failed(database, e);
        } catch (LinkageError e) {
            drivers.close();
            throw InputException.of(database.name(), "its driver cannot be loaded (" + e + ")");
        }
    }

    private void look() throws SQLException {
        quote = String.valueOf(connection.getMetaData().getIdentifierQuoteString())
                .strip();
        product = String.valueOf(connection.getMetaData().getDatabaseProductName());
        try (Statement statement = connection.createStatement()) {
            prefer(statement, FIRST + 1);
            try (ResultSet result = statement.executeQuery("SELECT * FROM " + inner())) {
                ResultSetMetaData described = result.getMetaData();
                for (int c = 1; c <= described.getColumnCount(); c++) {
                    columns.add(column(described, c));
                }
                int[] all = IntStream.range(0, columns.size()).toArray();
                long bytes = 0;
                boolean more = result.next();
                while (more && first.size() < FIRST && bytes < MOST_BYTES) {
                    Field[] fields = fields(result, all);
                    for (Field field : fields) {
                        bytes += field.text().length;
                    }
                    first.add(fields);
                    more = result.next();
                }
                isWhole = !more;
            }
        }
    }

    private static Column column(ResultSetMetaData described, int c) throws SQLException {
        int type = described.getColumnType(c);
        String typeName = String.valueOf(described.getColumnTypeName(c));
        boolean isValue = VALUES.contains(type) || typeName.matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|ENUM");
        return new Column(
                described.getColumnLabel(c),
                type,
                typeName,
                isValue || (TEXTS.contains(type) && described.isCaseSensitive(c)));
    }

    /** Asks for few rows at a time, and no more than so many, of drivers that can do that. */
    private static void prefer(Statement statement, int most) {
        try {
            statement.setFetchSize(most == 0 ? FETCHED : most);
            statement.setMaxRows(most);
        } catch (SQLException e) {
            // all the driver's own way then
        }
    }

    /** The statement as a table. The line's end ends a comment. */
    private String inner() {
        return "(\n" + database.query() + "\n) teeter_rows";
    }

    private Field[] fields(ResultSet result, int[] of) throws SQLException {
        Field[] fields = new Field[of.length];
        for (int slot = 0; slot < of.length; slot++) {
            Column column = columns.get(of[slot]);
            fields[slot] = Field.of(result, slot + 1, column.type, column.typeName);
        }
        return fields;
    }

    /** Names of the columns, as the result has them. */
    public List<String> columns() {
        return columns.stream().map(Column::name).toList();
    }

    /** Whether there are no rows. */
    public boolean isEmpty() {
        return first.isEmpty();
    }

    /** What the database calls itself. */
    public String product() {
        return product;
    }

    /** Whether the database can count rows that hold the same in these columns, since it takes nothing for equal that is not. */
    public boolean canGroup(int... of) {
        return of.length > 0 && IntStream.of(of).allMatch(c -> columns.get(c).canGroup);
    }

    /** Rows as they come, at most so many. */
    public QueryRecords records(long most) {
        return begin(new QueryRecords(this, false, most));
    }

    /** The first rows, which are known already: at most so many. */
    public Records first(int most) {
        return begin(new QueryRecords(this, false, Math.min(most, first.size())));
    }

    /** Different rows, each with how often it is there, in no order. */
    public QueryRecords grouped() {
        return begin(new QueryRecords(this, true, Long.MAX_VALUE));
    }

    private QueryRecords begin(QueryRecords records) {
        checksum = new RowsChecksum();
        told = 0;
        return records;
    }

    /** Told of each row that is taken. */
    void took(Field[] fields, int needed, long times) {
        checksum.add(fields, needed, times);
        if (checksum.bytes() - told >= TOLD) {
            told = checksum.bytes();
            progress.read(name, told, 0);
        }
    }

    /** How many bytes the rows that were read last would have as text, in the columns that play a role. */
    public long bytes() {
        return checksum.bytes();
    }

    /** A checksum of the rows that were read last, in the columns that play a role, whatever their order. */
    public String checksum() {
        return checksum.hex();
    }

    /** Runs the query, unless all that is asked for is known. */
    Rows rows(int[] of, boolean grouped, long most) {
        return isWhole || most <= first.size() ? firstRows(of) : run(of, grouped);
    }

    private Rows firstRows(int[] of) {
        Iterator<Field[]> all = first.iterator();
        return new Rows() {
            private Field[] reached = {};

            @Override
            public boolean next() {
                boolean more = all.hasNext();
                if (more) {
                    reached = all.next();
                }
                return more;
            }

            @Override
            public Field[] fields() {
                Field[] fields = new Field[of.length];
                for (int slot = 0; slot < of.length; slot++) {
                    fields[slot] = reached[of[slot]];
                }
                return fields;
            }

            @Override
            public long times() {
                return 1;
            }
        };
    }

    private Rows run(int[] of, boolean grouped) {
        String names = String.join(
                ", ",
                IntStream.of(of).mapToObj(c -> quoted(columns.get(c).name)).toList());
        String sql = "SELECT " + names + (grouped ? ", COUNT(*) AS teeter_times" : "") + " FROM " + inner()
                + (grouped ? " GROUP BY " + names : "");
        try {
            Statement statement = connection.createStatement();
            prefer(statement, 0);
            ResultSet result = statement.executeQuery(sql);
            return new Rows() {
                @Override
                public boolean next() {
                    try {
                        return result.next();
                    } catch (SQLException e) {
                        throw failed(database, e);
                    }
                }

                @Override
                public Field[] fields() {
                    try {
                        return DatabaseQuery.this.fields(result, of);
                    } catch (SQLException e) {
                        throw failed(database, e);
                    }
                }

                @Override
                public long times() {
                    try {
                        return grouped ? result.getLong(of.length + 1) : 1;
                    } catch (SQLException e) {
                        throw failed(database, e);
                    }
                }

                @Override
                public void close() {
                    try {
                        result.close();
                        statement.close();
                    } catch (SQLException e) {
                        throw failed(database, e);
                    }
                }
            };
        } catch (SQLException e) {
            throw failed(database, e);
        }
    }

    private String quoted(String column) {
        return quote.isEmpty() ? column : quote + column.replace(quote, quote + quote) + quote;
    }

    /** What a driver says, in one line and without passwords. */
    private static InputException failed(Database database, SQLException e) {
        String said = database.withoutSecrets(String.valueOf(e.getMessage()))
                .strip()
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
        if (said.endsWith("Invalid result set")) { // all that DuckDB says of an error in rows that it streams
            said = "a row of the statement cannot be computed, and the driver does not say why; run the statement in"
                    + " DuckDB's own shell, which does";
        }
        String shown = said.length() > LONGEST_CAUSE ? said.substring(0, LONGEST_CAUSE) + "…" : said;
        return InputException.of(database.name(), "the database or its driver refuses (" + shown + ")");
    }

    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (InputException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try (drivers;
                connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw failed(database, e);
        }
    }
}
