package org.teeter.report.page;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a page of every sample, to look at:
 * {@code mvn -q -pl app -am test-compile}, then this class with a directory, on the test class path.
 */
final class SamplePages {

    private SamplePages() {}

    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]));
    }

    static void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String name : SampleAudit.SAMPLES) {
            try (Writer out = Files.newBufferedWriter(directory.resolve(name + ".html"))) {
                ReportPage.write(out, SampleAudit.sample(name));
            }
        }
    }
}
