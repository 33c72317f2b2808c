package org.teeter.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files that are none of what an option asks for: each is to be refused in one line, and nothing is left behind. */
public final class HostileFiles {
    private static final int LONG_LINE = 50_000_000;

    /** The kinds that cost nothing to make and to refuse. */
    public static final List<String> PLAIN = List.of("missing", "folder", "empty", "dangling", "loop", "random", "NUL");

    /** All others. */
    public static final List<String> MORE = List.of(
            "blank",
            "byte order mark",
            "latin 1",
            "NUL in cells",
            "open quote",
            "nested lists",
            "nested objects",
            "nested YAML",
            "line of 50 MB",
            "head of Parquet",
            "head of NumPy",
            "head of GGUF",
            "head of gzip",
            "head of zstd",
            "without an end",
            "/dev/null",
            "pipe that ends");

    private HostileFiles() {}

    /** Makes one, where the system has such files. */
    public static Path make(String kind, Path folder, String ending) throws IOException, InterruptedException {
        Path file = folder.resolve("hostile" + ending);
        switch (kind) {
            case "missing" -> {}
            case "folder" -> Files.createDirectory(file);
            case "dangling" -> Files.createSymbolicLink(file, Path.of("nowhere"));
            case "loop" -> Files.createSymbolicLink(file, file.getFileName());
            case "without an end" -> Files.createSymbolicLink(file, Path.of("/dev/zero"));
            case "/dev/null" -> Files.createSymbolicLink(file, Path.of("/dev/null"));
            case "pipe that ends" -> pipe(file);
            default -> Files.write(file, bytes(kind));
        }
        return file;
    }

    private static void pipe(Path file) throws IOException, InterruptedException {
        if (new ProcessBuilder("mkfifo", file.toString()).start().waitFor() != 0) {
            throw new IOException("no pipe");
        }
        Thread writer = new Thread(() -> {
            try (OutputStream out = Files.newOutputStream(file)) { // once somebody reads
                out.flush();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        writer.setDaemon(true); // an option that refuses pipes as such never opens it
        writer.start();
    }

    private static byte[] bytes(String kind) {
        return switch (kind) {
            case "empty" -> new byte[0];
            case "random" -> {
                byte[] bytes = new byte[5_000];
                new Random(1).nextBytes(bytes);
                yield bytes;
            }
            case "NUL" -> new byte[1_000];
            case "line of 50 MB" -> {
                byte[] bytes = new byte[LONG_LINE];
                Arrays.fill(bytes, (byte) 'a');
                yield bytes;
            }
            case "latin 1" -> "item,\u00e9t\u00e9\na,\u00fc\n".getBytes(StandardCharsets.ISO_8859_1);
            case "head of NumPy" -> new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 0, 0};
            case "head of gzip" -> new byte[] {0x1f, (byte) 0x8b, 8, 0};
            case "head of zstd" -> new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0};
            default -> TEXTS.getOrDefault(kind, kind).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static final Map<String, String> TEXTS = Map.of(
            "blank",
            "\n\n\n   \n",
            "byte order mark",
            "\ufeff",
            "NUL in cells",
            "item,x\na\0,1\nb,\0\n",
            "open quote",
            '"' + "x\n".repeat(100_000),
            "nested lists",
            "[".repeat(200_000),
            "nested objects",
            "{\"a\":".repeat(100_000),
            "nested YAML",
            "- ".repeat(100_000),
            "head of Parquet",
            "PAR1PAR1",
            "head of GGUF",
            "GGUF\3\0\0\0");

    /** What lies in a folder, by name and size, hostile files aside. */
    public static Map<String, Long> left(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.equals(folder) && !path.toString().contains("hostile"))
                    .collect(Collectors.toMap(
                            Path::toString, path -> path.toFile().length(), Long::sum, LinkedHashMap::new));
        }
    }
}
