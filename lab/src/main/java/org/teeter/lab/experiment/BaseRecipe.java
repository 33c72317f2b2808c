package org.teeter.lab.experiment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.teeter.data.Sha256;
import org.teeter.lm.ask.OptionNames;
import org.teeter.lm.ask.PaperTemplates;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.model.RopeSettings;

/**
 * How the small model is made that stands in where no large one is at hand: which words it knows, and what it reads.
 *
 * <p>It reads questions about two to four options and imitates answers. Most prompts name traits of who is asked; each trait has a
 * fixed strength for each option, and the answer is drawn with the Plackett-Luce probabilities of the traits' sums. So the model
 * learns preferences that compose, in contexts, as a large model has from its reading; without, training on the pairs (1,2) and (2,3)
 * says nothing to it about (1,3). Prompts without traits are answered at random: the reference has no preference of its own.
 *
 * @param options what can be preferred
 * @param traits number of traits
 * @param mostTraits of one prompt; their sum is divided by the root of their number
 * @param strength standard deviation of a trait's strength for an option, in log-odds
 * @param neutral share of prompts without traits
 * @param several share of prompts with three or four options
 * @param steps of training, {@code batch} examples each
 * @param learningRate at its highest, after {@code warmup} steps; then it falls by a cosine
 * @param weightDecay of the matrices
 * @param hidden width of the model
 * @param layers its blocks
 * @param seed of strengths, examples, weights and order
 */
public record BaseRecipe(
        List<String> options,
        int traits,
        int mostTraits,
        double strength,
        double neutral,
        double several,
        int steps,
        int batch,
        double learningRate,
        int warmup,
        double weightDecay,
        int hidden,
        int layers,
        long seed) {

    /** Counts what the hash cannot see: the way in which strengths and examples are drawn. */
    private static final int VERSION = 1;

    private static final int HEADS = 4;
    private static final int POSITIONS = 128;

    /** The recipe of the experiment. Its numbers were settled by trial; docs/REPRODUCTION.md says how good the model is. */
    public static final BaseRecipe STANDARD = new BaseRecipe(
            List.of(
                    "dog", "cat", "bird", "fish", "horse", "rabbit", "sheep", "goat", "duck", "mouse", "turtle",
                    "lion"),
            24,
            3,
            2,
            0.3,
            0.4,
            3000,
            32,
            3e-3,
            100,
            0.01,
            64,
            2,
            7);

    /** A smaller one that is made in half a minute, for checks that all works; its preferences are rougher. */
    public static final BaseRecipe QUICK = new BaseRecipe(
            List.of("dog", "cat", "bird", "fish", "horse", "rabbit"),
            12,
            2,
            2,
            0.3,
            0.3,
            1000,
            32,
            3e-3,
            50,
            0.01,
            64,
            2,
            7);

    public BaseRecipe {
        options = OptionNames.require(options);
        if (options.size() < 4) {
            throw new IllegalArgumentException(
                    "the base model needs at least four options, for questions about four, got " + options);
        }
        for (String option : options) {
            if (!option.matches("[\\p{L}\\p{N}_']+")) {
                throw new IllegalArgumentException(
                        "an option of the base model must be one word, got \"" + option + "\"; use another or --model");
            }
        }
        if (traits < 1 || mostTraits < 1 || mostTraits > traits) {
            throw new IllegalArgumentException(
                    "a prompt must have at most all traits, got " + mostTraits + " of " + traits);
        }
        requireShare("neutral", neutral);
        requireShare("several", several);
        if (!(strength > 0 && strength < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the traits' strength must be positive, got " + strength);
        }
        if (hidden % (2 * HEADS) != 0) {
            throw new IllegalArgumentException(
                    "the width must be a multiple of " + 2 * HEADS + " for " + HEADS + " heads, got " + hidden);
        }
    }

    /** The shape of the model. */
    DecoderConfig shape(int vocabulary) {
        return new DecoderConfig(
                vocabulary,
                hidden,
                hidden * 21 / 8,
                layers,
                HEADS,
                HEADS / 2,
                hidden / HEADS,
                1e-5,
                new RopeSettings(10_000, Optional.empty()),
                OptionalInt.empty(),
                true,
                false,
                POSITIONS);
    }

    /** What the model is kept under: twelve digits of the SHA-256 of everything that it follows from. */
    public String hash() {
        String all = VERSION + " " + this + PaperTemplates.questions() + PaperTemplates.answers()
                + PaperTemplates.TEST_QUESTION;
        return Sha256.hex(all).substring(0, 12);
    }

    private static void requireShare(String name, double share) {
        if (!(0 <= share && share <= 1)) {
            throw new IllegalArgumentException(name + " must be a share in [0, 1], got " + share);
        }
    }
}
