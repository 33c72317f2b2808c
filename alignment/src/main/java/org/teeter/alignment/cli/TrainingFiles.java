package org.teeter.alignment.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.teeter.cli.UsageException;
import org.teeter.tabular.Source;

/**
 * Where a run keeps what it makes: in {@code OUT.training} while it goes on, from where it can be resumed, and in {@code OUT} once the
 * model is complete.
 */
final class TrainingFiles {
    private final Path out;
    private final Path work;
    private final boolean resumed;

    private TrainingFiles(Path out, Path work, boolean resumed) {
        this.out = out;
        this.work = work;
        this.resumed = resumed;
    }

    /** Checks both places before anything is computed. */
    static TrainingFiles at(Path folder, boolean resume) throws IOException {
        Path out = folder.toAbsolutePath().normalize();
        if (out.getFileName() == null) {
            throw new UsageException("--out must name a folder that can be made, got " + folder);
        }
        Path work = out.resolveSibling(out.getFileName() + ".training");
        if (!isFree(out)) {
            throw new UsageException(
                    "--out must name a folder that is new or empty, but " + folder + " is neither; name another");
        }
        if (!resume && Files.exists(work)) {
            throw new UsageException(work + " is left of a run that was broken off; go on with --resume, or delete it");
        }
        if (resume && !Files.isDirectory(work)) {
            throw new UsageException(
                    "--resume needs the folder of a run that was broken off, but " + work + " is not there");
        }
        return new TrainingFiles(out, work, resume);
    }

    private static boolean isFree(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return !Files.exists(folder);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    void create() throws IOException {
        try {
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new UsageException(
                    "--out needs a folder that can be written to, but " + work + " cannot be made (" + e + ")");
        }
    }

    Path work() {
        return work;
    }

    Path out() {
        return out;
    }

    Path state() {
        return work.resolve("state.safetensors");
    }

    /** Whether there is a state to go on from. */
    boolean hasState() {
        return resumed && Files.exists(state());
    }

    /** Moves what the run has written beside its model, and forgets its state. */
    void publish() throws IOException {
        Files.deleteIfExists(state());
        List<Path> files;
        try (Stream<Path> inside = Files.list(work)) {
            files = inside.toList();
        }
        for (Path file : files) {
            Files.move(file, out.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.delete(work);
    }

    /** Deletes all that the run has written. */
    void discard() throws IOException {
        List<Path> files;
        try (Stream<Path> inside = Files.list(work)) {
            files = inside.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(work);
    }

    /** A file of examples, for the record of the run. */
    static Source source(Path file, String shape, long rows) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            long bytes = digested.transferTo(java.io.OutputStream.nullOutputStream());
            String hash = HexFormat.of().formatHex(digested.getMessageDigest().digest());
            return new Source(file, "examples", shape, bytes, hash, rows, 0, Map.of(), List.of(), List.of());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
