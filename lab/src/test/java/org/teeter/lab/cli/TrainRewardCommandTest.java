package org.teeter.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.cli.ExitCode;
import org.teeter.lm.ask.SmallModel;
import org.teeter.lm.checkpoint.RewardCheckpoint;
import org.teeter.lm.dataset.ExampleKind;
import org.teeter.lm.dataset.PreferencePair;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.text.Prompt;
import org.teeter.tabular.vector.VectorFile;

/** What {@code train reward} writes beside the model, against the model and what reads it. */
class TrainRewardCommandTest {
    @TempDir
    Path folder;

    private Path text;

    @BeforeEach
    void words() throws IOException {
        text = Files.createDirectory(folder.resolve("text"));
        SmallModel.writeText(text, "dog", "cat", "bird");
    }

    @Test
    void rewardsAreWrittenInWordsThatAuditReads() throws Exception {
        Path pairs = TrainCommandTest.write(
                folder,
                ExampleKind.PAIRS,
                TrainCommandTest.prompts()
                        .map(p -> new PreferencePair(p, "cat", "dog"))
                        .toList());
        Path out = folder.resolve("reward");
        Teeter.Ended ended = Teeter.run(
                "train",
                "reward",
                "--model",
                text.toString(),
                "--fresh",
                TrainCommandTest.FRESH,
                "--data",
                pairs.toString(),
                "--out",
                out.toString(),
                "--steps",
                "20",
                "--learning-rate",
                "1e-2",
                "--device",
                "cpu");
        assertEquals(ExitCode.DONE, ended.code(), ended.err());
        List<String> comparisons = Files.readAllLines(out.resolve("comparisons.csv"));
        assertEquals("winner,loser,weight", comparisons.get(0));
        assertTrue(comparisons.get(1).startsWith("cat,dog,"), comparisons.get(1));
        double expected = 0;
        List<String> scores = Files.readAllLines(out.resolve("scores.csv"));
        for (int i = 1; i < scores.size(); i += 2) {
            double lead = last(scores.get(i)) - last(scores.get(i + 1));
            expected += 1 / (1 + Math.exp(-lead));
        }
        assertEquals(expected, last(comparisons.get(1)), 1e-9);
        assertEquals(12 - expected, last(comparisons.get(2)), 1e-9);
        try (RewardCheckpoint reward = RewardCheckpoint.load(out, Placement.CPU, false)) {
            Prompt prompt = TrainCommandTest.prompts().findFirst().orElseThrow();
            double score =
                    reward.model().score(List.of(reward.prompt(prompt)), List.of(reward.answer(prompt, "cat")))[0];
            assertEquals(last(scores.get(1)), score, 1e-5);
        }
    }

    /** A score is the product of the last layer with a vector of the file; teeter head fits and audits the same layer. */
    @Test
    void vectorsOfARewardModelAreWhatItsLastLayerIsLinearIn() throws Exception {
        Path pairs = TrainCommandTest.write(
                folder,
                ExampleKind.PAIRS,
                TrainCommandTest.prompts()
                        .map(p -> new PreferencePair(p, "cat", "dog"))
                        .toList());
        Path other = TrainCommandTest.write(
                folder,
                ExampleKind.PAIRS,
                TrainCommandTest.prompts()
                        .limit(3)
                        .map(p -> new PreferencePair(p, "dog", "bird"))
                        .toList());
        Path out = folder.resolve("out");
        Teeter.Ended ended = Teeter.run(
                "train",
                "reward",
                "--model",
                text.toString(),
                "--fresh",
                TrainCommandTest.FRESH,
                "--data",
                pairs.toString(),
                "--eval-data",
                other.toString(),
                "--vectors",
                "--out",
                out.toString(),
                "--steps",
                "20",
                "--learning-rate",
                "1e-2",
                "--device",
                "cpu");
        assertEquals(ExitCode.DONE, ended.code(), ended.err());
        List<String> judged = Files.readAllLines(out.resolve("judged.csv"));
        assertEquals(List.of("winner,loser", "0,1", "2,3"), judged.subList(0, 3));
        int rows = 2 * (judged.size() - 1);
        assertEquals(
                List.of("winner,loser", "1," + rows, "3," + (rows + 1), "5," + (rows + 2)),
                Files.readAllLines(out.resolve("held.csv")));
        double[] head;
        try (RewardCheckpoint reward = RewardCheckpoint.load(out, Placement.CPU, false)) {
            head = reward.model().weights();
        }
        List<String> rewards = Files.readAllLines(out.resolve("rewards.csv"));
        assertEquals(rows + 4, rewards.size());
        List<String> scores = Files.readAllLines(out.resolve("scores.csv"));
        try (VectorFile vectors = VectorFile.open(out.resolve("vectors.npy"))) {
            assertEquals(rows + 3, vectors.embeddings().size());
            float[] row = new float[head.length];
            for (int k = 0; k < rows; k++) {
                vectors.embeddings().copy(k, row);
                double score = 0;
                for (int d = 0; d < row.length; d++) {
                    score += head[d] * row[d];
                }
                assertEquals(last(scores.get(k + 1)), score, 1e-4, "row " + k);
                assertEquals(last(rewards.get(k + 1)), score, 1e-5, "row " + k);
            }
        }
        Teeter.Ended audit = Teeter.run(
                "head",
                out.resolve("judged.csv").toString(),
                "--embeddings",
                out.resolve("vectors.npy").toString(),
                "--prior",
                "normal:1",
                "--held",
                out.resolve("held.csv").toString());
        assertEquals(ExitCode.DONE, audit.code(), audit.err());
        assertTrue(audit.out().contains("Of 3 judgements held out, "), audit.out());
        assertTrue(audit.out().contains(" of 3 predictions "), audit.out());
    }

    private static double last(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
    }
}
