package org.teeter.lm.dataset;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.teeter.lm.text.Prompt;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files of examples as trainers exchange them: JSON lines or a JSON list, plain or gzipped, and Parquet; texts ("standard") or messages
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
        RowReader reader = (row, fields) -> use.accept(kind.read(new Fields(fields, kind.words())));
        try {
            if (!Files.exists(file)) {
                throw DatasetException.of(file, "there is no such file");
            }
            if (Files.isDirectory(file)) {
                throw DatasetException.of(file, "this is a folder; name a file in it");
            }
            if (isParquet(file)) {
                ParquetRows.read(file, kind.columns(), reader);
            } else {
                JsonRows.read(file, reader);
            }
        } catch (IOException e) {
            throw DatasetException.of(file, "cannot be read (" + e + ")");
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
