package org.teeter.cli;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.duckdb.DuckDBDriver;

/** A driver that DuckDB stands behind; it refuses a wrong password by telling all that it was told. */
public final class EchoDriver implements Driver {
    private static final String SCHEME = "jdbc:echo:";

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(SCHEME);
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (url.contains("wrong")) {
            throw new SQLException("no login at " + url + "\nwith wrong%21word, that is wrong!word");
        }
        return new DuckDBDriver().connect("jdbc:duckdb:", info);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("echo");
    }
}
