package org.teeter.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.teeter.tabular.bytes.Leftovers;

/**
 * A folder of results that appears all at once: files are written to a hidden folder and moved into place together at the end; closed
 * before that, or ended by a signal, it leaves nothing. The hidden folder lies in the folder itself where that is there already, else
 * beside it: so both are on one disk, and a move is a renaming, which a full disk cannot stop half-way. What killed runs have left in its place is deleted first.
 */
public final class OutputFolder implements AutoCloseable {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final Path target;
    private final Path hidden;
    private final List<Path> parents; // that were made for it, the innermost first
    private final Thread onSignal = new Thread(this::abandon, "abandon results");
    private boolean published;

    private OutputFolder(Path target, Path hidden, List<Path> parents) {
        this.target = target;
        this.hidden = hidden;
        this.parents = parents;
    }

    /** To be published as this folder; one that cannot be made is a {@link UsageException}. */
    public static OutputFolder at(Path folder) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null) {
            throw new UsageException("--out must name a folder that can be replaced, got " + folder);
        }
        List<Path> parents = new ArrayList<>();
        requireFolder(target, folder);
        for (Path p = parent; p != null && !Files.isDirectory(p); p = p.getParent()) {
            requireFolder(p, folder);
            parents.add(p);
        }
        boolean inside = Files.isDirectory(target);
        Path place = inside ? target : parent;
        String prefix = inside ? ".teeter-" : "." + target.getFileName() + "-";
        Leftovers.clear(place, prefix);
        Path hidden = place.resolve(prefix + Leftovers.MARK + MADE.getAndIncrement());
        OutputFolder made = new OutputFolder(target, hidden, parents);
        Runtime.getRuntime().addShutdownHook(made.onSignal);
        try {
            Files.createDirectories(parent);
            Leftovers.delete(hidden); // of a process that had our number
            Files.createDirectory(hidden); // with the permissions of any new folder, unlike a temporary one
            return made;
        } catch (IOException e) {
            made.close();
            // The hidden folder's name would tell a user nothing.
            String reason = Failure.reason(e).replace(hidden.toString(), place.toString());
            throw new UsageException("--out needs a folder that can be made and written to, but " + folder + " cannot ("
                    + reason + "); name another");
        }
    }

    /** Refuses a place where something is that is no folder. */
    private static void requireFolder(Path path, Path out) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        String what = path.equals(out.toAbsolutePath().normalize()) ? out.toString() : path.toString();
        if (Files.exists(path)) {
            throw new UsageException("--out must name a folder, but " + what + " is a file; name another");
        }
        if (Files.isSymbolicLink(path)) {
            throw new UsageException("--out must name a folder, but " + what + " is a link to "
                    + Files.readSymbolicLink(path) + ", which is not there; make that folder, or name another");
        }
    }

    /** Where to write a file of this name. */
    public Path file(String name) {
        return hidden.resolve(name);
    }

    /** Moves everything into place; files of earlier runs that have the same names are replaced, and other files stay. */
    public synchronized void publish() throws IOException {
        if (!Files.exists(target)) {
            try {
                Files.move(hidden, target);
                published = true;
                return;
            } catch (FileAlreadyExistsException e) {
                // made by another process meanwhile: file by file, as for any folder that is there
            }
        }
        List<Path> files = filesHidden();
        for (Path file : files) {
            Path place = target.resolve(file.getFileName());
            if (Files.isDirectory(place)) {
                throw new UsageException(
                        "--out: " + place + " must be a file or not be there, but is a folder; move it away");
            }
        }
        for (Path file : files) {
            Files.move(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        published = true;
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            return; // the process is ending, and the hook does the rest
        }
        deleteHidden();
    }

    private void deleteHidden() throws IOException {
        Leftovers.delete(hidden);
        for (Path parent : published ? List.<Path>of() : parents) {
            try (Stream<Path> inside = Files.list(parent)) {
                if (inside.findAny().isPresent()) {
                    return; // something of another process
                }
            } catch (NoSuchFileException e) {
                continue;
            }
            Files.deleteIfExists(parent);
        }
    }

    /** The command goes on writing while the process ends, so it takes more than one attempt. */
    private synchronized void abandon() {
        boolean gone = false;
        for (int attempt = 0; attempt < 50 && !gone; attempt++) {
            try {
                deleteHidden();
                Thread.sleep(5);
                gone = !Files.exists(hidden);
            } catch (IOException | UncheckedIOException e) {
                gone = false; // written to in between
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private List<Path> filesHidden() throws IOException {
        try (Stream<Path> files = Files.list(hidden)) {
            return files.toList();
        }
    }
}
