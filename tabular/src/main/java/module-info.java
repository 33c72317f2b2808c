/** Preference files of every common shape, read into exact counts. */
@org.jspecify.annotations.NullMarked
module org.teeter.tabular {
    requires static org.jspecify;
    requires transitive org.teeter.core;
    requires aircompressor;
    requires de.siegmar.fastcsv;
    requires duckdb.jdbc;
    requires java.sql;
    requires jdk.unsupported; // aircompressor reads memory by words
    requires tools.jackson.core;

    uses java.sql.Driver;

    exports org.teeter.tabular.bytes;
    exports org.teeter.tabular.column;
    exports org.teeter.tabular.export;
    exports org.teeter.tabular.form;
    exports org.teeter.tabular.meaning;
    exports org.teeter.tabular.parquet;
    exports org.teeter.tabular.reader;
    exports org.teeter.tabular.row;
    exports org.teeter.tabular.shape;
    exports org.teeter.tabular.tally;
    exports org.teeter.tabular.text;
    exports org.teeter.tabular.vector;
    exports org.teeter.tabular.watch;
}
