package org.teeter.tabular.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.teeter.tabular.bytes.DatabaseName;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.row.Format;

/** Files that are named together: by their folder, or by a pattern such as {@code data/train-*.parquet}. */
public final class Shards {
    private static final int MOST = 100_000;

    /** What tools leave beside the data that they write. */
    private static final Set<String> BESIDE =
            Set.of("dataset_info.json", "dataset_infos.json", "dataset_dict.json", "state.json", "run.json");

    private Shards() {}

    /** The files that are meant, those of a folder or a pattern in the order of their names. */
    public static List<Path> of(List<Path> inputs) {
        List<Path> files = new ArrayList<>();
        for (Path input : inputs) {
            if (StandardInput.isMeantBy(input) || DatabaseName.isMeantBy(input)) {
                files.add(input);
            } else if (Files.isDirectory(input)) {
                files.addAll(inside(input));
            } else if (!Files.exists(input) && input.toString().matches("(?s).*[*?\\[{].*")) {
                files.addAll(matching(input));
            } else {
                files.add(input);
            }
        }
        return files;
    }

    private static List<Path> inside(Path folder) {
        List<Path> found = walk(folder, folder, path -> true);
        Set<String> formats = new TreeSet<>();
        found.forEach(path -> Format.named(path).ifPresent(format -> formats.add(format.word())));
        if (found.isEmpty()) {
            throw InputException.of(
                    folder,
                    "there is no CSV, TSV, JSON or Parquet file in this folder, as the names of its files have it");
        }
        if (formats.size() > 1) {
            throw InputException.of(
                    folder,
                    "the files in this folder are of several formats (" + String.join(", ", formats)
                            + "), and may be the same data twice; name those that are meant, e.g. "
                            + folder.resolve("*." + formats.iterator().next()));
        }
        return found;
    }

    private static List<Path> matching(Path pattern) {
        Path folder = pattern.isAbsolute() ? pattern.getRoot() : Path.of("");
        for (Path part : pattern) {
            if (part.toString().matches("(?s).*[*?\\[{].*")) {
                break;
            }
            folder = folder.resolve(part);
        }
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            List<Path> found = Files.isDirectory(folder.toAbsolutePath())
                    ? walk(folder.toAbsolutePath(), folder, matcher)
                    : List.of();
            if (found.isEmpty()) {
                throw InputException.of(pattern, "there is no such file, and none whose name fits this as a pattern");
            }
            return found;
        } catch (PatternSyntaxException | InvalidPathException e) {
            throw InputException.of(pattern, "there is no such file");
        }
    }

    /** The data files below a folder, under the name that the folder was given by. */
    private static List<Path> walk(Path folder, Path named, PathMatcher matcher) {
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> found = all.map(path -> named.resolve(folder.relativize(path)))
                    .filter(path -> isData(named, path) && matcher.matches(path) && Files.isRegularFile(path))
                    .sorted()
                    .limit(MOST + 1L)
                    .toList();
            if (found.size() > MOST) {
                throw InputException.of(folder, "there are more than " + MOST + " files; name fewer");
            }
            return found;
        } catch (IOException | UncheckedIOException e) {
            throw InputException.of(folder, "the folder cannot be read (" + e.getMessage() + ")");
        }
    }

    private static boolean isData(Path folder, Path file) {
        String name = String.valueOf(file.getFileName());
        boolean hidden = false;
        for (Path part : folder.toString().isEmpty() ? file : folder.relativize(file)) {
            hidden |= part.toString().startsWith(".") || part.toString().startsWith("_");
        }
        return !hidden && !BESIDE.contains(name) && Format.named(file).isPresent();
    }
}
