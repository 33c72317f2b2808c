package org.teeter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.teeter.tabular.reader.ReadOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to read, and what a person says of its columns. */
@Question("What to read")
final class InputOptions {
    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description =
                    "Preference files: CSV, TSV, JSON or Parquet, all but the last also packed by gzip or zstd; several, a folder of them"
                            + " or a pattern in quotes ('data/*.parquet') are counted together. - is standard input, of which"
                            + " the format is seen from how it begins (Parquet needs a file). jdbc:… is a database, of which"
                            + " --query says what to read.")
    List<Path> files = new ArrayList<>();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--update",
            paramLabel = "DIR",
            description =
                    "Add the counts that an earlier run kept in this folder (--keep-counts), so that INPUT need hold new rows alone:"
                            + " the result is that of all rows.")
    @Nullable
    private Path update;

    /** What is read: the inputs, and what an earlier run has kept. */
    List<Path> inputs() {
        List<Path> shown = database.shown(files);
        return update == null
                ? shown
                : Stream.concat(shown.stream(), Stream.of(update.resolve(Run.COUNTS)))
                        .toList();
    }

    ReadOptions options() {
        return database.with(files, reading.options());
    }
}
