package org.teeter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.teeter.data.Counts;

/** The package directions of the design; a new edge is entered here, with its reason in docs/DECISIONS.md. */
class PackagesTest {
    private static final Pattern EDGE =
            Pattern.compile("\\s+org\\.teeter\\.([\\w.]+)\\s+-> org\\.teeter\\.([\\w.]+)\\s.*");

    @Test
    void edgesAreExactlyThese() throws Exception {
        Path classes = Path.of(
                Counts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        StringWriter out = new StringWriter();
        Optional<ToolProvider> tool = ToolProvider.findFirst("jdeps");
        assumeTrue(tool.isPresent(), "this runtime has no jdeps");
        ToolProvider jdeps = tool.orElseThrow();
        jdeps.run(
                new PrintWriter(out),
                new PrintWriter(out),
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
                "audit -> audit.search",
                "audit -> data",
                "audit -> fit",
                "audit -> graph",
                "audit -> linalg", // the probability with which a spectral bound may fail
                "audit -> link",
                "audit -> model",
                "audit -> paper", // the region of sensitive triples
                "audit -> random",
                "audit.search -> data",
                "audit.search -> fit",
                "audit.search -> graph",
                "audit.search -> linalg",
                "audit.search -> link",
                "audit.search -> model",
                "data -> graph",
                "evidence -> data",
                "evidence -> fit",
                "evidence -> graph",
                "evidence -> linalg",
                "evidence -> link",
                "evidence -> model",
                "fit -> data", // features of items, which draw scores
                "fit -> graph",
                "fit -> linalg",
                "fit -> link",
                "fit -> model",
                "fit -> random", // starts where the likelihood may have several maxima
                "head -> audit", // targets
                "head -> data",
                "head -> fit",
                "head -> linalg",
                "head -> link",
                "infer -> data",
                "infer -> fit",
                "infer -> graph",
                "infer -> linalg",
                "infer -> link",
                "infer -> model",
                "infer -> random",
                "linalg -> random", // the start of Lanczos' iteration, and a randomised elimination
                "loss -> audit",
                "loss -> data",
                "loss -> fit",
                "loss -> graph",
                "loss -> link",
                "loss -> model",
                "model -> data",
                "model -> graph",
                "model -> linalg", // whether ties of several orders have parameters
                "model -> link",
                "paper -> link",
                "remedy -> audit",
                "remedy -> data",
                "remedy -> fit",
                "remedy -> graph",
                "remedy -> model",
                "plan -> audit.search", // what is fragile now, and after further votes
                "plan -> data",
                "plan -> evidence", // cuts, across which to buy
                "plan -> fit",
                "plan -> graph",
                "plan -> link",
                "plan -> model",
                "plan -> random",
                "plan -> votes", // which items are the first k
                "tip -> audit", // the sources that it moves
                "tip -> data",
                "tip -> evidence",
                "tip -> fit",
                "tip -> graph",
                "tip -> linalg",
                "tip -> link",
                "tip -> model",
                "votes -> data",
                "votes -> fit",
                "votes -> graph",
                "votes -> linalg",
                "votes -> model"));
        assertEquals(String.join("\n", allowed), String.join("\n", found));
    }
}
