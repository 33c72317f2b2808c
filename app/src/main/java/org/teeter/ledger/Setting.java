package org.teeter.ledger;

import java.util.List;

/**
 * A number of the paper that states a choice rather than a result, so that no computation can make it right or wrong.
 *
 * @param where the section that prints it
 * @param value the number as printed
 * @param meaning what it is
 */
public record Setting(String where, String value, String meaning) {

    static List<Setting> all() {
        return List.of(
                new Setting(
                        "§2.1",
                        "M > 1",
                        "the thresholds the paper looks at; Definition 3 allows M > 0, and so do the claims above where they say so"),
                new Setting("Example 1", "(0.99, 0.02)", "the probabilities (p_ik, p_kj) of the example's dataset"),
                new Setting("Example 1", "1%", "the deviation of the learned p_ik"),
                new Setting(
                        "Fig. 2",
                        "α = 1.01, β = 0.99",
                        "the figure's parameters; three items have them with p_vu/p_uv = 0.99 only"),
                new Setting(
                        "§4", "200", "queries for each frequency; its standard error is √(p(1-p)/200), 0.035 at most"),
                new Setting("§4", "three", "seeds for each dataset"),
                new Setting("App. C.1", "two A100, 40 GB", "the hardware"),
                new Setting("App. C.1", "8-bit AdamW, one epoch, 5 × 10⁻⁶", "optimiser, length and learning rate"),
                new Setting(
                        "App. C.2",
                        "20 and 30",
                        "templates of questions and of answers, the last of these numbered 20; their texts are not judged here"));
    }
}
