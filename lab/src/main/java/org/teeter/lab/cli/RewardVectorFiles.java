package org.teeter.lab.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.teeter.lm.model.RewardModel;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.RewardVectors;
import org.teeter.tabular.vector.NpyWriter;

/** A reward model's last layer as {@code teeter head} reads it: vectors of the answers, and who was preferred to whom. */
record RewardVectorFiles(
        RewardVectors vectors, List<Double> rewards, List<Example.Ranked> judged, List<Example.Ranked> held) {
    private static final int BATCH = 64;

    static RewardVectorFiles of(RewardModel model, List<Example.Ranked> judged, Optional<List<Example.Ranked>> held) {
        List<Example.Ranked> all = new ArrayList<>(judged);
        held.ifPresent(all::addAll);
        RewardVectors vectors = RewardVectors.of(model, all, BATCH);
        return new RewardVectorFiles(vectors, vectors.rewards(model.weights()), judged, held.orElse(List.of()));
    }

    /** vectors.npy, the reward of each of its rows, judged.csv and, where some were held out, held.csv. */
    void write(Path folder) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve("rewards.csv"))) {
            csv.writeRecord("id", "reward");
            for (int row = 0; row < rewards.size(); row++) {
                csv.writeRecord(String.valueOf(row), rewards.get(row).toString());
            }
        }
        NpyWriter.write(folder.resolve("vectors.npy"), vectors.vectors());
        pairs(folder.resolve("judged.csv"), judged);
        if (!held.isEmpty()) {
            pairs(folder.resolve("held.csv"), held);
        }
    }

    /** A row for any two answers of an example, the better one first, by the rows of their vectors. */
    private void pairs(Path file, List<Example.Ranked> examples) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("winner", "loser");
            for (Example.Ranked example : examples) {
                for (int better = 0; better < example.answers().size(); better++) {
                    for (int worse = better + 1; worse < example.answers().size(); worse++) {
                        csv.writeRecord(row(example, better), row(example, worse));
                    }
                }
            }
        }
    }

    private String row(Example.Ranked example, int rank) {
        return String.valueOf(vectors.row(example.prompt(), example.answers().get(rank)));
    }
}
