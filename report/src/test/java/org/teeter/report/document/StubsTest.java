package org.teeter.report.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class StubsTest {
    @Test
    void noTwoNamesAreCutToTheSame() {
        List<String> names = List.of(
                "short", "a long question, first answer", "a long question, second answer", "another long name");
        Stubs stubs = new Stubs(names, 15);
        assertEquals("short", stubs.of("short"));
        assertEquals("another long n…", stubs.of("another long name"));
        assertEquals("a lo…rst answer", stubs.of("a long question, first answer"));
        assertEquals("a lo…ond answer", stubs.of("a long question, second answer"));
    }

    @Test
    void whatDiffersInTheMiddleAloneIsNumbered() {
        Stubs stubs = new Stubs(
                List.of("beginning-of-1-the-long-name", "beginning-of-2-the-long-name", "beginning-of-1-the-long-name"),
                12);
        assertEquals("beg…ong-name #1", stubs.of("beginning-of-1-the-long-name"));
        assertEquals("beg…ong-name #2", stubs.of("beginning-of-2-the-long-name"));
    }
}
