package org.teeter.tabular.watch;

/**
 * How much was judged under each prompt, and whether it agrees with itself.
 *
 * @param withOne prompts under which one pair of options was judged, once or more
 * @param withTwo prompts with two pairs
 * @param withMore prompts with more
 * @param judgedAgain prompts of which some pair was judged more than once
 * @param unanimous those of them on which every pair that was judged again was judged the same way
 * @param contradictory prompts of which some pair was judged both ways
 * @param contradictions such pairs
 */
public record PromptAgreement(
        long withOne,
        long withTwo,
        long withMore,
        long judgedAgain,
        long unanimous,
        long contradictory,
        long contradictions) {

    public long prompts() {
        return withOne + withTwo + withMore;
    }
}
