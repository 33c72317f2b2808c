package org.teeter.ledger;

import java.util.List;

/**
 * Something of the paper on which this ledger has no verdict: a choice, which no computation can make right or wrong; a matter of
 * measurement, judged elsewhere; or words without a number.
 *
 * @param where the section that prints it
 * @param value the number or the words as printed
 * @param meaning what it is, and where it is judged, if anywhere
 */
public record NotJudged(String where, String value, String meaning) {
    private static final String MEASURED = "measured on a small model: docs/REPRODUCTION.md, ";

    static List<NotJudged> all() {
        return List.of(
                new NotJudged(
                        "§2.1",
                        "M > 1",
                        "the thresholds the paper looks at; Definition 3 allows M > 0, and so do the claims above where they say so"),
                new NotJudged("§2.1", "“reasonably smooth”", "words; Assumption 5 asks for a continuous g', no more"),
                new NotJudged(
                        "§2.3",
                        "“not negligible even for fairly large values of M”",
                        "words; the areas are in Fig. 1's line"),
                new NotJudged("Example 1", "(0.99, 0.02)", "the probabilities (p_ik, p_kj) of the example's dataset"),
                new NotJudged("Example 1", "1%", "the deviation of the learned p_ik"),
                new NotJudged(
                        "Fig. 2",
                        "α = 1.01, β = 0.99",
                        "the figure's parameters; three items have them with p_vu/p_uv = 0.99 only"),
                new NotJudged(
                        "§3.1",
                        "“(1) may be preferable when … (2) may be preferable when …”",
                        "advice; that one of the two must be chosen is judged above, §3.1: trade-off"),
                new NotJudged(
                        "§3.2",
                        "“higher data collection costs”",
                        "no cost is named; rankings against pairs of equal cost are " + MEASURED + "section 3.2"),
                new NotJudged(
                        "§4, C.3",
                        "two observations on trained language models",
                        "above for Bradley-Terry itself; " + MEASURED
                                + "Fig. 3 and Fig. C4; Llama-3 and zephyr were not run"),
                new NotJudged(
                        "§4",
                        "“not all significant changes occur in M-sensitive regions”",
                        MEASURED + "Fig. 3 and Fig. C4, with what accounts for it"),
                new NotJudged(
                        "§4", "200", "queries for each frequency; its standard error is √(p(1-p)/200), 0.035 at most"),
                new NotJudged("§4", "three", "seeds for each dataset"),
                new NotJudged(
                        "§6",
                        "“similar but not exact sensitivities” of agents",
                        MEASURED + "Fig. 3 and Fig. C4, and where the theory puts the jump"),
                new NotJudged("App. C.1", "two A100, 40 GB", "the hardware"),
                new NotJudged("App. C.1", "8-bit AdamW, one epoch, 5 × 10⁻⁶", "optimiser, length and learning rate"),
                new NotJudged(
                        "App. C.1",
                        "“regardless of how they were trained”",
                        MEASURED + "C.1: under eight trainings, four β and four lengths it holds in part"),
                new NotJudged(
                        "App. C.2",
                        "20 and 30",
                        "templates of questions and of answers, the last of these numbered 20; what is odd about their texts is in"
                                + " docs/ALIGNMENT.md, erratum E14"));
    }
}
