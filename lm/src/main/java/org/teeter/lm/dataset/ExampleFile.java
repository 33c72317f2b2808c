package org.teeter.lm.dataset;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.teeter.lm.text.Prompt;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.count.Recognition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files of examples as trainers exchange them: JSON lines or a JSON list, plain or packed by gzip or zstd, and Parquet; texts ("standard") or messages
 * ("conversational"). Which it is, is seen from the bytes. Columns that a kind does not need are left alone.
 */
public final class ExampleFile {

    private ExampleFile() {}

    /** All pairs of a file. */
    public static List<PreferencePair> pairs(Path file) {
        return all(file, ExampleKind.PAIRS);
    }

    /** All rankings of a file. */
    public static List<RankedAnswers> rankings(Path file) {
        return all(file, ExampleKind.RANKINGS);
    }

    /** All single answers of a file. */
    public static List<LabelledAnswer> labelled(Path file) {
        return all(file, ExampleKind.LABELLED);
    }

    /** All answers to imitate of a file. */
    public static List<Demonstration> demonstrations(Path file) {
        return all(file, ExampleKind.DEMONSTRATIONS);
    }

    /** All examples of a file, which must have at least one. */
    public static <T> List<T> all(Path file, ExampleKind<T> kind) {
        List<T> examples = new ArrayList<>();
        forEach(file, kind, examples::add);
        if (examples.isEmpty()) {
            throw DatasetException.of(file, "there is no example in it; needed are rows with " + kind.words());
        }
        return examples;
    }

    /** Hands over one example after the other; the first that is none is a {@link DatasetException}. */
    public static <T> void forEach(Path file, ExampleKind<T> kind, Consumer<? super T> use) {
        forEach(file, kind, Map.of(), new LinkedHashSet<>(), (row, example) -> use.accept(example));
    }

    /** Takes an example and the number of its row. */
    private interface Use<T> {
        void take(long row, T example);
    }

    /**
     * All examples of several files, of which each is hashed.
     *
     * @param columns for some columns that a kind reads, the name under which the files have them; several with {@code +} between
     *     for a prompt in parts, which are then joined by line ends
     * @param allowRepeats whether two files may have the same content
     */
    public static <T> Examples<T> read(
            List<Path> files, ExampleKind<T> kind, Map<String, String> columns, boolean allowRepeats) {
        List<T> examples = new ArrayList<>();
        List<String> places = new ArrayList<>();
        List<Examples.Source> sources = new ArrayList<>();
        for (Path file : files) {
            int before = examples.size();
            Set<String> names = new LinkedHashSet<>();
            int[] empty = new int[1];
            forEach(file, kind, columns, names, (row, example) -> {
                examples.add(example);
                places.add(file + ":" + row);
                empty[0] += kind.emptyAnswers(example);
            });
            names.removeAll(kind.columns());
            columns.values().forEach(told -> names.removeAll(List.of(told.split("\\+"))));
            List<String> notes = new ArrayList<>();
            if (empty[0] > 0) {
                notes.add(empty[0] == 1 ? "1 answer is empty" : empty[0] + " answers are empty");
            }
            if (examples.size() == before && files.size() > 1) {
                notes.add("there is no example in " + file);
            }
            long rows = (long) examples.size() - before;
            Examples.Source source = hashed(file, rows, List.copyOf(names), notes);
            for (Examples.Source other : sources) {
                if (!allowRepeats && rows > 0 && other.sha256().equals(source.sha256())) {
                    throw DatasetException.of(
                            file,
                            (file.equals(other.path()) ? "is named twice" : "has the same content as " + other.path())
                                    + ", so that its examples would count twice; name it once, or say --allow-repeats");
                }
            }
            sources.add(source);
        }
        if (examples.isEmpty()) {
            throw DatasetException.of(files.get(0), "there is no example in it; needed are rows with " + kind.words());
        }
        return new Examples<>(examples, places, sources);
    }

