package org.teeter.tabular.row;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.teeter.tabular.bytes.Progress;

/** Rows that an engine holds: their columns, the first of them, and all, one by one or counted by the engine. */
public final class DatabaseQuery implements AutoCloseable {
    /** So many first rows are kept, to be looked at; where there are no more, the engine is asked once. */
    private static final int FIRST = 1000;

    private static final long MOST_BYTES = 64 << 20; // of first rows
    private static final long TOLD = 4 << 20; // bytes between two words of progress

    private final Engine engine;
    private final Path name;
    private final Progress progress;
    private final List<Engine.Column> columns;
    private final List<Field[]> first = new ArrayList<>();
    private final boolean isWhole; // there are no rows but the first ones
    private RowsChecksum checksum = new RowsChecksum();
    private long told;

    private DatabaseQuery(Engine engine, Progress progress) {
        this.engine = engine;
        this.name = engine.name();
        this.progress = progress;
        try (Engine.Rows rows = engine.first(FIRST + 1)) {
            long bytes = 0;
            boolean more = rows.next();
            while (more && first.size() < FIRST && bytes < MOST_BYTES) {
                Field[] fields = rows.fields();
                for (Field field : fields) {
                    bytes += field.text().length;
                }
                first.add(fields);
                more = rows.next();
            }
            isWhole = !more;
        }
        this.columns = List.copyOf(engine.columns());
    }

    /** Connects to a database, and looks at the first rows. */
    public static DatabaseQuery open(Database database, Progress progress) {
        return open(JdbcEngine.open(database), progress);
    }

    /** Looks at the first rows of an engine, which is closed with the query. */
    public static DatabaseQuery open(Engine engine, Progress progress) {
        try {
            return new DatabaseQuery(engine, progress);
        } catch (RuntimeException e) {
            try {
                engine.close();
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    /** Names of the columns, as the result has them. */
    public List<String> columns() {
        return columns.stream().map(Engine.Column::name).toList();
    }

    /** Whether there are no rows. */
    public boolean isEmpty() {
        return first.isEmpty();
    }

    /** What the engine calls itself. */
    public String product() {
        return engine.product();
    }

    /** Whether the engine can count rows that hold the same in these columns, since it takes nothing for equal that is not. */
    public boolean canGroup(int... of) {
        return of.length > 0 && IntStream.of(of).allMatch(c -> columns.get(c).canGroup());
    }

    /** Rows as they come, at most so many. */
    public QueryRecords records(long most) {
        return begin(
                new QueryRecords(this, of -> isWhole || most <= first.size() ? firstRows(of) : engine.all(of), most));
    }

    /** The first rows, which are known already: at most so many. */
    public Records first(int most) {
        return records(Math.min(most, first.size()));
    }

    /** Different rows, each with how often it is there, in no order. */
    public QueryRecords grouped() {
        return begin(new QueryRecords(this, of -> isWhole ? firstRows(of) : engine.counted(of), Long.MAX_VALUE));
    }

    /** The rows of different groups, see {@link Engine#gathered}; empty where the engine does not make any. */
    public Optional<QueryRecords> gathered(int keys, int... of) {
        return isWhole
                ? Optional.empty()
                : engine.gathered(keys, of).map(rows -> begin(new QueryRecords(this, taken -> rows, Long.MAX_VALUE)));
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

    private Engine.Rows firstRows(int... of) {
        Iterator<Field[]> all = first.iterator();
        return new Engine.Rows() {
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
        };
    }

    @Override
    public void close() {
        engine.close();
    }
}
