package org.teeter.tabular.bytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What processes that were killed left behind. Hidden and temporary files carry the mark of the process that made them: this machine's
 * and its number; once no process of that number runs here, they are nobody's.
 */
public final class Leftovers {
    /** The mark of this process, for a file's name: eight hexadecimal digits for the machine, and the number of the process. */
    public static final String MARK = machine() + "-" + ProcessHandle.current().pid() + "-";

    /** How the names of our temporary files begin; other processes have others. */
    public static final String TEMPORARY = "teeter-" + MARK;

    private static final Pattern MARKED = Pattern.compile("([0-9a-f]{8})-(\\d{1,18})-.*");

    private Leftovers() {}

    /**
     * Deletes the files and folders whose names begin so, go on with the mark of a process of this machine, and have outlived it. What
     * cannot be deleted stays.
     */
    public static void clear(Path folder, String prefix) {
        List<Path> inside;
        try (Stream<Path> paths = Files.list(folder)) {
            inside = paths.filter(path -> isLeft(String.valueOf(path.getFileName()), prefix))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return; // a folder that cannot be listed is not cleaned
        }
        for (Path path : inside) {
            try {
                delete(path);
            } catch (IOException e) {
                // another user's, or another process was faster
            }
        }
    }

    private static boolean isLeft(String name, String prefix) {
        if (!name.startsWith(prefix)) {
            return false;
        }
        Matcher marked = MARKED.matcher(name.substring(prefix.length()));
        return marked.matches()
                && machine().equals(marked.group(1))
                && ProcessHandle.of(Long.parseLong(marked.group(2))).isEmpty();
    }

    /** Deletes a file, or a folder with all that is in it; links are deleted, not followed. */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Numbers of processes mean something only among those that see each other: on one machine, in one container. */
    private static String machine() {
        String name = read(Path.of("/proc/sys/kernel/hostname"))
                .orElseGet(() -> Objects.requireNonNullElse(
                        System.getenv("COMPUTERNAME"), Objects.requireNonNullElse(System.getenv("HOSTNAME"), "")));
        String container;
        try {
            container = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            container = ""; // no Linux
        }
        return String.format("%08x", (name + container).hashCode());
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
