package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What later compilers refuse in the sources of all modules, and the one that is used here does not see. */
class SourcesTest {
    private static final Pattern TWO_COMMENTS = Pattern.compile("(?s)/\\*\\*(?:(?!\\*/).)*+\\*/\\s*/\\*\\*");

    /** Of two comments in a row the first is nobody's: from JDK 23 on a warning, which ends the build. */
    @Test
    void everyDocumentationCommentHasItsDeclaration() throws IOException {
        List<String> dangling = new ArrayList<>();
        int files = 0;
        for (Path file : sources()) {
            files++;
            if (TWO_COMMENTS.matcher(Files.readString(file)).find()) {
                dangling.add(file.toString());
            }
        }
        assertTrue(files > 500, "files: " + files);
        assertEquals(List.of(), dangling);
    }

    private static List<Path> sources() throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module : modules.map(folder -> folder.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
                }
            }
        }
        return all;
    }
}
