package org.teeter.lm.dataset;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.teeter.lm.text.Prompt;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.reader.InputFiles;
import org.teeter.tabular.reader.Shards;
import org.teeter.tabular.reader.Source;
import org.teeter.tabular.reader.Twins;
import org.teeter.tabular.row.Format;
import org.teeter.tabular.row.ParquetWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files of examples as trainers exchange them, in every format that preferences are read from; texts ("standard") or messages
 * ("conversational"). Columns that a kind does not need are left alone.
 */
public final class ExampleFile {

    private ExampleFile() {}

    /**
     * What a person says of the files.
     *
     * @param columns for some columns that a kind reads, the name under which the files have them; several with {@code +} between
     *     for a prompt in parts, which are then joined by line ends
     * @param format the format of every file, or empty to take it from content and name of each
     * @param allowRepeats whether two files may have the same content
     */
    public record Options(Map<String, String> columns, Optional<Format> format, boolean allowRepeats) {
        public Options {
            columns = Map.copyOf(columns);
        }
    }

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
    public static <T extends Answered> List<T> all(Path file, ExampleKind<T> kind) {
        return read(List.of(file), kind, new Options(Map.of(), Optional.empty(), false))
                .examples();
    }

    /**
     * All examples of files, folders of files and patterns.
     *
     * @throws InputException if a file or one of its rows cannot be read, or there is no example
     */
    public static <T extends Answered> Examples<T> read(List<Path> inputs, ExampleKind<T> kind, Options options) {
        List<Path> files = Shards.of(inputs);
        boolean several = files.size() > 1;
        List<T> examples = new ArrayList<>();
        List<String> places = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        try (InputFiles opener = new InputFiles(options.format, several, (file, bytes, size) -> {})) {
            Twins twins = new Twins(opener, options.allowRepeats, "examples");
            for (Path file : files) {
                ExampleRows<T> rows = new ExampleRows<>(file, kind, options.columns, examples, places);
                sources.add(twins.checked(rows.source(opener.read(file, rows), several), rows));
            }
        }
        if (examples.isEmpty()) {
            throw InputException.of(files.get(0), "there is no example in it; needed are rows with " + kind.words());
        }
        return new Examples<>(examples, places, sources);
    }

    /** Writes JSON lines: one object a line, in UTF-8. All prompts must have the same form. */
    public static <T extends Answered> void writeJsonLines(
            Path file, ExampleKind<T> kind, Iterable<? extends T> examples) {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            boolean first = true;
            boolean conversational = false;
            for (T example : examples) {
                boolean chat = example.prompt() instanceof Prompt.Chat;
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
    public static <T extends Answered> void writeParquet(Path file, ExampleKind<T> kind, List<? extends T> examples) {
        boolean conversational = !examples.isEmpty() && examples.get(0).prompt() instanceof Prompt.Chat;
        try {
            Path lines = Files.createTempFile("teeter-examples-", ".jsonl");
            try {
                writeJsonLines(lines, kind, examples);
                ParquetWriter.write(lines, kind.types(conversational), file);
            } finally {
                Files.delete(lines);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
