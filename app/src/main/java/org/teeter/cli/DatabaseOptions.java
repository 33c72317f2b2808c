package org.teeter.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.teeter.tabular.bytes.DatabaseName;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.row.Database;
import picocli.CommandLine.Option;

/** What is read of inputs that are databases. */
@Question("What to read")
final class DatabaseOptions {
    @Option(
            names = "--query",
            paramLabel = "SQL",
            description =
                    "What is read of a database, which an INPUT such as jdbc:duckdb:votes.duckdb names: one SELECT statement with the"
                            + " columns of any shape. The database counts rows that are alike.")
    @Nullable
    private String query;

    @Option(
            names = "--driver",
            paramLabel = "JAR",
            description = "The JDBC driver of the database; DuckDB's is here already.")
    @Nullable
    private Path driver;

    /** The inputs as they may be shown: those that are databases without users, passwords and settings. */
    List<Path> shown(List<Path> inputs) {
        return inputs.stream()
                .map(input -> DatabaseName.isMeantBy(input)
                        ? DatabaseName.of(DatabaseName.shown(DatabaseName.address(input)))
                        : input)
                .toList();
    }

    /** Options of reading with the databases among the inputs. */
    ReadOptions with(List<Path> inputs, ReadOptions options) {
        List<String> addresses = inputs.stream()
                .filter(DatabaseName::isMeantBy)
                .map(DatabaseName::address)
                .toList();
        if (query == null) {
            if (driver != null) {
                throw new UsageException("--driver is of a database, and goes with --query");
            }
            if (!addresses.isEmpty()) {
                throw new UsageException(DatabaseName.shown(addresses.get(0))
                        + " names a database; say what to read there with --query, such as"
                        + " --query 'SELECT model_a, model_b, winner FROM votes'");
            }
            return options;
        }
        if (addresses.isEmpty()) {
            throw new UsageException("--query is of a database, and no INPUT names one; write jdbc:duckdb:FILE or"
                    + " another address that begins with jdbc:");
        }
        if (addresses.size() > 1) {
            throw new UsageException("--query is of one database, got " + addresses.size() + "; name one");
        }
        return options.withDatabases(List.of(new Database(addresses.get(0), query, Optional.ofNullable(driver))));
    }
}
