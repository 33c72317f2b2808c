package org.teeter.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hostile inputs by the thousand, in a process of their own: whatever ends that, as a native library can, fails the test with the seed.
 * Each input is taken or refused in one line, in less than three seconds of the processor's, and the process stays small.
 * {@code -Dteeter.fuzz=100000} tries so many, {@code -Dteeter.fuzz.seed} from another seed on.
 */
public final class Fuzzing {
    private static final int USUAL = 2_000;
    private static final long MOST_CPU = 3_000_000_000L; // in nanoseconds, of one input
    private static final long MOST_MEMORY = 1_200_000; // in kB, resident at any time

    /** What is done with a seed. It has a constructor of a folder. */
    public interface Input {
        /** Makes the input of a seed and uses it; false: it was refused as it should be. */
        boolean isTaken(Random random) throws IOException;
    }

    private Fuzzing() {}

    /** Tries many seeds. */
    public static void run(Class<? extends Input> inputs, Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + folder.resolve("crash.txt"),
                        "-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir", ""),
                        "-cp",
                        classPath(inputs),
                        Fuzzing.class.getName(),
                        inputs.getName(),
                        folder.toString(),
                        Integer.toString(Integer.getInteger("teeter.fuzz", USUAL)),
                        Long.toString(Long.getLong("teeter.fuzz.seed", 0)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(3, TimeUnit.HOURS);
        process.destroyForcibly();
        List<String> lines = Files.readAllLines(output);
        String last = String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        assertTrue(ended && process.exitValue() == 0, last);
        System.out.println(inputs.getSimpleName() + ": " + lines.get(lines.size() - 1));
    }

    /** All that this process has, whether as modules or not. */
    private static String classPath(Class<?> inputs) {
        String file = inputs.getName().replace('.', '/') + ".class";
        URL found = Objects.requireNonNull(inputs.getResource("/" + file));
        String own = Path.of(URI.create(
                        found.toString().substring(0, found.toString().length() - file.length())))
                .toString(); // of a module that tests are patched into, no path has it
        return Stream.of(
                        own,
                        System.getProperty("surefire.test.class.path", ""),
                        System.getProperty("java.class.path"),
                        System.getProperty("jdk.module.path", ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The other process. */
    public static void main(String[] args) throws Exception {
        Input input = Class.forName(args[0])
                .asSubclass(Input.class)
                .getConstructor(Path.class)
                .newInstance(Path.of(args[1]));
        int count = Integer.parseInt(args[2]);
        long first = Long.parseLong(args[3]);
        int taken = 0;
        long slowest = 0;
        long start = System.nanoTime();
        for (long seed = first; seed < first + count; seed++) {
            System.out.println("seed " + seed);
            System.out.flush();
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            taken += input.isTaken(new Random(seed)) ? 1 : 0;
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            slowest = Math.max(slowest, cpu);
            if (cpu > MOST_CPU || (seed % 64 == 0 && residentKilobytes() > MOST_MEMORY)) {
                throw new AssertionError(cpu + " ns, " + residentKilobytes() + " kB");
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d inputs, %d taken, %d refused; %.0f s, the slowest %.3f s of the processor's; %d MB at most%n",
                count,
                taken,
                count - taken,
                (System.nanoTime() - start) / 1e9,
                slowest / 1e9,
                residentKilobytes() >> 10);
    }

    /** The most so far, where the system tells. */
    private static long residentKilobytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        return !Files.exists(status)
                ? 0
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
    }

    /** Checks what a refusal says. */
    public static boolean refused(RuntimeException e, Class<?> expected) {
        String message = String.valueOf(e.getMessage());
        if (e.getClass() != expected
                || message.length() > 2_000
                || message.lines().count() != 1) {
            throw new AssertionError(message, e);
        }
        return false;
    }

    /** Some bytes taken out, doubled, put in or changed. */
    public static byte[] changed(byte[] bytes, Random random, List<String> pieces) {
        byte[] all = bytes;
        for (int change = random.nextInt(4); change >= 0; change--) {
            int from = random.nextInt(all.length + 1);
            int to = Math.min(all.length, from + random.nextInt(12));
            byte[] piece = pieces.get(random.nextInt(pieces.size())).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            byte[] before = Arrays.copyOf(all, from);
            byte[] between = Arrays.copyOfRange(all, from, to);
            byte[] after = Arrays.copyOfRange(all, to, all.length);
            all = switch (random.nextInt(6)) {
                case 0 -> joined(before, after);
                case 1 -> joined(before, between, between, after);
                case 2 -> joined(before, piece, between, after);
                case 3 -> joined(before, piece, after);
                case 4 -> joined(before, new byte[] {(byte) random.nextInt(256)}, after);
                default -> random.nextInt(4) == 0 ? before : joined(before, piece, after);
            };
        }
        return all;
    }

    private static byte[] joined(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** A tree of JSON with some values taken out, doubled, swapped or replaced by one of others. */
    public static JsonNode changed(JsonNode tree, Random random, List<String> others) {
        JsonNode copy = tree.deepCopy();
        for (int change = random.nextInt(3); change >= 0; change--) {
            ContainerNode<?> in = container(copy, random);
            JsonNode value = random.nextBoolean()
                    ? JsonMapper.shared().readTree(others.get(random.nextInt(others.size())))
                    : container(tree, random).deepCopy();
            if (in instanceof ArrayNode array) {
                int at = random.nextInt(array.size() + 1);
                switch (random.nextInt(3)) {
                    case 0 -> array.insert(at, value);
                    case 1 -> array.insert(at, at < array.size() ? array.get(at).deepCopy() : value);
                    default -> array.remove(at);
                }
            } else if (in instanceof ObjectNode object && !object.isEmpty()) {
                String key = object.propertyNames().stream()
                        .skip(random.nextInt(object.size()))
                        .findFirst()
                        .orElseThrow();
                switch (random.nextInt(4)) {
                    case 0 -> object.remove(key);
                    case 1 -> object.set(key + (random.nextBoolean() ? "x" : ""), value);
                    case 2 -> object.set(key, in.iterator().next().deepCopy());
                    default -> object.set(key, value);
                }
            }
        }
        return copy;
    }

    private static ContainerNode<?> container(JsonNode tree, Random random) {
        ContainerNode<?> at = (ContainerNode<?>) tree;
        while (random.nextInt(5) > 0) {
            List<JsonNode> inside = at.values().stream()
                    .filter(node -> node instanceof ContainerNode<?>)
                    .toList();
            if (inside.isEmpty()) {
                break;
            }
            at = (ContainerNode<?>) inside.get(random.nextInt(inside.size()));
        }
        return at;
    }
}
