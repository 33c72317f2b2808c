package org.teeter.lab.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.Question;
import org.teeter.cli.UsageException;
import org.teeter.data.Amount;
import org.teeter.lab.synthesis.DrawRule;
import org.teeter.lab.synthesis.Drawn;
import org.teeter.lab.synthesis.LabellingCost;
import org.teeter.lab.synthesis.PairDraw;
import org.teeter.lab.synthesis.Scored;
import org.teeter.lab.synthesis.StatedPair;
import org.teeter.lab.synthesis.TupleDraw;
import org.teeter.lab.synthesis.Wording;
import org.teeter.random.L64X128Mix;
import picocli.CommandLine.Option;

/** What is judged, how often, and with which probabilities. */
@Question("What is judged")
final class DesignOptions {
    @Option(
            names = "--order",
            paramLabel = "O1,O2,O3",
            split = ",",
            hideParamSyntax = true,
            description = "The paper's design: O1 is judged against O2 and O2 against O3, never O1 against O3.")
    private List<String> order = List.of();

    @Option(names = "--p12", paramLabel = "P", description = "Probability of O1 over O2, in [0, 1].")
    @Nullable
    private Double p12;

    @Option(names = "--p23", paramLabel = "P", description = "Probability of O2 over O3, in [0, 1].")
    @Nullable
    private Double p23;

    @Option(names = "--pairs", paramLabel = "N", description = "Judgements of each of the two pairs (default: 800).")
    @Nullable
    private Integer pairs;

    @Option(
            names = "--draw",
            paramLabel = "bernoulli|exact",
            description = "Each judgement by itself (the default), or the nearest whole number of wins: 1 %% of a few"
                    + " hundred is a handful.")
    @Nullable
    private String draw;

    @Option(
            names = "--scores",
            paramLabel = "O:S,…",
            split = ",",
            hideParamSyntax = true,
            description = "Options with scores in natural log-odds: judgements are drawn from a Plackett-Luce model.")
    private List<String> scores = List.of();

    @Option(names = "--k", paramLabel = "K", description = "With --scores: options in a ranking, 2 to 8 (default: 2).")
    @Nullable
    private Integer k;

    @Option(names = "--tuples", paramLabel = "N", description = "With --scores: rankings of each set (default: 200).")
    @Nullable
    private Integer tuples;

    @Option(
            names = "--apart",
            paramLabel = "O:O",
            split = ",",
            hideParamSyntax = true,
            description = "With --scores: two options that no set may hold both of, so that they are never compared.")
    private List<String> apart = List.of();

    @Option(
            names = "--as",
            paramLabel = "rankings|pairs|k2",
            description =
                    "With --scores: rankings as they are (the default where K > 2); the same rankings broken into all"
                            + " their pairs; or, instead of them, judgements of single pairs at equal labelling cost.")
    @Nullable
    private String as;

    @Option(
            names = "--cost",
            paramLabel = "choices|answers|comparisons",
            description =
                    "With --as k2: what a ranking of K costs, in judgements of a pair: K-1 choices (the default), K/2"
                            + " for the answers read, or K(K-1)/2 comparisons.")
    @Nullable
    private String cost;

    /** A draw, and what there is to say of it. */
    record Design(
            String what,
            List<String> caveats,
            List<StatedPair> stated,
            List<Drawn> drawn,
            Wording wording,
            boolean asRankings) {
        Design {
            caveats = List.copyOf(caveats);
            stated = List.copyOf(stated);
            drawn = List.copyOf(drawn);
        }
    }

    Design draw(Wording wording, long seed) {
        RandomGenerator random = L64X128Mix.of(seed);
        if (order.isEmpty() == scores.isEmpty()) {
            throw new UsageException("say what to draw, with --order O1,O2,O3 --p12 P --p23 P or with --scores O:S,…"
                    + (order.isEmpty() ? "" : ", not both"));
        }
        return scores.isEmpty() ? paper(wording, random) : tuples(wording, random);
    }

    private Design paper(Wording wording, RandomGenerator random) {
        refuse(
                "--order",
                Map.of(
                        "--k",
                        k != null,
                        "--tuples",
                        tuples != null,
                        "--apart",
                        !apart.isEmpty(),
                        "--as",
                        as != null,
                        "--cost",
                        cost != null));
        if (p12 == null || p23 == null) {
            throw new UsageException("--order needs both --p12 and --p23");
        }
        DrawRule rule = Choices.of(
                "--draw",
                draw == null ? "bernoulli" : draw,
                Map.of("bernoulli", DrawRule.BERNOULLI, "exact", DrawRule.EXACT));
        int each = pairs == null ? 800 : pairs;
        PairDraw design = PairDraw.paper(order.stream().map(String::strip).toList(), p12, p23, each, rule, wording);
        List<String> names = List.of(
                design.pairs().get(0).i(),
                design.pairs().get(1).i(),
                design.pairs().get(1).j());
        String what =
                "D(ω, p12, p23) of the paper, with ω = (" + String.join(", ", names) + "), p12 = " + p12 + ", p23 = "
                        + p23 + ": each of its two pairs is judged " + Amount.of(each, "time") + ", "
                        + (rule == DrawRule.EXACT
                                ? "and won the whole number of times nearest to what was asked for."
                                : "each time by itself (Bernoulli).");
        List<String> caveats = new ArrayList<>();
        caveats.add("\"" + names.get(0) + "\" and \"" + names.get(2)
                + "\" are never compared. The paper's appendix C.2 draws any"
                + " of the three pairs, its section 4 only these two; section 4 is followed. The paper does not say how"
                + " many judgements it draws, nor which option its questions name first.");
        if (rule == DrawRule.BERNOULLI) {
            caveats.add(
                    "Realised proportions differ from what was asked for, with standard deviation √(p(1-p)/n); where p"
                            + " is near 0 or 1, what follows from them is sensitive to just that (`--draw exact` fixes them).");
        }
        return new Design(what, caveats, design.pairs(), design.draw(random), wording, false);
    }

