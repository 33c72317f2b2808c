package org.teeter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.teeter.tabular.reader.ReadOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What to read, and what a person says of its columns. */
final class InputOptions {
    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description =
                    "Preference files: CSV, TSV, JSON or Parquet, all but the last also packed by gzip or zstd; several, a folder of them"
                            + " or a pattern in quotes ('data/*.parquet') are counted together. - is standard input, of which"
                            + " the format is seen from how it begins (Parquet needs a file).")
    List<Path> files = new ArrayList<>();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    ReadOptions options() {
        return reading.options();
    }
}
