package org.teeter.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.teeter.data.Amount;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.row.Engine;
import org.teeter.tabular.row.Field;

/** The rows of a Dataset, counted by Spark. */
final class SparkEngine implements Engine {
    private static final String BALLOT = "ballot";
    private static final String GROUP = "group";

    private final Path name;
    private final Dataset<Row> rows; // with columns called by their numbers, whatever they were called
    private final StructField[] fields;
    private final long most;

    /** @param most so many rows that Spark has counted are taken */
    SparkEngine(Path name, Dataset<Row> rows, long most) {
        this.name = name;
        this.fields = rows.schema().fields();
        this.rows = rows.toDF(
                IntStream.range(0, fields.length).mapToObj(SparkEngine::called).toArray(String[]::new));
        this.most = most;
    }

    private static String called(int column) {
        return "c" + column;
    }

    @Override
    public Path name() {
        return name;
    }

    @Override
    public String product() {
        return "Spark";
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (StructField field : fields) {
            columns.add(new Column(field.name(), Values.canGroup(field.dataType())));
        }
        return columns;
    }

    @Override
    public Rows first(int rowsAtMost) {
        return new Each(rows.takeAsList(rowsAtMost).iterator(), fields.length);
    }

    @Override
    public Rows all(int... of) {
        return new Each(rows.select(columns(of)).toLocalIterator(), of.length);
    }

    @Override
    public Rows counted(int... of) {
        return new Counted(rows.select(columns(of)).groupBy(columns(of)).count().toLocalIterator(), of);
    }

    private static org.apache.spark.sql.Column[] columns(int... of) {
        return IntStream.of(of).mapToObj(c -> col(called(c))).toArray(org.apache.spark.sql.Column[]::new);
    }

    /** Groups of one ballot each, the entries of one in an order that makes those alike that hold the same. */
    @Override
    public Optional<Rows> gathered(int keys, int... of) {
        int[] key = IntStream.range(0, keys).map(k -> of[k]).toArray();
        int[] entry = IntStream.range(keys, of.length).map(k -> of[k]).toArray();
        if (!IntStream.of(key).allMatch(c -> Values.isSimple(fields[c].dataType()))) {
            return Optional.empty();
        }
        List<org.apache.spark.sql.Column> selected = new ArrayList<>();
        selected.add(udf(new BallotName(), DataTypes.StringType)
                .apply(struct(columns(key)))
                .as(BALLOT));
        selected.addAll(List.of(columns(entry)));
        Dataset<Row> entries = rows.select(selected.toArray(org.apache.spark.sql.Column[]::new));
        if (!entries.filter(col(BALLOT).isNull()).isEmpty()) {
            return Optional.empty();
        }
        Iterator<Row> groups = entries.groupBy(col(BALLOT))
                .agg(sort_array(collect_list(struct(columns(entry)))).as(GROUP))
                .groupBy(col(GROUP))
                .count()
                .toLocalIterator();
        return Optional.of(new Gathered(groups, keys, of));
    }

    /** Counts what is taken, and refuses what is too much. */
    private void require(long taken, int... of) {
        if (taken > most) {
            List<String> named =
                    IntStream.of(of).mapToObj(c -> fields[c].name()).toList();
            throw InputException.of(
                    name,
                    "more than " + Amount.of(most, "row is", "rows are") + " different in " + String.join(", ", named)
                            + ", which is as many as are taken from Spark; round weights, or leave out a column that"
                            + " nearly every row has to itself");
        }
    }

    private static final class Each implements Rows {
        private final Iterator<Row> rows;
        private final int size;
        private Field[] reached = {};

        Each(Iterator<Row> rows, int size) {
            this.rows = rows;
            this.size = size;
        }

        @Override
        public boolean next() {
            boolean more = rows.hasNext();
            if (more) {
                reached = Values.fields(rows.next(), size);
            }
            return more;
        }

        @Override
        public Field[] fields() {
            return reached;
        }
    }

    private final class Counted implements Rows {
        private final Iterator<Row> rows;
        private final int[] of;
        private Field[] reached = {};
        private long times;
        private long taken;

        Counted(Iterator<Row> rows, int... of) {
            this.rows = rows;
            this.of = of.clone();
        }

        @Override
        public boolean next() {
            if (!rows.hasNext()) {
                return false;
            }
            Row row = rows.next();
            require(++taken, of);
            reached = Values.fields(row, of.length);
            times = row.getLong(of.length);
            return true;
        }

        @Override
        public Field[] fields() {
            return reached;
        }

        @Override
        public long times() {
            return times;
        }
    }

    private final class Gathered implements Rows {
        private final Iterator<Row> groups;
        private final int keys;
        private final int[] of;
        private Iterator<Row> entries = List.<Row>of().iterator();
        private Field[] reached = {};
        private long times;
        private long taken;
        private long group;

        Gathered(Iterator<Row> groups, int keys, int... of) {
            this.groups = groups;
            this.keys = keys;
            this.of = of.clone();
        }

        @Override
        public boolean next() {
            while (!entries.hasNext()) {
                if (!groups.hasNext()) {
                    return false;
                }
                Row counted = groups.next();
                entries = counted.<Row>getList(0).iterator();
                times = counted.getLong(1);
                group++;
            }
            Row entry = entries.next();
            require(++taken, of);
            reached = new Field[of.length];
            for (int slot = 0; slot < of.length; slot++) {
                reached[slot] = slot < keys ? Field.of(group) : Values.field(entry.get(slot - keys));
            }
            return true;
        }

        @Override
        public Field[] fields() {
            return reached;
        }

        @Override
        public long times() {
            return times;
        }
    }
}
