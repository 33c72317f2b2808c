package org.teeter.serve;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import org.teeter.analysis.Tables;

/**
 * Tables in which a file has the name that its reader gave it.
 *
 * @param input that they are of
 * @param tables where they go
 */
public record NamedTables(Input input, Tables tables) implements Tables {

    @Override
    public Writer open(String name) throws IOException {
        return tables.open(name);
    }

    @Override
    public String called(Path file) {
        return input.named(tables.called(file));
    }
}
