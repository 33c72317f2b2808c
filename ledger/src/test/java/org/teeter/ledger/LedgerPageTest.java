package org.teeter.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.teeter.report.page.Html;
import org.teeter.testing.KeptPage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LedgerPageTest {

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder();
        LedgerPage.write(page, JudgedOnce.LEDGER, "0");
        return page.toString();
    }

    @Test
    void holdsEveryClaimUnderAnAddressOfItsOwn() throws IOException {
        String page = page();
        Set<String> addresses = new HashSet<>();
        for (Line line : JudgedOnce.LEDGER.lines()) {
            String address = LedgerPage.anchor(line.statement());
            assertTrue(addresses.add(address), address);
            assertTrue(page.contains("id=\"" + address + "\""), address);
            assertEquals(line.plot().isPresent(), page.contains("id=\"picture-" + address + "\""), address);
        }
    }

    @Test
    void loadsNothingAndLeavesNoPlaceholder() throws IOException {
        String page = page();
        assertFalse(Pattern.compile("(src|href)=\"(?!#|data:)").matcher(page).find());
        assertFalse(Pattern.compile("\\$\\{[a-z-]+}").matcher(page).find());
        assertFalse(page.contains("NaN"));
    }

    @Test
    void theKeptPageIsWhatIsDrawn() throws IOException {
        assertEquals(
                Optional.empty(),
                KeptPage.difference(Files.readString(KeptLedger.PAGE), KeptLedger.drawn()),
                "docs/pages/ledger.html is not what is drawn: run KeptLedger.main");
    }

    @Tag("slow")
    @Test
    void everyErratumHasAPictureOrIsWithoutNumbersToDraw() {
        Set<String> drawn = new HashSet<>();
        Set<String> all = new HashSet<>();
        for (Line line : JudgedOnce.LEDGER.lines()) {
            line.erratum().ifPresent(all::add);
            line.plot().ifPresent(plot -> line.erratum().ifPresent(drawn::add));
        }
        all.removeAll(drawn);
        assertEquals(Set.of("E13", "E17"), all); // a list of pairs, and a letter
    }

    @Test
    void theDocumentHasTheSameLinesWithTheirNumbers() {
        JsonNode json = JsonMapper.shared().readTree(json(JudgedOnce.LEDGER));
        assertEquals(JudgedOnce.LEDGER.lines().size(), json.get("claims").size());
        JsonNode first = json.get("claims")
                .valueStream()
                .filter(claim -> claim.get("id").asString().equals("Ex. 1: .96"))
                .findFirst()
                .orElseThrow();
        assertEquals("fails", first.get("verdict").asString());
        assertEquals("0.96", first.get("printed").asString());
        assertTrue(json(JudgedOnce.LEDGER).contains("\"value\":0.9951234076433121019108280"));
    }

    private static String json(Ledger ledger) {
        return new LedgerDocument(ledger, "0").json().toString();
    }

    @Test
    void setsOffIndicesAndExponents() {
        assertEquals("p<sub>ij</sub> &gt; e<sup>s<sub>u</sub></sup>", formula("p_ij > e^{s_u}"));
        assertEquals("hyperbolic_secant", formula("hyperbolic_secant"));
        assertEquals("2<sup>-|n|</sup>/4", formula("2^-|n|/4"));
        assertEquals("a ≤ b<sub>i</sub> ≥ 1", formula("a <= b_i >= 1"));
        assertEquals("∂p<sub>ω</sub>/∂p<sub>uv</sub>", formula("∂p_ω/∂p_uv"));
    }

    /** In pictures, too: no label of an axis has markup that is left as it was typed. */
    @Test
    void labelsOfPicturesSetOffTheirIndices() throws IOException {
        Matcher texts = Pattern.compile("<text[^>]*>(.*?)</text>").matcher(page());
        int count = 0;
        while (texts.find()) {
            assertFalse(texts.group(1).matches(".*[_^].*"), texts.group(1));
            count++;
        }
        assertTrue(count > 200, "texts: " + count);
    }

    /** A curve that leaves its picture ends at the edge: drawn along it, it would seem to have that value. */
    @Test
    void noCurveRunsAlongAnEdge() throws IOException {
        Matcher path = Pattern.compile("class=\"curve [a-z]+\" d=\"(M[0-9.]+ [^\"H]*)\"")
                .matcher(page());
        while (path.find()) {
            double before = Double.NaN;
            for (String step : path.group(1).split("(?=[ML])", -1)) {
                String[] numbers = step.substring(1).split(" ", -1);
                double y = numbers.length > 1 ? Double.parseDouble(numbers[1]) : Double.NaN;
                boolean beyond = y == 16 || y == 212; // two units outside of the frame
                assertFalse(beyond && y == before && step.startsWith("L"), path.group(1));
                before = y;
            }
        }
    }

    private static String formula(String sentence) {
        return Formula.add(new Html(), sentence).done();
    }

    /** All coordinates are inside the picture, whatever was computed. */
    @Test
    void drawsInsideThePicture() throws IOException {
        Matcher path = Pattern.compile("class=\"curve [a-z]+\" d=\"([^\"]*)\"").matcher(page());
        int curves = 0;
        while (path.find()) {
            curves++;
            for (String pair : path.group(1).replaceAll("[MLH]", ";").split(";", -1)) {
                for (String number : pair.strip().split(" ", -1)) {
                    if (!number.isEmpty()) {
                        double value = Double.parseDouble(number);
                        assertTrue(value >= 0 && value <= 420, path.group(1));
                    }
                }
            }
        }
        assertTrue(curves > 30, "curves: " + curves);
    }
}
