package org.teeter.lab.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.teeter.data.Sha256;

/** What results call a checkpoint: its folder's name and a hash, so that another one of that name is not taken for it. */
final class ModelName {
    private static final int READ = 1 << 20;

    private ModelName() {}

    /**
     * The hash is of {@code config.json}, and of each weight file's name, size and first megabyte; of a GGUF file, which begins with its
     * tokenizer, of the last one too.
     */
    static String of(Path folder) throws IOException {
        boolean single = Files.isRegularFile(folder);
        try (Stream<Path> files = single ? Stream.of(folder) : Files.list(folder)) {
            MessageDigest digest = Sha256.digest();
            List<Path> counted = files.filter(file -> {
                        String name = file.getFileName().toString();
                        return single || name.equals("config.json") || name.endsWith(".safetensors");
                    })
                    .sorted()
                    .toList();
            for (Path file : counted) {
                digest.update((file.getFileName() + " " + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
                try (InputStream in = Files.newInputStream(file)) {
                    digest.update(in.readNBytes(READ));
                    if (single) {
                        in.skipNBytes(Math.max(0, Files.size(file) - 2L * READ));
                        digest.update(in.readNBytes(READ));
                    }
                }
            }
            return folder.toRealPath().getFileName() + "-"
                    + HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        }
    }
}
