package org.teeter.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/** Which packages of Teeter use which, found in the compiled classes by the JDK's {@code jdeps}. */
public final class Edges {
    private static final Pattern EDGE =
            Pattern.compile("\\s+org\\.teeter\\.([\\w.]+)\\s+-> org\\.teeter\\.([\\w.]+)\\s.*");

    private Edges() {}

    /** The edges, sorted, a line each, that begin in the module of a class; names without {@code org.teeter}. */
    public static String of(Class<?> one) throws URISyntaxException {
        Path classes =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        StringWriter out = new StringWriter();
        Optional<ToolProvider> jdeps = ToolProvider.findFirst("jdeps");
        assumeTrue(jdeps.isPresent(), "this runtime has no jdeps");
        jdeps.orElseThrow()
                .run(
                        new PrintWriter(out),
                        new PrintWriter(out),
                        "--multi-release",
                        "17",
                        "-cp",
                        withoutTests(),
                        "-verbose:package",
                        "-e",
                        "org\\.teeter\\..*",
                        classes.resolve("org")
                                .toString()); // beside a module-info, which would ask for more than is there
        Set<String> found = new TreeSet<>();
        for (String line : out.toString().lines().toList()) {
            Matcher edge = EDGE.matcher(line);
            if (edge.matches()
                    && Files.exists(
                            classes.resolve("org/teeter/" + edge.group(1).replace('.', '/')))) {
                found.add(edge.group(1) + " -> " + edge.group(2));
            }
        }
        return String.join("\n", found);
    }

    /** As {@link #of} gives them. */
    public static String listed(String... edges) {
        return String.join("\n", new TreeSet<>(Arrays.asList(edges)));
    }

    /** Our own classes: packages of tests have the same names and more edges, and other people's make no edges and may be many. */
    private static String withoutTests() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> Path.of(entry).getFileName().toString().matches("classes|teeter.*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
