package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.teeter.testing.KeptPage;

/** The pages in the documentation are those that the program draws. */
class KeptPagesTest {
    private static final Pattern LOADED = Pattern.compile("(src|href)=\"(?!#|data:)");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @FieldSource("org.teeter.cli.KeptPages#EXAMPLES")
    void areWhatIsDrawnOfTheExamples(String example) throws IOException {
        String kept = Files.readString(KeptPages.FOLDER.resolve(example + ".html"));
        assertEquals(
                Optional.empty(),
                KeptPage.difference(kept, KeptPages.page(example, folder)),
                example + ".html is not what is drawn of " + example + ".csv: run KeptPages.main");
        assertTrue(!LOADED.matcher(kept).find(), "a page of its own");
        assertTrue(kept.length() < 400_000, () -> kept.length() + " characters");
    }

    @Test
    void onlyRoundingMayDiffer() {
        assertEquals(Optional.empty(), KeptPage.difference("a 0.3333333333 b", "a 0.3333333334 b"));
        assertEquals(Optional.of("kept: … 4 b\ndrawn: … 5 b"), KeptPage.difference("a 0.334 b", "a 0.335 b"));
        assertEquals(Optional.of("kept: … 2\ndrawn: … 3"), KeptPage.difference("1.5 2", "1.5 3"));
        assertEquals(Optional.of("kept: … \ndrawn: … 1.5"), KeptPage.difference("x ", "x 1.5"));
    }
}
