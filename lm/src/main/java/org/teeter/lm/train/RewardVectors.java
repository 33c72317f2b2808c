package org.teeter.lm.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teeter.lm.model.RewardModel;

/**
 * The vectors of which a reward model's scores are a linear function, {@code r = w · h}: each distinct prompt and answer has a row, in the
 * order in which examples show them.
 */
public final class RewardVectors {
    private final Map<Example.Shown, Integer> rows = new LinkedHashMap<>();
    private final List<double[]> vectors = new ArrayList<>();

    private RewardVectors() {}

    /** Of all answers in the examples, {@code batch} at a time. */
    public static RewardVectors of(RewardModel model, List<? extends Example> examples, int batch) {
        RewardVectors found = new RewardVectors();
        for (Example example : examples) {
            example.answers()
                    .forEach(answer ->
                            found.rows.putIfAbsent(new Example.Shown(example.prompt(), answer), found.rows.size()));
        }
        for (List<Example.Shown> some : Answers.batches(List.copyOf(found.rows.keySet()), batch)) {
            found.vectors.addAll(List.of(Answers.put(some, model::vectors)));
        }
        return found;
    }

    /** The vectors, row by row. */
    public List<double[]> vectors() {
        return List.copyOf(vectors);
    }

    /** The reward of each row, its product with the weights of a last layer. */
    public List<Double> rewards(double... weights) {
        return vectors.stream().map(vector -> product(vector, weights)).toList();
    }

    private static double product(double[] vector, double... weights) {
        double sum = 0;
        for (int k = 0; k < vector.length; k++) {
            sum += vector[k] * weights[k];
        }
        return sum;
    }

    /** The row of an answer to a prompt. */
    public int row(Tokens prompt, Tokens answer) {
        Integer row = rows.get(new Example.Shown(prompt, answer));
        if (row == null) {
            throw new IllegalArgumentException("there is no vector of the answer " + answer + " to " + prompt);
        }
        return row;
    }
}
