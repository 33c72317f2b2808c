/** Preference files of every common shape, read into exact counts. */
@org.jspecify.annotations.NullMarked
module org.teeter.tabular {
    requires static org.jspecify;
    requires transitive org.teeter.core;
    requires duckdb.jdbc;
    requires java.sql;
    requires tools.jackson.core;

    exports org.teeter.tabular;
}