    private static Examples.Source hashed(Path file, long rows, List<String> notUsed, List<String> notes) {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            long bytes = digested.transferTo(OutputStream.nullOutputStream());
            String hash = HexFormat.of().formatHex(digested.getMessageDigest().digest());
            return new Examples.Source(file, bytes, hash, rows, notUsed, notes);
        } catch (IOException e) {
            throw DatasetException.of(file, "cannot be read (" + e + ")");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    private static <T> void forEach(
            Path file, ExampleKind<T> kind, Map<String, String> columns, Set<String> names, Use<? super T> use) {
        boolean[] checked = new boolean[1];
        RowReader reader = (row, fields) -> {
            fields.propertyNames().forEach(names::add);
            if (!checked[0]) {
                checked[0] = true;
                requirePrompt(file, row, kind, columns, names);
            }
            rename(fields, columns);
            use.take(row, kind.read(new Fields(fields, kind.words())));
        };
        try {
            if (!Files.exists(file)) {
                throw DatasetException.of(file, "there is no such file");
            }
            if (Files.isDirectory(file)) {
                throw DatasetException.of(file, "this is a folder; name a file in it");
            }
            if (isParquet(file)) {
                Set<String> wanted = new LinkedHashSet<>(kind.columns());
                columns.values().forEach(told -> wanted.addAll(List.of(told.split("\\+"))));
                ParquetRows.read(file, wanted, names, reader);
            } else {
                JsonRows.read(file, reader);
            }
        } catch (IOException e) {
            throw DatasetException.of(file, "cannot be read (" + e + ")");
        }
    }

    /** Without a column for it the prompt is what the texts begin with, so no other column may be it. */
    private static void requirePrompt(
            Path file, long row, ExampleKind<?> kind, Map<String, String> columns, Set<String> names) {
        if (kind == ExampleKind.PAIRS && !names.contains("prompt") && !columns.containsKey("prompt")) {
            Recognition.promptElsewhere(new Columns(file, List.copyOf(names))).ifPresent(problem -> {
                throw DatasetException.at(file, row, problem);
            });
        }
    }

    /** Gives columns the names that a kind reads. */
    private static void rename(ObjectNode fields, Map<String, String> columns) throws BadExample {
        for (Map.Entry<String, String> told : columns.entrySet()) {
            if (told.getValue().equals("none")) {
                fields.remove(told.getKey());
                continue;
            }
            String[] parts = fields.has(told.getValue())
                    ? new String[] {told.getValue()}
                    : told.getValue().split("\\+", -1);
            StringJoiner joined = new StringJoiner("\n");
            for (String part : parts) {
                JsonNode value = fields.path(part);
                if (value.isMissingNode()) {
                    throw new BadExample(
                            "there is no column " + part + " for " + told.getKey() + ", got " + fields.propertyNames());
                }
                if (parts.length == 1) {
                    fields.set(told.getKey(), value);
                } else if (value.isString() || value.isNull()) {
                    if (value.isString() && !value.stringValue().isEmpty()) {
                        joined.add(value.stringValue());
                    }
                } else {
                    throw new BadExample(part + " is a part of " + told.getKey() + ", and must be a text");
                }
            }
            if (parts.length > 1) {
                fields.put(told.getKey(), joined.toString());
            }
        }
    }

    private static boolean isParquet(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false; // a pipe, of which no byte may be lost
        }
        try (InputStream in = Files.newInputStream(file)) {
            return ParquetRows.isMagic(in.readNBytes(4));
        }
    }

    /** Writes JSON lines: one object a line, in UTF-8. All prompts must have the same form. */
    public static <T> void writeJsonLines(Path file, ExampleKind<T> kind, Iterable<? extends T> examples) {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            boolean first = true;
            boolean conversational = false;
            for (T example : examples) {
                boolean chat = kind.promptOf(example) instanceof Prompt.Chat;
                if (!first && chat != conversational) {
                    throw new IllegalArgumentException(
                            "a file must hold texts or messages, not both; trainers look at its first row only");
                }
                first = false;
                conversational = chat;
                out.write(JsonMapper.shared().writeValueAsString(kind.write(example)));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes Parquet, compressed; the same examples give the same bytes. */
    public static <T> void writeParquet(Path file, ExampleKind<T> kind, List<? extends T> examples) {
        boolean conversational = !examples.isEmpty() && kind.promptOf(examples.get(0)) instanceof Prompt.Chat;
        try {
            Path lines = Files.createTempFile("teeter-examples-", ".jsonl");
            try {
                writeJsonLines(lines, kind, examples);
                ParquetRows.write(lines, kind.types(conversational), file);
            } finally {
                Files.delete(lines);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
