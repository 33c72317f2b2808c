package org.teeter.lm.ask;

import java.util.OptionalDouble;

/**
 * How often each of two options was preferred among sampled answers.
 *
 * @param i answers that prefer i
 * @param j answers that prefer j
 * @param none answers that are no template
 * @param guessedI those of {@code none} that name i first; reported, never counted
 * @param guessedJ those of {@code none} that name j first
 */
public record SampledPreference(long i, long j, long none, long guessedI, long guessedJ) {
    static final SampledPreference NOTHING = new SampledPreference(0, 0, 0, 0, 0);

    /** The share of answers that prefer i among those that prefer either; empty where none does. */
    public OptionalDouble frequency() {
        return i + j == 0 ? OptionalDouble.empty() : OptionalDouble.of(i / (double) (i + j));
    }

    /** The interval of the frequency, by Wilson; all of [0, 1] where no answer prefers either. */
    public Interval interval() {
        return Interval.wilson(i, i + j);
    }

    /** All answers. */
    public long n() {
        return i + j + none;
    }

    /** The share of answers that are no template. */
    public double noneShare() {
        return none / (double) n();
    }

    /** Both counted together. */
    public SampledPreference plus(SampledPreference other) {
        return new SampledPreference(
                i + other.i, j + other.j, none + other.none, guessedI + other.guessedI, guessedJ + other.guessedJ);
    }
}
