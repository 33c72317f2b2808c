package org.teeter.spark;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;

/**
 * Reads a Dataset as a file of the same columns is read: the same shapes, labels, refusals and, bit by bit, counts.
 *
 * <p>The executors count the rows that hold the same in the columns that play a role; the driver takes each different row once. Where a row
 * cannot be counted the driver takes the rows one by one until it knows which, by its number from 1 on in the order of the Dataset. Answers to
 * prompts come one by one too; {@link PromptFits} is for many of them. The Dataset is computed up to three times, so that it must be the same
 * each time; one that is costly is worth its {@code cache()}.
 */
public final class SparkCounts {
    /** So many different rows, or rows of different ballots, the driver takes by default: some tens of seconds. */
    public static final long MOST = 50_000_000;

    private static final Path NAME = Path.of("Dataset");

    private SparkCounts() {}

    /**
     * Reads a Dataset.
     *
     * @throws InputException if a row cannot be counted, or if more than {@link #MOST} rows are different
     */
    public static Reading of(Dataset<Row> rows, ReadOptions options) {
        return of(NAME, rows, options, MOST);
    }

    /**
     * Reads a Dataset.
     *
     * @param name what messages call it
     * @param most so many different rows the driver takes, and refuses more in one line
     * @throws InputException if a row cannot be counted, or there are too many that are different
     */
    public static Reading of(Path name, Dataset<Row> rows, ReadOptions options, long most) {
        return PreferenceFiles.read(new SparkEngine(name, rows, most), options, (file, bytes, size) -> {});
    }
}
