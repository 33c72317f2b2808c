package org.teeter.alignment.train;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.teeter.alignment.model.AnswerScores;
import org.teeter.alignment.model.Decoder;
import org.teeter.alignment.tensor.Torch;

/**
 * Log-probabilities of answers under the reference model, in nats: made once for each distinct prompt and answer, so that no second
 * model is kept or run during training. May be shared by runs that start from one model, and read by many threads.
 */
public final class ReferenceTable {
    private record Key(Tokens prompt, Tokens answer) {}

    private final Map<Key, Double> known = new ConcurrentHashMap<>();

    /** Knows nothing yet. */
    public ReferenceTable() {}

    /** Of all answers in the examples, {@code batch} at a time, by the model as it is now. */
    public static ReferenceTable of(Decoder decoder, Collection<? extends Example> examples, int batch) {
        ReferenceTable table = new ReferenceTable();
        table.add(decoder, examples, batch);
        return table;
    }

    /** Adds the answers that are not known yet. */
    public void add(Decoder decoder, Collection<? extends Example> examples, int batch) {
        Set<Key> missing = new LinkedHashSet<>();
        for (Example example : examples) {
            for (Tokens answer : example.answers()) {
                Key key = new Key(example.prompt(), answer);
                if (!known.containsKey(key)) {
                    missing.add(key);
                }
            }
        }
        List<Key> keys = new ArrayList<>(missing);
        for (int from = 0; from < keys.size(); from += batch) {
            List<Key> some = keys.subList(from, Math.min(keys.size(), from + batch));
            double[] values = score(decoder, some);
            for (int i = 0; i < values.length; i++) {
                known.put(some.get(i), values[i]);
            }
        }
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

    private static double[] score(Decoder decoder, List<Key> keys) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor scores = AnswerScores.logProbabilities(
                    decoder,
                    keys.stream().map(key -> key.prompt().shared()).toList(),
                    keys.stream().map(key -> key.answer().shared()).toList());
            return Torch.toDoubles(scores);
        }
    }
}
