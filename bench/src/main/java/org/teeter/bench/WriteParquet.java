package org.teeter.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes a planted arena log with string labels, to be read by a whole process.
 *
 * <pre>java -cp bench/target/bench.jar org.teeter.bench.WriteParquet ITEMS ROWS FILE</pre>
 *
 * <p>A name that ends in {@code .csv} gives CSV, any other Parquet.
 */
public final class WriteParquet {

    private WriteParquet() {}

    public static void main(String[] args) throws IOException, SQLException {
        Planted planted = Planted.rows(Integer.parseInt(args[0]), Integer.parseInt(args[1]), 7);
        Path target = Path.of(args[2]);
        boolean csvWanted = args[2].endsWith(".csv");
        Path csv = csvWanted ? target : Files.createTempFile("planted", ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write("model_a,model_b,winner\n");
            for (int k = 0; k < planted.winner.length; k++) {
                boolean swapped = (k & 1) == 1;
                out.write(name(swapped ? planted.loser[k] : planted.winner[k]));
                out.write(',');
                out.write(name(swapped ? planted.winner[k] : planted.loser[k]));
                out.write(swapped ? ",model_b\n" : ",model_a\n");
            }
        }
        if (!csvWanted) {
            try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = duck.createStatement()) {
                statement.execute("COPY (SELECT * FROM read_csv('" + csv + "')) TO '" + target + "' (FORMAT parquet)");
            }
            Files.delete(csv);
        }
    }

    private static String name(int item) {
        return String.format("model-%05d", item);
    }
}
