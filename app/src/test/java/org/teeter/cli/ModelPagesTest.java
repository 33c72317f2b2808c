package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page says of its model what is true of it. */
class ModelPagesTest {
    private static final String PSTAR = "½&nbsp;+&nbsp;½√(1&nbsp;−&nbsp;1/M)";
    private static final String LEAD = "1/(1&nbsp;+&nbsp;e<sup>−d</sup>)";
    private static final String CONDUCTS = "n·p(1&nbsp;−&nbsp;p)";
    private static final String BOUNDED = "The largest index is the bound on the whole fit.";

    @TempDir
    Path folder = Path.of("");

    private String page(String model) throws IOException {
        StringWriter out = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute("audit", "../examples/arena-small.csv", "--model", model, "--quiet", "--out", report(model));
        assertEquals(0, code);
        String page = Files.readString(folder.resolve(model).resolve("report.html"));
        assertFalse(page.contains("{{"), "a choice was left");
        return page;
    }

    private String report(String model) {
        return folder.resolve(model).toString();
    }

    private JsonNode audit(String model) {
        return JsonMapper.shared()
                .readTree(folder.resolve(model).resolve("audit.json").toFile());
    }

    @Test
    void ofBradleyTerryTheFormulasAreThePapers() throws IOException {
        String page = page("bradley-terry");
        for (String formula : new String[] {PSTAR, LEAD, CONDUCTS, BOUNDED, "<dd>n·R/4: no prediction"}) {
            assertTrue(page.contains(formula), formula);
        }
        assertFalse(page.contains("ties aside"));
        assertEquals("n R / 4", audit("bradley-terry").at("/model/index").asString());
    }

    @Test
    void ofProbitNoneIsTheLogistics() throws IOException {
        String page = page("probit");
        for (String formula : new String[] {PSTAR, LEAD, CONDUCTS, BOUNDED, "In the shaded regions"}) {
            assertFalse(page.contains(formula), formula);
        }
        assertTrue(page.contains("where the density of the model’s\nlink has fallen to 1/M of its peak"));
        assertEquals("probit", audit("probit").at("/model/link").asString());
        assertTrue(audit("probit").has("certificate"));
    }

    @Test
    void ofDavidsonTheRegionsHoldAndTheCircuitDoesNot() throws IOException {
        String page = page("davidson");
        for (String formula : new String[] {PSTAR, LEAD, "ties aside", "In the shaded regions"}) {
            assertTrue(page.contains(formula), formula);
        }
        for (String formula : new String[] {CONDUCTS, BOUNDED}) {
            assertFalse(page.contains(formula), formula);
        }
        assertTrue(audit("davidson").get("certificate").isNull()); // there is none, which is said
    }
}
