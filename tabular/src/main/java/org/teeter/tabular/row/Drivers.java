package org.teeter.tabular.row;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.duckdb.DuckDBDriver;
import org.teeter.tabular.bytes.InputException;

/** Finds the driver of a database, which stays loaded until this is closed, and connects. */
final class Drivers implements AutoCloseable {
    private static final String DUCKDB = "jdbc:duckdb:";

    private final Database database;
    private final Optional<URLClassLoader> jar;

    Drivers(Database database) {
        this.database = database;
        this.jar = database.driver().map(this::loader);
    }

    private URLClassLoader loader(Path file) {
        if (!Files.isRegularFile(file)) {
            throw InputException.of(file, "there is no such file, which --driver says holds a driver");
        }
        try {
            return new URLClassLoader(new URL[] {file.toUri().toURL()}, Drivers.class.getClassLoader());
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    /** A connection that is to read alone, where the driver can promise that. */
    Connection connect() throws SQLException {
        Driver driver = driver();
        Connection connection = driver.connect(database.address(), settings());
        if (connection == null) {
            throw new SQLException("the driver does not take the address");
        }
        try {
            connection.setReadOnly(true);
        } catch (SQLException e) {
            // such as DuckDB, which takes this as a setting
        }
        try {
            connection.setAutoCommit(false); // PostgreSQL sends all rows at once otherwise
        } catch (SQLException e) {
            // there are no transactions
        }
        return connection;
    }

    private Properties settings() {
        Properties settings = new Properties();
        String address = database.address();
        if (address.startsWith(DUCKDB)) {
            settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
            String file = address.substring(DUCKDB.length()).replaceFirst(";.*", "");
            if (!file.isBlank() && !file.startsWith(":memory:")) {
                settings.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, "true");
            }
        }
        return settings;
    }

    private Driver driver() throws SQLException {
        String address = database.address();
        if (jar.isEmpty() && address.startsWith(DUCKDB)) {
            return new DuckDBDriver();
        }
        List<Driver> drivers = new ArrayList<>();
        try {
            if (jar.isPresent()) {
                ServiceLoader.load(Driver.class, jar.get()).forEach(drivers::add);
            } else {
                DriverManager.drivers().forEach(drivers::add);
            }
        } catch (ServiceConfigurationError e) {
            throw InputException.of(database.name(), "its driver cannot be loaded (" + e.getMessage() + ")");
        }
        for (Driver driver : drivers) {
            if (driver.acceptsURL(address)) {
                return driver;
            }
        }
        throw InputException.of(
                database.name(),
                database.driver()
                        .map(file -> "there is no driver in " + file
                                + " that takes this address; name the JAR of its own with --driver JAR")
                        .orElse("there is no driver that takes this address; name the JAR of its driver with"
                                + " --driver JAR"));
    }

    @Override
    public void close() {
        if (jar.isPresent()) {
            try {
                jar.get().close();
            } catch (IOException e) {
                throw InputException.unreadable(database.driver().orElseThrow(), e);
            }
        }
    }
}
