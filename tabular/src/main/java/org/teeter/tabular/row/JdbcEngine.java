package org.teeter.tabular.row;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.teeter.tabular.bytes.InputException;

/**
 * A database behind its driver. The statement is only ever run inside of another, {@code SELECT … FROM (query)}, where nothing but a query
 * can stand.
 */
final class JdbcEngine implements Engine {
    private static final int FETCHED = 10_000; // rows at a time
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
    private final Drivers drivers;
    private final Connection connection;
    private final List<Described> columns = new ArrayList<>();
    private final String quote;
    private final String product;

    private record Described(Column column, int type, String typeName) {}

    private JdbcEngine(Database database, Drivers drivers, Connection connection) throws SQLException {
        this.database = database;
        this.drivers = drivers;
        this.connection = connection;
        this.quote = String.valueOf(connection.getMetaData().getIdentifierQuoteString())
                .strip();
        this.product = String.valueOf(connection.getMetaData().getDatabaseProductName());
    }

    /** Connects. */
    static JdbcEngine open(Database database) {
        Drivers drivers = new Drivers(database);
        Optional<Connection> connection = Optional.empty();
        try {
            connection = Optional.of(drivers.connect());
            return new JdbcEngine(database, drivers, connection.get());
        } catch (SQLException e) {
            try (drivers) {
                if (connection.isPresent()) {
                    connection.get().close();
                }
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw failed(database, e);
        } catch (LinkageError e) {
            drivers.close();
            throw InputException.of(database.name(), "its driver cannot be loaded (" + e + ")");
        }
    }

    @Override
    public Path name() {
        return database.name();
    }

    @Override
    public String product() {
        return product;
    }

    @Override
    public List<Column> columns() {
        return columns.stream().map(Described::column).toList();
    }

    @Override
    public Rows first(int most) {
        try {
            Statement statement = connection.createStatement();
            prefer(statement, most);
            ResultSet result = statement.executeQuery("SELECT * FROM " + inner());
            ResultSetMetaData described = result.getMetaData();
            for (int c = 1; c <= described.getColumnCount(); c++) {
                columns.add(column(described, c));
            }
            return new Result(
                    statement, result, IntStream.range(0, columns.size()).toArray(), false);
        } catch (SQLException e) {
            throw failed(database, e);
        }
    }

    @Override
    public Rows all(int... of) {
        return run(of, false);
    }

    @Override
    public Rows counted(int... of) {
        return run(of, true);
    }

    private Rows run(int[] of, boolean counted) {
        String names = String.join(
                ", ",
                IntStream.of(of)
                        .mapToObj(c -> quoted(columns.get(c).column.name()))
                        .toList());
        String sql = "SELECT " + names + (counted ? ", COUNT(*) AS teeter_times" : "") + " FROM " + inner()
                + (counted ? " GROUP BY " + names : "");
        try {
            Statement statement = connection.createStatement();
            prefer(statement, 0);
            return new Result(statement, statement.executeQuery(sql), of, counted);
        } catch (SQLException e) {
            throw failed(database, e);
        }
    }

    private final class Result implements Rows {
        private final Statement statement;
        private final ResultSet result;
        private final int[] of;
        private final boolean counted;

        Result(Statement statement, ResultSet result, int[] of, boolean counted) {
            this.statement = statement;
            this.result = result;
            this.of = of.clone();
            this.counted = counted;
        }

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
                return JdbcEngine.this.fields(result, of);
            } catch (SQLException e) {
                throw failed(database, e);
            }
        }

        @Override
        public long times() {
            try {
                return counted ? result.getLong(of.length + 1) : 1;
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
    }

    private static Described column(ResultSetMetaData described, int c) throws SQLException {
        int type = described.getColumnType(c);
        String typeName = String.valueOf(described.getColumnTypeName(c));
        boolean isValue = VALUES.contains(type) || typeName.matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|ENUM");
        boolean canGroup = isValue || (TEXTS.contains(type) && described.isCaseSensitive(c));
        return new Described(new Column(described.getColumnLabel(c), canGroup), type, typeName);
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

    private Field[] fields(ResultSet result, int[] of) throws SQLException {
        Field[] fields = new Field[of.length];
        for (int slot = 0; slot < of.length; slot++) {
            Described column = columns.get(of[slot]);
            fields[slot] = Field.of(result, slot + 1, column.type, column.typeName);
        }
        return fields;
    }

    /** The statement as a table. The line's end ends a comment. */
    private String inner() {
        return "(\n" + database.query() + "\n) teeter_rows";
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
