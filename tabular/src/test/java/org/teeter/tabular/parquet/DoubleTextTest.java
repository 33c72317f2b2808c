package org.teeter.tabular.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** DuckDB is the oracle, but for three powers of two, which it writes as other numbers. */
class DoubleTextTest {
    @Test
    void doublesAreWrittenAsDuckDbDoes() throws SQLException {
        List<Double> doubles = new ArrayList<>(List.of(
                0.0, -0.0, 1.0, -1.5, .1, 1 / 3.0, 1e15, 1e16, 1e17, 1e-4, 1e-5, 9.5e-5, 1e100, 1e-100, 2e-3, 1e22));
        doubles.addAll(List.of(
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.MIN_NORMAL,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Math.nextDown(1e22),
                Math.nextDown(1e16)));
        for (int power = -1074; power < 1024; power++) { // around which doubles are not equally far apart
            doubles.add(Math.scalb(1.0, power));
        }
        Random random = new Random(1);
        for (int k = 0; k < 2000; k++) {
            doubles.add(Double.longBitsToDouble(random.nextLong()));
            doubles.add(random.nextInt(100_000) / 1000.0);
            doubles.add(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
            doubles.add((double) random.nextFloat());
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement cast = connection.prepareStatement("SELECT CAST(CAST(? AS DOUBLE) AS VARCHAR)")) {
            for (double d : doubles) {
                cast.setDouble(1, d);
                try (ResultSet row = cast.executeQuery()) {
                    row.next();
                    if (isMiswritten(d)) {
                        assertEquals(d, Double.parseDouble(DoubleText.of(d)));
                    } else {
                        assertEquals(row.getString(1), DoubleText.of(d));
                    }
                }
            }
        }
    }

    /** DuckDB 2.0.0 writes 2^81 and 2^91 as their doubles, and 2^807 with an A for a digit. */
    private static boolean isMiswritten(double d) {
        return d == Math.scalb(1.0, 81) || d == Math.scalb(1.0, 91) || d == Math.scalb(1.0, 807);
    }
}
