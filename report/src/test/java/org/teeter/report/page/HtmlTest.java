package org.teeter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void escapesTextAndAttributes() {
        assertEquals(
                "<p title=\"&quot;a&#39;&lt;\">&lt;/p&gt; &amp; &quot;b&quot;</p>",
                new Html().leaf("p", "</p> & \"b\"", "title", "\"a'<").done());
    }

    @Test
    void showsControlCharactersByTheirCode() {
        assertEquals("a\\u0000b\\u001bc\\u0085\td", Html.escape("a\u0000b\u001bc\u0085\td"));
    }

    @Test
    void setsNamesApartInSentences() {
        assertEquals(
                "<p>Is <bdi>&lt;i&gt;</bdi> over <bdi class=\"unnamed\">(blank)</bdi>?</p>",
                new Html()
                        .sentence("p", "Is \u2068<i>\u2069 over \u2068 \u2069?")
                        .done());
    }

    @Test
    void leavesAnIsolateThatIsNotClosedAsItIs() {
        assertEquals("a \u2068b", new Html().prose("a \u2068b").done());
    }

    @Test
    void refusesWhatIsNotClosed() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class, () -> new Html().open("p").done());
        assertEquals("elements must be closed, still open: [p]", e.getMessage());
    }
}
