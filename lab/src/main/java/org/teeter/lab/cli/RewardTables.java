package org.teeter.lab.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teeter.chat.Message;
import org.teeter.lm.dataset.Answered;
import org.teeter.lm.model.RewardModel;
import org.teeter.lm.text.Prompt;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.RewardTable;

/** What a reward model makes of the answers that it was trained on. */
final class RewardTables {
    private record Compared(String winner, String loser) {}

    private final List<Answered> data;
    private final List<List<Double>> rewards;

    private RewardTables(List<Answered> data, List<List<Double>> rewards) {
        this.data = data;
        this.rewards = rewards;
    }

    /** Scores each distinct answer to a prompt once. */
    static RewardTables of(RewardModel model, List<Answered> data, List<Example.Ranked> examples) {
        RewardTable table = RewardTable.of(model, examples, 64);
        List<List<Double>> rewards = new ArrayList<>();
        for (Example.Ranked example : examples) {
            rewards.add(example.answers().stream()
                    .map(answer -> table.get(example.prompt(), answer))
                    .toList());
        }
        return new RewardTables(data, rewards);
    }

    /** One line for each distinct prompt and answer, in the order of the data. */
    void scores(Path file) throws IOException {
        Map<List<String>, Double> distinct = new LinkedHashMap<>();
        for (int i = 0; i < data.size(); i++) {
            String prompt = text(data.get(i).prompt());
            for (int k = 0; k < rewards.get(i).size(); k++) {
                distinct.put(
                        List.of(prompt, data.get(i).completions().get(k)),
                        rewards.get(i).get(k));
            }
        }
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("prompt", "answer", "reward");
            distinct.forEach((key, reward) -> csv.writeRecord(key.get(0), key.get(1), reward.toString()));
        }
    }

    /**
     * For any two answers that were compared, how often the model expects either to win: a comparison whose rewards differ by d counts
     * as σ(d) of one. Answers of the same words are one item, whatever the prompt.
     */
    void comparisons(Path file) throws IOException {
        Map<Compared, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < data.size(); i++) {
            List<String> answers = data.get(i).completions();
            for (int a = 0; a < answers.size(); a++) {
                for (int b = 0; b < answers.size(); b++) {
                    if (!answers.get(a).equals(answers.get(b))) {
                        double lead = rewards.get(i).get(a) - rewards.get(i).get(b);
                        double p = 1 / (1 + Math.exp(-lead));
                        weights.merge(new Compared(answers.get(a), answers.get(b)), p, Double::sum);
                    }
                }
            }
        }
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("winner", "loser", "weight");
            weights.forEach((pair, weight) -> {
                if (weight > 0) {
                    csv.writeRecord(pair.winner.strip(), pair.loser.strip(), weight.toString());
                }
            });
        }
    }

    private static String text(Prompt prompt) {
        if (prompt instanceof Prompt.Chat chat) {
            return String.join(
                    "\n", chat.messages().stream().map(RewardTables::line).toList());
        }
        return ((Prompt.Plain) prompt).text();
    }

    private static String line(Message message) {
        return message.role() + ": " + message.content();
    }
}
