package org.teeter.lab.synthesis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.teeter.lm.ask.OptionNames;

/**
 * Rankings of K options, drawn from a Plackett-Luce model: each set of K options is ranked equally often.
 *
 * <pre>{@code P(τ) = Π_{k=1}^{K-1} exp(s_τ(k)) / Σ_{l≥k} exp(s_τ(l))}</pre>
 *
 * <p>A ranking is drawn as the order in which K exponential clocks of rates {@code exp(s)} ring, which has exactly this law.
 *
 * @param options at least K of them
 * @param k K, from 2 to 8
 * @param each how many rankings of each set
 * @param apart pairs that no set may hold both of, so that their preference is never observed
 */
public record TupleDraw(List<Scored> options, int k, int each, Set<Set<String>> apart, Wording wording) {
    private static final int MOST_SETS = 100_000;

    public TupleDraw {
        options = List.copyOf(options);
        apart = Set.copyOf(apart);
        List<String> names =
                OptionNames.require(options.stream().map(Scored::option).toList());
        if (k < 2 || k > 8 || k > options.size()) {
            throw new IllegalArgumentException("K must be from 2 to 8 and at most the number of options, got " + k
                    + " of " + options.size() + " options");
        }
        for (Set<String> pair : apart) {
            if (pair.size() != 2 || !names.containsAll(pair)) {
                throw new IllegalArgumentException(
                        "options kept apart must be two different ones of " + names + ", got " + pair);
            }
        }
        if (subsets(options.size(), k) > MOST_SETS) {
            throw new IllegalArgumentException(options.size() + " options have more than " + MOST_SETS + " sets of " + k
                    + "; take fewer options or a smaller K");
        }
        long sets = sets(options, k, apart).size();
        if (sets == 0) {
            throw new IllegalArgumentException(
                    "every set of " + k + " options holds a pair that is to be kept apart; give more options");
        }
        if (each < 1 || each * sets > PairDraw.MOST) {
            throw new IllegalArgumentException("each set must be ranked at least once, and at most " + PairDraw.MOST
                    + " rankings drawn in all, got " + each + " for each of " + sets);
        }
    }

    /** The sets of K options that are ranked. */
    public List<List<Scored>> sets() {
        return sets(options, k, apart);
    }

    /** Draws them all, in random order. */
    public List<Drawn> draw(RandomGenerator random) {
        Wording words = wording.forTuples(k);
        List<Drawn> drawn = new ArrayList<>();
        for (List<Scored> set : sets()) {
            List<String> given = set.stream().map(Scored::option).toList();
            for (int n = 0; n < each; n++) {
                drawn.add(words.draw(given, rank(set, random), random));
            }
        }
        Shuffle.inPlace(drawn, random);
        return drawn;
    }

    /**
     * Judgements of pairs that cost as much to label as these rankings: each pair that a set holds equally often, as far as whole
     * numbers allow; which pairs get one more is drawn.
     */
    public List<Drawn> drawPairsAtEqualCost(LabellingCost cost, RandomGenerator random) {
        List<List<Scored>> pairs = pairs();
        long total = cost.pairsFor(k, (long) each * sets().size());
        if (total > PairDraw.MOST) {
            throw new IllegalArgumentException(
                    "at most " + PairDraw.MOST + " judgements are drawn, but equal cost asks for " + total);
        }
        Shuffle.inPlace(pairs, random);
        List<Drawn> drawn = new ArrayList<>();
        for (int n = 0; n < total; n++) {
            List<Scored> pair = pairs.get(n % pairs.size());
            List<String> given = pair.stream().map(Scored::option).toList();
            drawn.add(wording.draw(given, rank(pair, random), random));
        }
        Shuffle.inPlace(drawn, random);
        return drawn;
    }

    /** The pairs that some set holds, and how probable the model makes each. */
    public List<StatedPair> statedPairs() {
        return pairs().stream()
                .map(pair -> new StatedPair(
                        pair.get(0).option(), pair.get(1).option(), pair.get(0).over(pair.get(1))))
                .toList();
    }

    private List<List<Scored>> pairs() {
        List<List<Scored>> pairs = new ArrayList<>();
        Set<Set<String>> seen = new LinkedHashSet<>();
        for (List<Scored> set : sets()) {
            for (List<Scored> pair : sets(set, 2, Set.of())) {
                if (seen.add(Set.of(pair.get(0).option(), pair.get(1).option()))) {
                    pairs.add(pair);
                }
            }
        }
        return pairs;
    }

    /** The options of a set in the order in which their clocks ring; the logarithm keeps apart what its rates would overflow. */
    static List<String> rank(List<Scored> set, RandomGenerator random) {
        record Rung(String option, double logTime) {}
        List<Rung> rung = new ArrayList<>();
        for (Scored option : set) {
            rung.add(new Rung(option.option(), Math.log(random.nextExponential()) - option.score()));
        }
        rung.sort(Comparator.comparingDouble(Rung::logTime));
        return rung.stream().map(Rung::option).toList();
    }

    private static List<List<Scored>> sets(List<Scored> options, int k, Set<Set<String>> apart) {
        List<List<Scored>> sets = new ArrayList<>();
        extend(options, k, apart, 0, new ArrayList<>(), sets);
        return sets;
    }

    private static void extend(
            List<Scored> options, int k, Set<Set<String>> apart, int from, List<Scored> set, List<List<Scored>> sets) {
        if (set.size() == k) {
            sets.add(List.copyOf(set));
            return;
        }
        for (int next = from; next <= options.size() - (k - set.size()); next++) {
            Scored candidate = options.get(next);
            Set<String> names = new HashSet<>();
            set.forEach(s -> names.add(s.option()));
            boolean allowed = names.stream().noneMatch(name -> apart.contains(Set.of(name, candidate.option())));
            if (allowed) {
                set.add(candidate);
                extend(options, k, apart, next + 1, set, sets);
                set.remove(set.size() - 1);
            }
        }
    }

    /** n choose k, or a number beyond any limit here where that would overflow. */
    private static long subsets(int n, int k) {
        long count = 1;
        for (int i = 1; i <= k; i++) {
            count = count * (n - k + i) / i; // exact: each prefix is a binomial coefficient
            if (count > Integer.MAX_VALUE) {
                return count;
            }
        }
        return count;
    }
}
