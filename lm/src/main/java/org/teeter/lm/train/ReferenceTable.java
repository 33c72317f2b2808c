package org.teeter.lm.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.teeter.lm.checkpoint.CheckpointException;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.tensor.Torch;

/**
 * Log-probabilities of answers under the reference model, in nats: made once for each distinct prompt and answer, so that no second
 * model is kept or run during training. May be shared by runs that start from one model, and read by many threads.
 */
public final class ReferenceTable {
    private record Key(Tokens prompt, Tokens answer) {}

    private static final String HEADER = "row,answer,ref_logps";

    private final Map<Key, Double> known = new ConcurrentHashMap<>();

    /** Knows nothing yet. */
    public ReferenceTable() {}

    /** Of all answers in the examples by the model as it is now, {@code batch} examples at a time; see {@link #add}. */
    public static ReferenceTable of(Decoder decoder, List<? extends Example> examples, int batch) {
        ReferenceTable table = new ReferenceTable();
        table.add(decoder, examples, batch);
        return table;
    }

    /**
     * Adds the answers that are not known yet. Each batch goes through the model as in training and evaluation, since kernels round by
     * the shape of a batch: an objective that measures the same batches finds the same bits while the weights are the same. Of an answer
     * that several batches have, the first counts.
     */
    public void add(Decoder decoder, List<? extends Example> examples, int batch) {
        for (List<? extends Example> cut : Answers.batches(examples, batch)) {
            List<? extends Example> some = Group.inOrder(cut);
            List<Key> keys = keys(some);
            if (!known.keySet().containsAll(keys)) {
                double[] values = score(decoder, some);
                for (int i = 0; i < values.length; i++) {
                    known.putIfAbsent(keys.get(i), values[i]);
                }
            }
        }
    }

    private static List<Key> keys(List<? extends Example> examples) {
        return examples.stream()
                .flatMap(example -> example.answers().stream().map(answer -> new Key(example.prompt(), answer)))
                .toList();
    }

    /** Writes what is known of the examples' answers, one a line: {@code row, answer, ref_logps}, both counted from 1. */
    public void write(Path file, List<? extends Example> examples) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int i = 0; i < examples.size(); i++) {
            List<Tokens> answers = examples.get(i).answers();
            for (int k = 0; k < answers.size(); k++) {
                lines.add((i + 1) + "," + (k + 1) + "," + get(examples.get(i).prompt(), answers.get(k)));
            }
        }
        Path beside = file.resolveSibling("." + file.getFileName() + ".tmp");
        Files.write(beside, lines);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads what {@link #write} has written of the same examples. */
    public static ReferenceTable read(Path file, List<? extends Example> examples) throws IOException {
        ReferenceTable table = new ReferenceTable();
        List<String> lines = Files.readAllLines(file);
        int line = 1;
        for (int i = 0; i < examples.size(); i++) {
            List<Tokens> answers = examples.get(i).answers();
            for (int k = 0; k < answers.size(); k++) {
                String[] cells = line < lines.size() ? lines.get(line).split(",", -1) : new String[0];
                boolean fits = cells.length == 3
                        && cells[0].equals(Integer.toString(i + 1))
                        && cells[1].equals(Integer.toString(k + 1));
                if (!fits) {
                    throw new CheckpointException(
                            file + ":" + (line + 1) + ": here the reference's log-probability of answer " + (k + 1)
                                    + " of row " + (i + 1) + " must be; the file is of other data, delete it");
                }
                table.put(examples.get(i).prompt(), answers.get(k), number(file, line, cells[2]));
                line++;
            }
        }
        return table;
    }

    private static double number(Path file, int line, String cell) {
        double value;
        try {
            value = Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new CheckpointException(
                    file + ":" + (line + 1) + ": ref_logps must be a number, got " + cell + "; delete the file", e);
        }
        if (!(value <= 0)) {
            throw new CheckpointException(file + ":" + (line + 1)
                    + ": ref_logps must be a log-probability, zero or less, got " + cell + "; delete the file");
        }
        return value;
    }

    /** Says what the reference gives an answer, where that is known from elsewhere. */
    public void put(Tokens prompt, Tokens answer, double logProbability) {
        if (!(logProbability <= 0)) {
            throw new IllegalArgumentException("a log-probability must be zero or less, got " + logProbability);
        }
        known.put(new Key(prompt, answer), logProbability);
    }

    /** log π_ref of an answer to a prompt. */
    public double get(Tokens prompt, Tokens answer) {
        Double value = known.get(new Key(prompt, answer));
        if (value == null) {
            throw new IllegalArgumentException("the reference table does not know the answer " + answer + " to "
                    + prompt + "; add the examples to it before training");
        }
        return value;
    }

    /** Number of distinct prompts with answers. */
    public int size() {
        return known.size();
    }

    private static double[] score(Decoder decoder, List<? extends Example> examples) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return Torch.toDoubles(Answers.score(decoder, examples, false).logProbabilities());
        }
    }
}
