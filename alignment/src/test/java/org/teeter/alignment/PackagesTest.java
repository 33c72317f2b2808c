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
import org.junit.jupiter.api.Test;
import org.teeter.alignment.tensor.Torch;

/** The package directions of this module, inwards and to the others; a new edge is entered here, with its reason. */
class PackagesTest {
    private static final Pattern EDGE =
            Pattern.compile("\\s+org\\.teeter\\.alignment\\.(\\w+)\\s+-> org\\.teeter\\.([\\w.]+)\\s.*");

    @Test
    void edgesAreExactlyThese() throws Exception {
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
        Set<String> found = new TreeSet<>();
        for (String line : out.toString().lines().toList()) {
            Matcher edge = EDGE.matcher(line);
            if (edge.matches()) {
                found.add(edge.group(1) + " -> " + edge.group(2));
            }
        }
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
                "cli -> figure",
                "cli -> tabular",
                "dataset -> alignment.text",
                "experiment -> alignment.ask",
                "experiment -> alignment.checkpoint",
                "experiment -> alignment.loss",
                "experiment -> alignment.model",
                "experiment -> alignment.synthesis",
                "experiment -> alignment.tensor",
                "experiment -> alignment.text",
                "experiment -> alignment.train",
                "experiment -> figure",
                "experiment -> link",
                "experiment -> sensitivity",
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
        assertEquals(String.join("\n", allowed), String.join("\n", found));
    }

    /** Without the tests, whose packages have the same names and more edges. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
