package org.teeter.lm.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.stream.Stream;
import org.teeter.tabular.bytes.Leftovers;

/** Writes a folder beside its place and moves it there when it is complete. */
final class CheckpointFolder {

    /** What puts files into a folder. */
    interface Content {
        void writeTo(Path folder) throws IOException;
    }

    private CheckpointFolder() {}

    static void write(Path folder, Content content) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null || !isFree(target)) {
            throw new CheckpointException(
                    "a model is saved to a folder that is new or empty, but " + folder + " is neither; name another");
        }
        Files.createDirectories(parent);
        // Not a temporary directory of the JDK's, which nobody but its owner may enter.
        Path beside = Files.createDirectory(parent.resolve("." + target.getFileName() + "-" + UUID.randomUUID()));
        try {
            content.writeTo(beside);
            Files.deleteIfExists(target);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Leftovers.delete(beside);
        }
    }

    private static boolean isFree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }
}
