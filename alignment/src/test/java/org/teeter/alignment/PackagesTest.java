package org.teeter.alignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.teeter.alignment.tensor.Torch;

/**
 * The package directions of this module and of those it is built on but core, which has a test of its own; inwards and to the others.
 * A new edge is entered here, with its reason.
 */
class PackagesTest {
    private static String edges = "";

    @BeforeAll
    static void findEdges() throws Exception {
        Path classes = Path.of(
                Torch.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        StringWriter out = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        jdeps.run(
                new PrintWriter(out),
                new PrintWriter(out),
                "--multi-release",
                "17",
                "-cp",
                classPath(),
                "-verbose:package",
                "-e",
                "org\\.teeter\\..*",
                classes.toString());
        edges = out.toString();
    }

    /** The edges that begin in packages of these names, below a name that is left out. */
    private static String from(String below, String packages) {
        Pattern edge = Pattern.compile("\\s+" + below + "(" + packages + ")\\s+-> org\\.teeter\\.([\\w.]+)\\s.*");
        Set<String> found = new TreeSet<>();
        for (String line : edges.lines().toList()) {
            Matcher matcher = edge.matcher(line);
            if (matcher.matches()) {
                found.add(matcher.group(1) + " -> " + matcher.group(2));
            }
        }
        return String.join("\n", found);
    }

    @Test
    void edgesOfTheAppAreExactlyThese() {
        Set<String> allowed = new TreeSet<>(Set.of(
                "cli -> audit",
                "cli -> data",
                "cli -> figure",
                "cli -> fit",
                "cli -> ledger",
                "cli -> link",
                "cli -> model",
                "cli -> report",
                "cli -> sensitivity",
                "cli -> tabular",
                "figure -> link",
                "figure -> sensitivity",
                "ledger -> link",
                "ledger -> report", // the pages look alike
                "ledger -> sensitivity",
                "report -> audit",
                "report -> data",
                "report -> fit",
                "report -> link",
                "report -> model",
                "report -> tabular",
                "tabular -> data"));
        assertEquals(String.join("\n", allowed), from("org\\.teeter\\.", "cli|figure|ledger|report|tabular"));
    }

    @Test
    void edgesAreExactlyThese() {
        Set<String> allowed = new TreeSet<>(Set.of(
                "ask -> alignment.checkpoint",
                "ask -> alignment.model",
                "ask -> alignment.synthesis",
                "ask -> alignment.tensor",
                "ask -> alignment.text",
                "checkpoint -> alignment.model",
                "checkpoint -> alignment.tensor",
                "checkpoint -> alignment.text",
                "cli -> alignment.ask",
                "cli -> alignment.checkpoint",
                "cli -> alignment.dataset",
                "cli -> alignment.experiment",
                "cli -> alignment.loss",
                "cli -> alignment.model",
                "cli -> alignment.synthesis",
                "cli -> alignment.tensor",
                "cli -> alignment.text",
                "cli -> alignment.train",
                "cli -> cli",
                "cli -> data", // amounts in sentences
                "cli -> figure",
                "cli -> report", // documents of numbers that all are some
                "cli -> tabular",
                "dataset -> alignment.text",
                "dataset -> tabular", // its gzip, which tells of every damage; where a shared prompt ends
                "experiment -> alignment.ask",
                "experiment -> alignment.checkpoint",
                "experiment -> alignment.loss",
                "experiment -> alignment.model",
                "experiment -> alignment.synthesis",
                "experiment -> alignment.tensor",
                "experiment -> alignment.text",
                "experiment -> alignment.train",
                "experiment -> data", // amounts in sentences
                "experiment -> figure",
                "experiment -> link",
                "experiment -> sensitivity",
                "loss -> link", // logit, of the effective links
                "model -> alignment.tensor",
                "synthesis -> alignment.dataset",
                "synthesis -> alignment.text",
                "text -> alignment.jinja",
                "train -> alignment.checkpoint",
                "train -> alignment.dataset",
                "train -> alignment.loss",
                "train -> alignment.model",
                "train -> alignment.tensor",
                "train -> alignment.text"));
        assertEquals(String.join("\n", allowed), from("org\\.teeter\\.alignment\\.", "\\w+"));
    }

    /** Without the tests, whose packages have the same names and more edges. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
