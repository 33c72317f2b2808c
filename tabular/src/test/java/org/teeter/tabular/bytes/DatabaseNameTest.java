package org.teeter.tabular.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "jdbc:duckdb:votes.duckdb jdbc:duckdb:votes.duckdb",
                "jdbc:duckdb:/data/votes.duckdb jdbc:duckdb:/data/votes.duckdb",
                "jdbc:duckdb:my@home/votes.duckdb jdbc:duckdb:home/votes.duckdb",
                "jdbc:postgresql://ann:SECRET@host:5432/arena jdbc:postgresql://host:5432/arena",
                "jdbc:postgresql://host/arena?user=ann&password=SECRET jdbc:postgresql://host/arena",
                "jdbc:postgresql://host/arena?user=a@b&password=SECRET jdbc:postgresql://host/arena",
                "jdbc:postgresql:arena?password=SECRET jdbc:postgresql:arena",
                "jdbc:mysql://ann:SEC;RET@host/arena jdbc:mysql://…",
                "jdbc:mysql://ann:SEC?RET@host/arena jdbc:mysql://…",
                "jdbc:mysql://ann:SEC@RET@host/arena jdbc:mysql://host/arena",
                "jdbc:mysql://address=(host=h)(password=SECRET)/arena jdbc:mysql://…",
                "jdbc:sqlserver://host:1433;user=sa;password=SECRET jdbc:sqlserver://host:1433",
                "jdbc:oracle:thin:scott/SECRET@//host:1521/arena jdbc:oracle:thin://host:1521/arena",
                "jdbc:snowflake://x.example.com/?user=ann&private_key_pwd=SECRET jdbc:snowflake://x.example.com/",
                "jdbc:?password=SECRET jdbc:",
                "./jdbc:a:b@c ./jdbc:a:b@c"
            })
    void shownAddressesHaveNoSecrets(String address, String shown) {
        assertEquals(shown, DatabaseName.shown(address));
        assertFalse(shown.contains("SEC"));
    }

    @Test
    void anAddressIsAPathAndBack() {
        for (String address : new String[] {"jdbc:postgresql://host/arena", "jdbc:duckdb:/a/b", "jdbc:duckdb:"}) {
            Path input = DatabaseName.of(address);
            assertEquals(address, DatabaseName.address(input));
            assertEquals(address, StandardInput.shown(input));
        }
    }
}