    private Design tuples(Wording wording, RandomGenerator random) {
        refuse(
                "--scores",
                Map.of("--p12", p12 != null, "--p23", p23 != null, "--pairs", pairs != null, "--draw", draw != null));
        int size = k == null ? 2 : k;
        int each = tuples == null ? 200 : tuples;
        TupleDraw design = new TupleDraw(scored(), size, each, pairsApart(), wording);
        String form = as == null ? (size == 2 ? "pairs" : "rankings") : as.toLowerCase(Locale.ROOT);
        boolean asRankings = Choices.of("--as", form, Map.of("rankings", true, "pairs", false, "k2", false));
        boolean single = form.equals("k2");
        if (cost != null && !single) {
            throw new UsageException("--cost is of use with --as k2 only");
        }
        LabellingCost unit = Choices.of(
                "--cost",
                cost == null ? "choices" : cost,
                Map.of(
                        "choices", LabellingCost.CHOICES,
                        "answers", LabellingCost.ANSWERS,
                        "comparisons", LabellingCost.COMPARISONS));
        List<Drawn> drawn = single ? design.drawPairsAtEqualCost(unit, random) : design.draw(random);
        int sets = design.sets().size();
        String model = "A Plackett-Luce model with scores " + String.join(", ", scores) + " (natural log-odds).";
        String ranked = Amount.of(each, "ranking")
                + (sets == 1 ? " of the one set of " : " of each of the " + Amount.of(sets, "set") + " of ")
                + Amount.of(size, "option");
        String what = model + " "
                + (single
                        ? Amount.of(
                                        drawn.size(),
                                        "judgement of a single pair, which costs",
                                        "judgements of single pairs, which cost")
                                + " as much to label as " + ranked + ", counted in "
                                + unit.name().toLowerCase(Locale.ROOT) + "."
                        : asRankings || size == 2
                                ? ranked + "."
                                : ranked
                                        + ", broken into all their pairs, each answer to the question about the whole set.");
        List<String> caveats = new ArrayList<>();
        if (!apart.isEmpty()) {
            caveats.add("Never in one set, so never compared: " + String.join(", ", apart) + ".");
        }
        if (size > 2 && !single) {
            caveats.add(
                    "The paper has no templates for more than two options. Here <A> of a question holds all options but"
                            + " the last, and <B> of an answer all but the preferred one; questions 10, 15 and 16, which make no"
                            + " sense with three, are left out.");
            caveats.add(
                    "Pairs from one ranking are not independent: counts of them, as in comparisons.csv, estimate the"
                            + " scores consistently, but standard errors that take them for judgements of their own are too small.");
        }
        return new Design(
                what, caveats, design.statedPairs(), drawn, single ? wording : wording.forTuples(size), asRankings);
    }

    private static void refuse(String design, Map<String, Boolean> given) {
        given.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .ifPresent(option -> {
                    throw new UsageException(option + " is of no use with " + design + "; leave it out");
                });
    }

    private List<Scored> scored() {
        List<Scored> scored = new ArrayList<>();
        for (String given : scores) {
            int colon = given.lastIndexOf(':');
            if (colon < 0) {
                throw new UsageException("--scores must be options with scores, as dog:1.2,cat:0, got " + given);
            }
            try {
                double score = Double.parseDouble(given.substring(colon + 1).strip());
                scored.add(new Scored(given.substring(0, colon).strip(), score));
            } catch (NumberFormatException e) {
                throw new UsageException("--scores must be options with scores, as dog:1.2,cat:0, got " + given);
            }
        }
        return scored;
    }

    private Set<Set<String>> pairsApart() {
        Set<Set<String>> pairsApart = new HashSet<>();
        for (String given : apart) {
            int colon = given.indexOf(':');
            String first = colon < 0 ? "" : given.substring(0, colon).strip();
            String second = given.substring(colon + 1).strip();
            if (first.isEmpty() || second.isEmpty() || first.equals(second)) {
                throw new UsageException("--apart must name two different options, as dog:bird, got " + given);
            }
            pairsApart.add(Set.of(first, second));
        }
        return pairsApart;
    }
}
