package org.teeter.tabular.text;

import java.util.ArrayList;
import java.util.List;
import org.teeter.data.Amount;

/**
 * What comparisons of texts under prompts look like as a graph; options are texts, each together with its prompt.
 *
 * @param rows comparisons counted
 * @param prompts different prompts; 0 if there are none
 * @param repeatedPrompts prompts with more than one row
 * @param options different options
 * @param sharedOptions options compared with two others or more: only these carry a preference from one comparison to another
 * @param pairs different pairs of options
 * @param duplicates rows that say again what an earlier row said: same prompt, same texts, same order
 * @param contradictions pairs of which either text was preferred at least once
 */
public record PromptProfile(
        long rows,
        long prompts,
        long repeatedPrompts,
        long options,
        long sharedOptions,
        long pairs,
        long duplicates,
        long contradictions) {

    /** The profile in sentences, and, if nothing follows from one pair for another, that and what would help. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(
                ", ",
                Amount.of(rows, "row"),
                Amount.of(prompts, "prompt") + " (" + Amount.of(repeatedPrompts, "of them", "of them")
                        + " with more than one row)",
                Amount.of(options, "option")));
        lines.add(String.join(
                ", ",
                Amount.of(pairs, "different pair"),
                Amount.of(duplicates, "exact repeat") + " of an earlier row",
                Amount.of(contradictions, "pair") + " judged both ways"));
        if (sharedOptions == 0) {
            lines.add("no option was compared with more than one other, so these data imply no transitive prediction:"
                    + " no preference here says anything about another pair");
            lines.add(
                    "what would help: columns that name the models (chosen_model, rejected_model), ratings of each answer,"
                            + " more than two answers to a prompt, or embeddings of the texts");
        } else {
            lines.add(Amount.of(sharedOptions, "option") + " compared with two others or more");
        }
        return lines;
    }
}
