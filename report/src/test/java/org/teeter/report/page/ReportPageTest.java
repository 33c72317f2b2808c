package org.teeter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.teeter.data.Ties;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.random.L64X128Mix;
import org.teeter.report.page.SampleVotes.Rule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ReportPageTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static String page(JsonNode data) throws IOException {
        StringBuilder page = new StringBuilder();
        ReportPage.write(page, data);
        return page.toString();
    }

    private static ObjectNode small() {
        return SampleAudit.of(1, 8, 12, 2, 20, i -> "item " + i);
    }

    private static ObjectNode hostile() {
        return SampleAudit.of(4, 12, 18, 2, 20, SampleAudit::hostile);
    }

    private static String between(String page, String start, String end) {
        int from = page.indexOf(start) + start.length();
        assertTrue(from >= start.length(), start);
        return page.substring(from, page.indexOf(end, from));
    }

    private static long count(String page, String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE)
                .matcher(page)
                .results()
                .count();
    }

    @Test
    void fillsEveryPlaceholderOfTheTemplate() throws IOException {
        String template =
                new String(ReportPage.class.getResourceAsStream("report.html").readAllBytes(), StandardCharsets.UTF_8);
        String page = page(small());
        Matcher placeholder = Pattern.compile("\\$\\{[a-z-]+}").matcher(template);
        int placeholders = 0;
        for (; placeholder.find(); placeholders++) {
            assertFalse(page.contains(placeholder.group()), placeholder.group());
        }
        assertEquals(19, placeholders);
    }

    @Test
    void carriesAllTheDataUnchanged() throws IOException {
        for (ObjectNode data : List.of(small(), hostile())) {
            String block = between(page(data), "<script type=\"application/json\" id=\"data\">", "</script>");
            assertTrue(JSON.readTree(data.toString()).equals(unpacked(JSON.readTree(block))), block);
        }
    }

    /** The inverse of {@link PageData}, the slow and obvious way; {@code base.js} is the other one. */
    private static JsonNode unpacked(JsonNode node) {
        JsonNode names = ((ObjectNode) node).remove("names");
        for (JsonNode parent : List.of(node, node.get("map"), node.get("graph"), node.get("check"))) {
            for (String name : List.copyOf(parent.propertyNames())) {
                if (parent.get(name).has("columns")) {
                    ((ObjectNode) parent).set(name, rows(parent.get(name), names));
                }
            }
        }
        return node;
    }

    private static ArrayNode rows(JsonNode table, JsonNode names) {
        Pattern named = Pattern.compile("item|item_.|worst_[ij]|target_.|source_.|[ijkab]");
        ArrayNode rows = JSON.createArrayNode();
        for (JsonNode cells : table.get("rows")) {
            ObjectNode row = rows.addObject();
            for (int c = 0; c < cells.size(); c++) {
                String column = table.get("columns").get(c).asString();
                boolean name = named.matcher(column).matches() && cells.get(c).isNumber();
                row.set(column, name ? names.get(cells.get(c).intValue()) : cells.get(c));
            }
        }
        return rows;
    }

    @Test
    void hostileNamesStayText() throws IOException {
        String page = page(hostile());
        assertEquals(2, count(page, "<script"));
        assertEquals(2, count(page, "</script"));
        assertEquals(0, count(page, "<img"));
        assertEquals(0, count(page, "<!--"));
        String block = between(page, "id=\"data\">", "</script>");
        assertFalse(block.contains("<"));
        assertFalse(block.contains("\u2028"));
        assertTrue(block.contains("\\u2028"));
    }

    @Test
    void nothingInTheDataIsTakenForAPlaceholder() throws IOException {
        ObjectNode data = small();
        data.putArray("verdict").add("${script} and ${data}");
        String page = page(data);
        assertTrue(page.contains("<h1>${script} and ${data}</h1>"));
        assertTrue(page.contains("<title>${script} and ${data}</title>"));
    }

    @Test
    void itsPolicyAllowsExactlyItsOwnScriptAndStyle() throws Exception {
        String page = page(small());
        String policy = between(page, "Content-Security-Policy\" content=\"", "\"");
        assertTrue(
                policy.contains("script-src '" + hash(between(page, "</script>\n<script>", "</script>")) + "'"),
                policy);
        assertTrue(policy.contains("style-src '" + hash(between(page, "<style>", "</style>")) + "'"), policy);
        assertTrue(policy.startsWith("default-src 'none'; "), policy);
        assertEquals(0, count(page, " style=\""));
        assertEquals(0, count(page, " on[a-z]+=\""));
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    @Test
    void namesNoAddressButTheNamespaceOfSvg() throws IOException {
        Matcher address = Pattern.compile("\\w+://[^\"'\\s]*").matcher(page(small()));
        while (address.find()) {
            assertEquals("http://www.w3.org/2000/svg", address.group());
        }
    }

    @Test
    void setsNoDataAsMarkupInItsScripts() throws IOException {
        String script = between(page(small()), "</script>\n<script>", "</script>");
        assertEquals(0, count(script, "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function"));
    }

    @Test
    void theVerdictAndTheFindingsNeedNoScript() throws IOException {
        ObjectNode data = small();
        data.putArray("verdict").add("One & only.").add("The \u2068<b>\u2069 one.");
        String page = page(data);
        assertTrue(page.contains("<h1>One &amp; only.</h1>\n"));
        assertTrue(page.contains("<p class=\"lead\">The <bdi>&lt;b&gt;</bdi> one.</p>"));
        assertEquals(data.get("findings").size(), count(page, "<article class=\"card\" "));
    }

    @Test
    void aFindingShowsOnePointOfTheDataAndWhatItDoes() throws IOException {
        ObjectNode data = small();
        ObjectNode finding = data.putArray("findings").addObject().put("title", "The paper's Example 1");
        finding.putArray("sentences").add("It moves.");
        finding.putObject("target")
                .put("target_i", "dog")
                .put("target_j", "bird")
                .put("source_a", "dog")
                .put("source_b", "cat")
                .put("y", 0.99)
                .put("p", 0.668918918919)
                .put("p_low", 0.5)
                .put("p_high", 1.0);
        String figure = between(page(data), "<figure class=\"fan\">", "</figure>");
        assertTrue(figure.contains("points=\"980.00,6 1000.00,6 1000.00,46 500.00,46\""), figure);
        assertTrue(figure.contains("<b title=\"0.668918918919\">0.669</b> now"), figure);
    }

    @Test
    void aFindingWithoutItsNumbersHasNoFigure() throws IOException {
        ObjectNode data = small();
        ObjectNode finding = data.putArray("findings").addObject().put("title", "Only words");
        finding.putArray("sentences").add("No numbers.");
        finding.putNull("target");
        assertEquals(0, count(page(data), "<figure class=\"fan\">"));
    }

    @Test
    void theOrderIsTurnedRoundByVotesThatAreCounted() throws IOException {
        ObjectNode data = small();
        data.put("comparisons", 1000);
        ObjectNode turn = data.putObject("order").putArray("votesToTip").addObject();
        turn.put("top", 1)
                .put("change", "flip")
                .put("votes", 12)
                .put("atLeast", 11.2)
                .put("out", "<b>")
                .put("in", "cat");
        turn.putArray("parts")
                .addObject()
                .put("judgement", "\"<b>\" over \"cat\"")
                .put("votes", 12)
                .put("of", 40);
        String row = between(page(data), "<table class=\"votes\">", "</tbody>");
        assertTrue(
                row.contains(
                        "<tr><th scope=\"row\">the first</th><td class=\"n\" title=\"12.0\"><b>12</b> (1.20 %)<small>at"
                                + " least 12: proven</small></td><td>turning round</td><td><bdi>cat</bdi></td>"
                                + "<td><bdi>&lt;b&gt;</bdi></td><td>12 × &quot;&lt;b&gt;&quot; over &quot;cat&quot;</td></tr>"),
                row);
        assertFalse(page(small()).contains("<table class=\"votes\">"));
    }

    @Test
    void lossesThatWereAskedForAreShown() throws IOException {
        ObjectNode data = small();
        ObjectNode loss = data.putArray("losses").addObject();
        loss.put("loss", "dpo").put("beta", 0.1).put("largestSensitivity", 12.8).put("caution", "It <is>.");
        loss.putArray("fragile").add(8);
        String row = between(page(data), "<table class=\"losses\">", "</tbody>");
        assertTrue(
                row.contains("<tr><th scope=\"row\">dpo</th><td class=\"n\">0.100</td><td class=\"n\">12.8</td>"
                        + "<td class=\"n\">8</td><td>It &lt;is&gt;.</td></tr>"),
                row);
    }

    @Test
    void findingsStandUnderThePairTheyHangOn() throws IOException {
        ObjectNode data = small();
        ArrayNode findings = data.putArray("findings");
        for (String source : List.of("x", "y", "x")) {
            ObjectNode finding = findings.addObject().put("title", "one");
            finding.putArray("sentences").add("It moves.");
            finding.putObject("target")
                    .put("source_a", source)
                    .put("source_b", "z")
                    .put("n", 30)
                    .put("tip_delta_y", -0.2)
                    .put("votes_to_tip", 6)
                    .put("robustness_value", 0.015);
        }
        data.putArray("hinges")
                .addObject()
                .put("source_a", "x")
                .put("source_b", "z")
                .put("findings", 9);
        String page = page(data);
        assertTrue(page.contains(
                "<h3 data-a=\"x\" data-b=\"z\">On <bdi>x</bdi> against <bdi>z</bdi> hang 9 predictions, of which"
                        + " the worst 2 are here</h3>"));
        assertTrue(page.contains(
                "<h3 data-a=\"y\" data-b=\"z\">On <bdi>y</bdi> against <bdi>z</bdi> hangs one prediction</h3>"));
        assertEquals(
                3,
                count(
                        page,
                        "<p class=\"tipping\">Turned round by 6 votes of that pair, of 30. All shares at once turn it round if each is"
                                + " wrong by 1\\.50 points\\.</p>"));
    }

    @Test
    void carriesTheCountsWhereItCanFitThem() throws IOException {
        RandomGenerator random = L64X128Mix.of(3);
        Rule plain = new Rule(Ties.HALF, Prior.none());
        SampleVotes votes = SampleVotes.drawn(random, 200, 1, 9, i -> "model number " + i);
        ObjectNode data = votes.page(new BradleyTerry(), plain);
        assertEquals(199 * 100, data.at("/explorer/pairs").size());
        assertTrue(data.at("/explorer/pairs/0/wins").isIntegralNumber());
        int size = page(data).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(size < 1_500_000, () -> "bytes: " + size);
        assertEquals(
                "a page carries the counts of up to 300 items and 20,000 pairs",
                SampleVotes.drawn(random, 301, 0.01, 90, i -> "m" + i)
                        .page(new BradleyTerry(), new Rule(Ties.HALF, Prior.normal(1)))
                        .at("/explorer/why")
                        .asString());
    }

    @Test
    void theSameDataGivesTheSamePage() throws IOException {
        assertEquals(page(small()), page(small()));
    }

    @Test
    void staysUnder700KilobytesWithAThousandTargets() throws IOException {
        ObjectNode data = SampleAudit.of(5, 150, 250, 1.6, 1_000, i -> "contestant " + (i + 1));
        assertEquals(1_000, data.get("targets").size());
        int size = page(data).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(size < 700_000, () -> "bytes: " + size);
    }

    @Test
    void refusesDataWithoutAllItsMembers() {
        ObjectNode data = small();
        data.remove(List.of("check", "map"));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> page(data));
        assertEquals("the report's data must have all its members, missing: map, check", e.getMessage());
    }

    @Test
    void refusesAnAuditWithoutAVerdict() {
        ObjectNode data = small();
        data.putArray("verdict");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> page(data));
        assertEquals("the report's verdict must have a sentence, got none", e.getMessage());
    }
}
