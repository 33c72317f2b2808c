package org.teeter.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The libraries that Teeter runs with, as {@code NOTICE} lists them, with the licences that their own descriptions in the Maven
 * repository name. Of several licences one may be chosen, so that one on the list is enough.
 */
class NoticeTest {
    private static final String HEAD =
            "Teeter runs with these libraries, which its build fetches from the Maven repository:";

    private static final Set<String> NOT_SHIPPED = Set.of(
            "org.junit.jupiter",
            "org.junit.platform",
            "org.opentest4j",
            "org.apiguardian",
            "org.jspecify",
            "org.apache.maven.surefire");

    /** Their names as they are written, and ours for them. */
    private static final Map<String, String> ALLOWED = Map.ofEntries(
            Map.entry("Apache License, Version 2.0", "Apache-2.0"),
            Map.entry("Apache License Version 2.0", "Apache-2.0"),
            Map.entry("Apache-2.0", "Apache-2.0"),
            Map.entry("Apache License 2.0", "Apache-2.0"),
            Map.entry("The Apache License, Version 2.0", "Apache-2.0"),
            Map.entry("The Apache Software License, Version 2.0", "Apache-2.0"),
            Map.entry("The Apache Software License, version 2.0", "Apache-2.0"),
            Map.entry("MIT", "MIT"),
            Map.entry("MIT License", "MIT"),
            Map.entry("The MIT License", "MIT"),
            Map.entry("BSD-2-Clause", "BSD-2-Clause"),
            Map.entry("BSD-3-Clause", "BSD-3-Clause"));

    /** A library's description, or its parent's where it says nothing itself. */
    private record Description(Element project, Path repository) {

        static Description of(Path pom) {
            Path version = pom.toAbsolutePath().getParent();
            try {
                Element project = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(pom.toFile())
                        .getDocumentElement();
                Path root = version.getParent().getParent();
                for (int k = 0; k < group(project).split("\\.").length; k++) {
                    root = root.getParent();
                }
                return new Description(project, root);
            } catch (SAXException | ParserConfigurationException | IOException e) {
                throw new IllegalStateException(pom + " cannot be read", e);
            }
        }

        private static String group(Element project) {
            return child(project, "groupId")
                    .or(() -> child(project, "parent").flatMap(parent -> child(parent, "groupId")))
                    .orElseThrow()
                    .getTextContent()
                    .strip();
        }

        String group() {
            return group(project);
        }

        List<String> licences() {
            Optional<Element> own = child(project, "licenses");
            if (own.isPresent()) {
                return children(own.get(), "license").stream()
                        .map(licence -> child(licence, "name")
                                .orElseThrow()
                                .getTextContent()
                                .strip())
                        .toList();
            }
            return child(project, "parent").map(this::parent).orElseThrow().licences();
        }

        private Description parent(Element parent) {
            String[] at = new String[3];
            String[] parts = {"groupId", "artifactId", "version"};
            for (int k = 0; k < at.length; k++) {
                at[k] = child(parent, parts[k]).orElseThrow().getTextContent().strip();
            }
            return of(repository
                    .resolve(at[0].replace('.', '/'))
                    .resolve(at[1])
                    .resolve(at[2])
                    .resolve(at[1] + "-" + at[2] + ".pom"));
        }

        private static Optional<Element> child(Element of, String name) {
            return children(of, name).stream().findFirst();
        }

        private static List<Element> children(Element of, String name) {
            List<Element> found = new ArrayList<>();
            for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element element && element.getTagName().equals(name)) {
                    found.add(element);
                }
            }
            return found;
        }
    }

    @Test
    void everyLibraryIsListedWithALicenceThatIsAllowed() throws IOException {
        Map<String, String> lines = new TreeMap<>();
        List<String> refused = new ArrayList<>();
        for (Path jar : jars()) {
            Path version = jar.getParent();
            Path artifact = version.getParent();
            Path pom = version.resolve(artifact.getFileName() + "-" + version.getFileName() + ".pom");
            if (!Files.exists(pom)) {
                continue; // one of our own modules
            }
            Description library = Description.of(pom);
            if (NOT_SHIPPED.contains(library.group()) || library.group().equals("org.teeter")) {
                continue;
            }
            List<String> licences = library.licences();
            String name = library.group() + ":" + artifact.getFileName() + " " + version.getFileName();
            if (licences.stream().noneMatch(ALLOWED::containsKey)) {
                refused.add(name + ": " + licences);
            }
            String chosen = licences.stream()
                    .filter(ALLOWED::containsKey)
                    .findFirst()
                    .map(ALLOWED::get)
                    .orElse("?");
            lines.put(name, "  " + name + "  " + chosen);
        }
        assertEquals(
                List.of(), refused, "licences that are not on the list; leave the library out, or think and add them");
        String notice = Files.readString(Path.of("..", "NOTICE"));
        Path made = Files.writeString(
                Path.of("target", "libraries.txt"), HEAD + "\n\n" + String.join("\n", lines.values()) + "\n");
        int from = notice.indexOf(HEAD);
        String listed = from < 0 ? "" : notice.substring(from);
        assertEquals(Files.readString(made), listed, "the end of NOTICE must be what lab/target/libraries.txt has now");
    }

    private static List<Path> jars() {
        String paths = String.join(
                File.pathSeparator,
                System.getProperty("surefire.test.class.path", ""),
                System.getProperty("java.class.path", ""),
                System.getProperty("jdk.module.path", ""));
        return List.of(paths.split(File.pathSeparator)).stream()
                .filter(path -> path.endsWith(".jar"))
                .map(Path::of)
                .map(Path::toAbsolutePath)
                .distinct()
                .toList();
    }
}
