package org.teeter.lm.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.teeter.tabular.bytes.Leftovers;

/**
 * Where a run keeps what it makes: in {@code OUT.training} while it goes on, from where it can be resumed, and in {@code OUT} once the
 * model is complete. One process at a time: it holds a lock, which the system takes back however the process ends.
 *
 * <p>The end has three steps, each of which can be repeated: the model is put together beside the state; the mark {@code complete} says
 * that it is; it is moved to {@code OUT}, and the rest is deleted.
 *
 * <p>What is refused is a {@link TrainingFolderException} in the words of the command line, {@code --out} and {@code --resume}.
 */
public final class TrainingFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String COMPLETE = "complete";
    private static final String MODEL = "model";
    private static final String STATE = "state.safetensors";

    private final Path out;
    private final Path work;
    private final boolean resumed;
    private Optional<FileChannel> lock = Optional.empty();

    private TrainingFolder(Path out, Path work, boolean resumed) {
        this.out = out;
        this.work = work;
        this.resumed = resumed;
    }

    /** Checks both places before anything is computed, and finishes what a run that was stopped at its very end has left. */
    public static TrainingFolder at(Path folder, boolean resume) throws IOException {
        Path out = folder.toAbsolutePath().normalize();
        if (out.getFileName() == null) {
            throw new TrainingFolderException("--out must name a folder that can be made, got " + folder);
        }
        Path work = out.resolveSibling(out.getFileName() + ".training");
        TrainingFolder files = new TrainingFolder(out, work, resume);
        if (resume && !Files.isDirectory(work)) {
            throw new TrainingFolderException(
                    "--resume needs the folder of a run that was broken off, but " + work + " is not there");
        }
        if (resume) {
            files.takeLock();
            if (files.finished()) {
                return files;
            }
            files.deleteLeftovers();
        } else if (Files.isDirectory(work)) {
            if (Files.exists(work.resolve(LOCK))) {
                files.takeLock(); // a run that goes on is told from one that is left
                files.close();
            }
            throw new TrainingFolderException(
                    work + " is left of a run that was broken off; go on with --resume, or delete it");
        } else if (Files.exists(work)) {
            throw new TrainingFolderException(
                    "--out needs the place " + work + " for its folder, but a file is there; move it");
        }
        files.requireFree("--out must name a folder that is new or empty");
        return files;
    }

    private void requireFree(String demand) throws IOException {
        if (!isFree(out)) {
            close();
            throw new TrainingFolderException(demand + ", but " + out + " is neither");
        }
    }

    private static boolean isFree(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return !Files.exists(folder);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    /** Makes the folder of the run and takes its lock, if that is not done. */
    public void create() {
        if (lock.isPresent()) {
            return;
        }
        try {
            Files.createDirectories(work);
            takeLock();
            requireFree("--out must name a folder that is new or empty");
        } catch (IOException e) {
            throw new TrainingFolderException(
                    "--out needs a folder that can be written to, but " + work + " cannot be made (" + e + ")");
        }
    }

    private void takeLock() throws IOException {
        FileChannel channel = FileChannel.open(work.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Optional<FileLock> taken = Optional.empty();
        try {
            taken = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            taken = Optional.empty(); // another run in this process has it
        } finally {
            if (taken.isEmpty()) {
                channel.close();
            }
        }
        if (taken.isEmpty()) {
            throw new TrainingFolderException(
                    work + " is in use by another process that trains; wait for its end, or name another --out");
        }
        lock = Optional.of(channel);
    }

    /** What a run that was stopped while it saved its model has left of it. */
    private void deleteLeftovers() throws IOException {
        for (Path file : inside(work)) {
            String name = file.getFileName().toString();
            if (name.equals(MODEL) || name.startsWith(".")) {
                Leftovers.delete(file);
            }
        }
    }

    /** Where the run keeps what it makes while it goes on. */
    public Path work() {
        return work;
    }

    /** Where the model is put together. */
    public Path model() {
        return work.resolve(MODEL);
    }

    /** The state to resume from. */
    public Path state() {
        return work.resolve(STATE);
    }

    /** Whether there is a state to go on from. */
    public boolean hasState() {
        return resumed && Files.exists(state());
    }

    /** Whether there is nothing left to train: the model is complete, and only has to be put in its place. */
    public boolean finished() {
        return resumed && Files.exists(work.resolve(COMPLETE));
    }

    /** Puts what the run has written beside its model to it, and all of that in its place. */
    public void publish() throws IOException {
        requireFree("the place of the model must be new or empty still, to go on with --resume");
        for (Path file : inside(work)) {
            String name = file.getFileName().toString();
            if (Files.isRegularFile(file)
                    && !name.startsWith(".")
                    && !List.of(LOCK, STATE).contains(name)) {
                Files.copy(file, model().resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.createFile(work.resolve(COMPLETE));
        place();
    }

    /** Moves the complete model to its place; from where it was when it was stopped, if it was. */
    public void place() throws IOException {
        if (Files.isDirectory(out)) { // perhaps a link or a mounted disk, so it is filled and not replaced
            if (Files.isDirectory(model())) {
                for (Path file : inside(model())) {
                    Files.move(file, out.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } else {
            Files.move(model(), out, StandardCopyOption.ATOMIC_MOVE);
        }
        discard();
    }

    /** Deletes all that the run has written; what says that it was complete last. */
    public void discard() throws IOException {
        for (Path file : inside(work)) {
            if (!List.of(COMPLETE, LOCK).contains(file.getFileName().toString())) {
                Leftovers.delete(file);
            }
        }
        close();
        Leftovers.delete(work);
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** What to say where a file of the run cannot be written or read. */
    public TrainingFolderException failed(IOException e) {
        return new TrainingFolderException("the files of this run, in " + work + ", must be written and read, but: "
                + reason(e) + "; what it saved is still there: make room or mend the place, and go on with --resume");
    }

    private static String reason(IOException e) {
        return e.getClass() == IOException.class ? String.valueOf(e.getMessage()) : e.toString();
    }

    /** Gives the lock back. */
    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            lock.get().close();
            lock = Optional.empty();
        }
    }
}
