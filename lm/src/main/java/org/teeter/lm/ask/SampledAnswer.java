package org.teeter.lm.ask;

import java.util.Optional;

/**
 * A sampled answer and how it was read.
 *
 * @param first the option that the question named first
 * @param second the other one
 * @param question as it was asked
 * @param text as it was answered, or as far as it went
 * @param ended whether it came to its end
 * @param winner what it prefers, if it is a template of the answers
 * @param guess what it names first, if it is none; reported, never counted
 */
public record SampledAnswer(
        String first,
        String second,
        String question,
        String text,
        boolean ended,
        Optional<String> winner,
        Optional<String> guess) {}
