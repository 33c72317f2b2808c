package org.teeter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of results that appears all at once: files are written beside it and moved into place together at the end; closed before
 * that, it leaves nothing.
 */
public final class OutputFolder implements AutoCloseable {
    private final Path target;
    private final Path beside;

    private OutputFolder(Path target, Path beside) {
        this.target = target;
        this.beside = beside;
    }

    /** To be published as this folder; one that cannot be made is a {@link UsageException}. */
    public static OutputFolder at(Path folder) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new UsageException("--out must name a folder, but " + folder + " is a file; name another");
        }
        Path parent = target.getParent();
        if (parent == null) {
            throw new UsageException("--out must name a folder that can be replaced, got " + folder);
        }
        try {
            Files.createDirectories(parent);
            return new OutputFolder(target, Files.createTempDirectory(parent, "." + target.getFileName() + "-"));
        } catch (IOException e) {
            throw new UsageException(
                    "--out needs a folder that can be written to, but " + folder + " cannot be made (" + e + ")");
        }
    }

    /** Where to write a file of this name. */
    public Path file(String name) {
        return beside.resolve(name);
    }

    /** Moves everything into place; files of earlier runs that have the same names are replaced. */
    public void publish() throws IOException {
        Files.createDirectories(target);
        for (Path file : filesBeside()) {
            Files.move(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> left = Files.walk(beside)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private List<Path> filesBeside() throws IOException {
        try (Stream<Path> files = Files.list(beside)) {
            return new ArrayList<>(files.toList());
        }
    }
}
