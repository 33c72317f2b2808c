package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code fit --format svg}: the picture against the numbers that it shows. */
class RankingPictureTest extends CommandFixture {
    private static final Pattern BAR =
            Pattern.compile("stroke=\"#0067a5\"[^>]* d=\"M([0-9.]+) ([0-9.]+)L([0-9.]+) ([0-9.]+)\"");
    private static final Pattern DISC = Pattern.compile("fill=\"#0067a5\" d=\"M([0-9.]+) ([0-9.]+)");

    private Path votes(String... lines) throws IOException {
        return Files.write(folder.resolve("votes.csv"), List.of(lines));
    }

    private Path four() throws IOException {
        return votes("item1,item2,wins1,wins2", "a,b,30,10", "b,c,25,15", "c,d,22,20", "d,a,5,31", "a,c,9,2");
    }

    private String picture(Object... more) throws Exception {
        assertEquals(0, run(more), err.toString());
        Document parsed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(out.toString())));
        assertEquals("svg", parsed.getDocumentElement().getTagName());
        return out.toString();
    }

    /** Ends of bars and middles of discs lie on one line of pixels against ends and middles of the intervals. */
    @Test
    void barsAreTheIntervals() throws Exception {
        Path votes = four();
        String svg = picture("fit", votes, "--format", "svg", "--scale", "elo", "--anchor", "b=1000");
        assertEquals(0, run("fit", votes, "--json", "--scale", "elo", "--anchor", "b=1000"));
        JsonNode document = JsonMapper.shared().readTree(out.toString());
        List<double[]> bars = found(BAR, svg);
        List<double[]> discs = found(DISC, svg);
        assertEquals(4, discs.size());
        assertEquals(3, bars.size(), "the anchor has no interval");
        List<Double> values = new ArrayList<>();
        List<Double> places = new ArrayList<>();
        int bar = 0;
        for (int k = 0; k < 4; k++) {
            JsonNode row = document.get("scores").get(k);
            double score = row.get("score").doubleValue();
            double half = 1.959963984540054 * row.get("se").doubleValue();
            values.add(score);
            places.add(discs.get(k)[0] - 2.2); // a path round a disc begins at its right
            if (half > 0) {
                values.add(score - half);
                places.add(bars.get(bar)[0]);
                values.add(score + half);
                places.add(bars.get(bar)[2]);
                bar++;
            }
        }
        double unit = (places.get(2) - places.get(1)) / (values.get(2) - values.get(1));
        for (int k = 0; k < values.size(); k++) {
            assertEquals(places.get(0) + unit * (values.get(k) - values.get(0)), places.get(k), 0.02, "place " + k);
        }
        assertTrue(svg.contains("aria-label=\"1000.0 ± 0.0\""), svg);
    }

    private static List<double[]> found(Pattern pattern, String svg) {
        List<double[]> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(svg);
        while (matcher.find()) {
            double[] numbers = new double[matcher.groupCount()];
            for (int k = 0; k < numbers.length; k++) {
                numbers[k] = Double.parseDouble(matcher.group(k + 1));
            }
            found.add(numbers);
        }
        return found;
    }

    @Test
    void withoutErrorsThereAreDiscsAlone() throws Exception {
        String svg = picture("fit", four(), "--format", "svg", "--ci", "none");
        assertEquals(4, found(DISC, svg).size());
        assertEquals(0, found(BAR, svg).size());
    }

    @Test
    void namesAreWhatTheyAreAndWhatTheFontLacksIsSaid() throws Exception {
        Path votes =
                votes("item1,item2,wins1,wins2", "<b>*x*_{2}&\\,模型,3,1", "模型,plain,3,2", "plain,<b>*x*_{2}&\\,1,3");
        String svg = picture("fit", votes, "--format", "svg");
        assertTrue(svg.contains("aria-label=\"&lt;b&gt;*x*_{2}&amp;\\\""), svg);
        assertEquals(
                "teeter: the picture's font lacks letters of 1 name, for which boxes stand; --format html has them\n",
                err.toString());
    }

    @Test
    void partsHaveNoScaleInCommon() throws IOException {
        Path votes = votes("item1,item2,wins1,wins2", "a,b,3,1", "c,d,2,2");
        Path results = folder.resolve("results");
        assertEquals(2, run("fit", votes, "--prior", "normal:1", "--format", "svg", "--out", results));
        assertEquals(
                "teeter: --format svg draws one scale, and items of different parts have none in common;"
                        + " --largest-component keeps one part, --format html has a table of all\n",
                err.toString());
        assertFalse(Files.exists(results));
    }
}
