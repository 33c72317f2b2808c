package org.teeter.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
                many(rows, "row"),
                many(prompts, "prompt") + " (" + many(repeatedPrompts, "of them") + " with more than one row)",
                many(options, "option")));
        lines.add(String.join(
                ", ",
                many(pairs, "different pair"),
                many(duplicates, "exact repeat") + " of an earlier row",
                many(contradictions, "pair") + " judged both ways"));
        if (sharedOptions == 0) {
            lines.add("no option was compared with more than one other, so these data imply no transitive prediction:"
                    + " no preference here says anything about another pair");
            lines.add(
                    "what would help: columns that name the models (chosen_model, rejected_model), ratings of each answer,"
                            + " more than two answers to a prompt, or embeddings of the texts");
        } else {
            lines.add(many(sharedOptions, "option") + " compared with two others or more");
        }
        return lines;
    }

    private static String many(long n, String what) {
        String plural = n == 1 || what.startsWith("of ") ? what : what + "s";
        return String.format(Locale.ROOT, "%,d %s", n, plural);
    }
}
