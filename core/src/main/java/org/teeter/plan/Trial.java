package org.teeter.plan;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Response;
import org.teeter.random.L64X128Mix;

/** Votes that are bought, drawn as the fit says they end, then fitted with the others and looked at again: what a plan does, tried. */
public final class Trial {
    private final Fit<ComparisonGraph> fit;
    private final Prospect prospect;
    private final Predictions predictions;
    private final Pair lead;

    /**
     * Of a fit.
     *
     * @param lead whose error is looked at
     * @param threshold above which a prediction is fragile; predictions are those of the fit, whatever is bought
     */
    public Trial(Fit<ComparisonGraph> fit, Pair lead, double threshold) {
        this.fit = fit;
        this.prospect = new Prospect(fit);
        this.predictions = new Predictions(fit, threshold);
        this.lead = lead;
    }

    /** Without further votes. */
    public Outlook before() {
        return outlook(fit);
    }

    /** After votes by pair that end as expected. */
    public Outlook expected(Map<Pair, Integer> votes) {
        return outlook(prospect.expected(votes));
    }

    /** After votes by pair that were drawn, so many times; the same of the same seed. */
    public List<Outlook> drawn(SortedMap<Pair, Integer> votes, int times, long seed) {
        return IntStream.range(0, times)
                .parallel()
                .mapToObj(k -> outlook(fit(votes, seed + k)))
                .toList();
    }

    /** A fit to the data and votes by pair that were drawn. */
    public Fit<ComparisonGraph> fit(SortedMap<Pair, Integer> votes, long seed) {
        return Estimator.of(fit.prior()).refit(drawn(votes, L64X128Mix.of(seed)), fit);
    }

    private ComparisonGraph drawn(SortedMap<Pair, Integer> votes, RandomGenerator random) {
        ComparisonGraph data = fit.data();
        for (Map.Entry<Pair, Integer> bought : votes.entrySet()) {
            Pair pair = bought.getKey();
            Expected one = prospect.expected(pair.high(), pair.low());
            int[] ends = new int[3];
            for (int vote = 0; vote < bought.getValue(); vote++) {
                double u = random.nextDouble() * (one.win() + one.loss() + one.tie());
                ends[u < one.win() ? 0 : u < one.win() + one.loss() ? 1 : 2]++;
            }
            data = data.plus(pair.high(), pair.low(), ends[0], ends[1], ends[2]);
        }
        return data;
    }

    /** Of a fit of the same items. */
    public Outlook outlook(Fit<ComparisonGraph> of) {
        return Outlook.of(new Response(of).errorOfLead(lead.high(), lead.low()), predictions.worst(of, 1));
    }
}
