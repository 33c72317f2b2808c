package org.teeter.lab.synthesis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.teeter.lm.ask.OptionNames;

/**
 * Judgements of pairs with stated probabilities, the same number of each pair, in random order.
 *
 * <p>The paper's data sets {@code D(ω, p12, p23)} are {@link #paper}. Its appendix draws "a pair of options" from three, but its
 * section 4 says that options 1 and 3 are never compared; section 4 is followed.
 *
 * @param pairs each different pair once
 * @param each how many judgements of each pair
 */
public record PairDraw(List<StatedPair> pairs, int each, DrawRule rule, Wording wording) {
    /** More would not fit into memory, nor into anyone's patience. */
    public static final int MOST = 1_000_000;

    public PairDraw {
        pairs = List.copyOf(pairs);
        if (each < 1 || (long) each * pairs.size() > MOST) {
            throw new IllegalArgumentException("each pair must be judged at least once, and at most " + MOST
                    + " judgements drawn in all, got " + each + " for each of " + pairs.size());
        }
        Set<Set<String>> seen = new LinkedHashSet<>();
        for (StatedPair pair : pairs) {
            OptionNames.require(List.of(pair.i(), pair.j()));
            if (!seen.add(Set.of(pair.i(), pair.j()))) {
                throw new IllegalArgumentException(
                        "a pair must be stated once, but \"" + pair.i() + "\" and \"" + pair.j() + "\" is there twice");
            }
        }
    }

    /**
     * The paper's {@code D(ω, p12, p23)}: option 1 against 2 and 2 against 3, never 1 against 3.
     *
     * @param order ω, three options
     */
    public static PairDraw paper(List<String> order, double p12, double p23, int each, DrawRule rule, Wording wording) {
        if (order.size() != 3) {
            throw new IllegalArgumentException("the order must name three options, got " + order);
        }
        OptionNames.require(order);
        return new PairDraw(
                List.of(
                        new StatedPair(order.get(0), order.get(1), p12),
                        new StatedPair(order.get(1), order.get(2), p23)),
                each,
                rule,
                wording);
    }

    /** Draws them all. */
    public List<Drawn> draw(RandomGenerator random) {
        List<Drawn> drawn = new ArrayList<>(each * pairs.size());
        for (StatedPair pair : pairs) {
            List<String> given = List.of(pair.i(), pair.j());
            List<String> swapped = List.of(pair.j(), pair.i());
            int wins = rule.wins(pair.p(), each, random);
            for (int k = 0; k < each; k++) {
                drawn.add(wording.draw(given, k < wins ? given : swapped, random));
            }
        }
        Shuffle.inPlace(drawn, random);
        return drawn;
    }
}
