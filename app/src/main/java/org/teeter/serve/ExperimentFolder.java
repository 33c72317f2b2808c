package org.teeter.serve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.teeter.tabular.bytes.StandardInput;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A folder into which {@code teeter experiment} writes, perhaps just now: a line of {@code results.jsonl} for each run, and a table and a
 * figure for each study that is done. Shown are its figures, as they come.
 *
 * @param folder that was named on the command line
 */
public record ExperimentFolder(Path folder) {
    private static final String RESULTS = "results.jsonl";
    private static final String FIGURE = ".svg";
    private static final String TABLE = ".csv";

    /** Whether an input is such a folder. */
    public static boolean isMeantBy(Path input) {
        return Files.isDirectory(input) && Files.isRegularFile(input.resolve(RESULTS));
    }

    /** A file of this name, if it is a figure or a table that lies in the folder itself; a link to another place is none. */
    Optional<Path> file(String name) throws IOException {
        return shown().stream()
                .filter(file -> String.valueOf(file.getFileName()).equals(name))
                .findFirst();
    }

    private List<Path> shown() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file ->
                            file.toString().endsWith(FIGURE) || file.toString().endsWith(TABLE))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of(); // it was moved away
        }
    }

    /** What the first page shows of it. */
    ObjectNode json(int number) throws IOException {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("number", number)
                .put("label", StandardInput.shown(folder))
                .put("runs", runs());
        ArrayNode figures = json.putArray("figures");
        List<Path> files = shown();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(FIGURE)) {
                String study = name.substring(0, name.length() - FIGURE.length());
                figures.addObject()
                        .put("study", study)
                        .put("changed", Files.getLastModifiedTime(file).toMillis())
                        .put("table", files.contains(file.resolveSibling(study + TABLE)));
            }
        }
        return json;
    }

    /** Whole lines of the results. */
    private long runs() throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(RESULTS))) {
            long lines = 0;
            byte[] bytes = new byte[1 << 16];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                for (int k = 0; k < n; k++) {
                    lines += bytes[k] == '\n' ? 1 : 0;
                }
            }
            return lines;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
