package org.teeter.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.teeter.data.Amount;
import org.teeter.data.Items;
import org.teeter.data.Judgements;
import org.teeter.data.RatedPairs;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.fit.Uncertainty;
import org.teeter.infer.Bootstrap;
import org.teeter.infer.Covariance;
import org.teeter.infer.Effect;
import org.teeter.infer.Interval;
import org.teeter.infer.LikelihoodRatio;
import org.teeter.infer.QuasiVariances;
import org.teeter.infer.RankSets;
import org.teeter.infer.SeparationReliability;
import org.teeter.model.Hold;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.Scale;
import org.teeter.report.document.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The ranking of one problem, with what is known of its errors and of the places that items may have. */
final class Estimates<D extends Judgements<D>> implements Ranking {
    private static final double CONFIDENCE = 0.95;

    /** Of more items the errors by the information are bounded sums too, since each would cost a solve. */
    private static final int LARGEST_INVERTED = 5000;

    /** Quasi-variances take the covariances of all items, and their eigenvalues. */
    private static final int LARGEST_QUASI = 1000;

    private static final double MOST_JUDGEMENTS = 1e15;

    private final Fit<D> fit;
    private final Items items;
    private final Variation<D> variation;
    private final ErrorChoice choice;
    private final Optional<Bootstrap> bootstrap;
    private final Optional<RankSets> sets;
    private final Optional<QuasiVariances> quasi;
    private final Optional<ModelCheck> check;
    private final List<ItemTotals> centred;

    /**
     * Of a fit.
     *
     * @param plain its items in order, without errors
     * @param variation of its data
     */
    Estimates(Fit<D> fit, Items items, List<ItemTotals> plain, Variation<D> variation, ErrorChoice choice) {
        this.fit = fit;
        this.items = items;
        this.variation = variation;
        this.choice = choice;
        if (choice.clustered() && variation.clusters().size() < 2) {
            throw new RefusedException(
                    "--se clustered needs the judgements of two raters or more, whose column is named by"
                            + " --column rater=COLUMN, got "
                            + variation.clusters().size()
                            + "; it goes with judgements of pairs, without --home, --covariate and --column group");
        }
        if (choice.clustered() && choice.draws() > 0) {
            throw new RefusedException(
                    "--bootstrap draws judgements one by one, as if raters' did not go together; leave it out, as"
                            + " --se clustered allows for that, or leave out --se clustered");
        }
        requireJudgements();
        this.bootstrap = choice.draws() == 0 ? Optional.empty() : Optional.of(drawn());
        int n = items.size();
        this.sets = choice.ranks() && n > 1
                ? Optional.of(RankSets.of(fit, covariance(), CONFIDENCE, RankSets.simulations(n), choice.seed()))
                : Optional.empty();
        this.quasi = choice.quasi() && n > 1 ? Optional.of(quasi()) : Optional.empty();
        this.check = choice.check() ? Optional.of(ModelCheck.of(fit, items, choice.seed())) : Optional.empty();
        this.centred = placed(plain).stream()
                .map(t -> t.quasi(quasi.map(q -> q.values().get(t.item()))
                        .filter(variance -> variance > 0)
                        .map(Math::sqrt)))
                .toList();
    }

    private QuasiVariances quasi() {
        if (!choice.errors() || bootstrap.isPresent() || items.size() > LARGEST_QUASI) {
            throw new RefusedException("--quasi-variances takes standard errors of up to " + LARGEST_QUASI
                    + " items, without --ci none and --bootstrap; of more items, --min-comparisons N keeps fewer");
        }
        if (fit.graph().components().size() > 1) {
            throw new RefusedException(
                    "--quasi-variances is of items that judgements connect, and these fall into several"
                            + " parts; leave it out, or take --largest-component");
        }
        return QuasiVariances.of(covariance());
    }

    /** Weights are read as numbers of judgements where judgements are drawn, or vary. */
    private void requireJudgements() {
        double total = total(fit.data());
        if (variation.squares().isPresent()) {
            double number = total * total / total(variation.squares().get()); // Kish's
            if (choice.errors() && choice.robust() && !(number >= 2 && number <= MOST_JUDGEMENTS)) {
                throw new RefusedException(
                        "robust errors, which --half-life takes, need as much as 2 judgements of equal"
                                + " weight, up to 1e15, and these say as much as " + Shown.significant(number)
                                + "; use --se observed, or a longer half-life");
            }
            if (choice.draws() > 0) {
                throw new RefusedException(
                        "--bootstrap draws whole judgements, and with --half-life they count as parts"
                                + " of one; --se robust allows for that");
            }
            return;
        }
        if ((choice.robust() || choice.draws() > 0) && !(total >= 2 && total <= MOST_JUDGEMENTS)) {
            throw new RefusedException(
                    "--se robust and --bootstrap read weights as numbers of judgements, of which they need"
                            + " from 2 to 1e15, and these add up to " + Shown.number(total)
                            + "; scale the weights, or leave the option out");
        }
    }

    private static double total(Judgements<?> data) {
        double total = 0;
        for (int kind = 0; kind < data.kinds(); kind++) {
            total += data.weight(kind);
        }
        return total;
    }

    private Bootstrap drawn() {
        Bootstrap drawn = Bootstrap.ofJudgements(Estimator.of(fit.prior()), fit, choice.draws(), choice.seed());
        if (drawn.scores().size() < 2) {
            throw new RefusedException(
                    "--bootstrap finds " + Shown.number((long) drawn.scores().size()) + " of "
                            + Shown.number((long) drawn.draws())
                            + " draws with a finite fit, and errors need two; a prior helps, such as --prior normal:2");
        }
        return drawn;
    }

    private Covariance covariance() {
        if (choice.clustered()) {
            return Covariance.clustered(fit, variation.clusters());
        }
        return choice.robust()
                ? variation
                        .squares()
                        .map(squares -> Covariance.sandwich(fit, squares))
                        .orElseGet(() -> Covariance.sandwich(fit))
                : Covariance.ofInformation(fit);
    }

    private List<ItemTotals> placed(List<ItemTotals> plain) {
        if (sets.isEmpty()) {
            return plain;
        }
        List<RankSets.Place> places = sets.get().places();
        List<Interval> drawn = bootstrap.map(b -> b.ofRanks(CONFIDENCE)).orElse(List.of());
        return plain.stream()
                .map(t -> {
                    RankSets.Place place = places.get(t.item());
                    return t.standing(
                            drawn.isEmpty()
                                    ? new ItemTotals.Standing(place.best(), place.worst(), place.tier())
                                    : new ItemTotals.Standing(
                                            (int) drawn.get(t.item()).low(),
                                            (int) drawn.get(t.item()).high(),
                                            place.tier()));
                })
                .toList();
    }

    @Override
    public List<ItemTotals> on(Scale scale) {
        int anchor = scale.anchor().map(this::item).orElse(-1);
        List<Double> errors = errors(anchor);
        double anchored = anchor < 0 ? 0 : fit.scores().get(anchor);
        return centred.stream()
                .map(t ->
                        t.on(scale, anchored, errors.isEmpty() ? Optional.empty() : Optional.of(errors.get(t.item()))))
                .toList();
    }

    private int item(String name) {
        return items.id(name)
                .orElseThrow(() -> new RefusedException("--anchor needs the name of an item, and \"" + name
                        + "\" is none; the items begin with \"" + items.name(0) + "\""));
    }

    /** The standard error of each score against the mean of all, or against an anchor's, with their covariance. */
    private List<Double> errors(int anchor) {
        if (!choice.errors()) {
            return List.of();
        }
        if (bootstrap.isPresent()) {
            return anchor < 0 ? bootstrap.get().standardErrors() : drawnErrors(anchor);
        }
        if (anchor < 0) {
            return choice.robust() || items.size() > LARGEST_INVERTED
                    ? covariance().ofScores().values()
                    : Uncertainty.standardErrors(fit);
        }
        return covariance().ofDifferences(anchor).values();
    }

    private List<Double> drawnErrors(int anchor) {
        List<double[]> draws = bootstrap.orElseThrow().scores();
        return IntStream.range(0, items.size())
                .mapToObj(i -> {
                    double[] leads =
                            draws.stream().mapToDouble(s -> s[i] - s[anchor]).toArray();
                    double mean = DoubleStream.of(leads).sum() / leads.length;
                    double squares = DoubleStream.of(leads)
                            .map(x -> (x - mean) * (x - mean))
                            .sum();
                    return Math.sqrt(squares / (leads.length - 1));
                })
                .toList();
    }

    @Override
    public Optional<List<Double>> sharedErrors() {
        if (!choice.errors() || fit.extras().isEmpty()) {
            return Optional.empty();
        }
        return bootstrap
                .map(Bootstrap::sharedErrors)
                .or(() -> choice.robust() ? Optional.of(covariance().sharedErrors()) : Optional.empty());
    }

    private String reckoning() {
        return bootstrap
                .map(b -> "bootstrap of " + Shown.number((long) b.draws()) + " draws"
                        + (b.infinite() + b.unconverged() == 0
                                ? ""
                                : ", of which " + Shown.number((long) b.infinite() + b.unconverged())
                                        + " have no finite fit and are left out"))
                .orElseGet(() -> covariance().name());
    }

    /** With few clusters, that of Student's t. */
    @Override
    public double quantile() {
        return choice.clustered() ? covariance().quantile(CONFIDENCE) : Ranking.super.quantile();
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (choice.robust() || bootstrap.isPresent()) {
            notes.add("Standard errors: " + reckoning() + ".");
        } else if (choice.errors() && variation.squares().isPresent()) {
            notes.add("Standard errors: observed information, which takes what a judgement weighs for a part of a"
                    + " judgement, and is too large; --se robust is right.");
        }
        quasi.ifPresent(q -> notes.add(String.format(
                Locale.ROOT,
                "Quasi standard errors: that of a difference of two scores is the root of the sum of their squares, but for"
                        + " %+.1f to %+.1f %%; of any contrast, %+.1f to %+.1f %%.%s",
                100 * q.lowestOfDifferences(),
                100 * q.highestOfDifferences(),
                100 * q.lowest(),
                100 * q.highest(),
                q.values().stream().allMatch(v -> v > 0)
                        ? ""
                        : " Where none stands, the quasi-variance is negative.")));
        for (Effect effect : effects()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "Effect of %s on the score: %.5g, standard error %.5g.",
                    effect.name(),
                    effect.value(),
                    effect.error()));
        }
        ratio().ifPresent(ratio -> notes.add(String.format(
                Locale.ROOT,
                "Likelihood ratio of free scores: %.2f on %s, p = %.4g.",
                ratio.statistic(),
                Amount.of(ratio.degreesOfFreedom(), "degree of freedom", "degrees of freedom"),
                ratio.pValue())));
        reliability()
                .filter(r -> areRated())
                .ifPresent(r -> notes.add(String.format(
                        Locale.ROOT,
                        "Scale separation reliability (SSR): %.3f; scores spread by %.4f, their errors by %.4f, separation G %.2f.",
                        r.value(),
                        Math.sqrt(r.variance()),
                        Math.sqrt(r.meanSquaredError()),
                        r.separation())));
        if (sets.isPresent()) {
            notes.add(
                    bootstrap.isPresent()
                            ? "Ranks: 95 % of the draws have each item in its interval. No two items of different tiers"
                                    + " are confused with 95 % confidence for all pairs together."
                            : "Ranks hold with 95 % confidence for all items together; an item is in the tier of the best"
                                    + " item from which the data cannot tell it.");
        }
        check.ifPresent(known -> notes.addAll(known.notes()));
        return notes;
    }

    /** Where errors are known and judged pairs connect the items, of which some differ. */
    private Optional<SeparationReliability> reliability() {
        boolean differ = centred.stream()
                .anyMatch(t -> fit.scores().get(t.item())
                        != fit.scores().get(centred.get(0).item()));
        return choice.errors() && differ && fit.graph().components().size() == 1
                ? Optional.of(SeparationReliability.of(fit.scores(), errors(-1)))
                : Optional.empty();
    }

    /** Whether it is known who judged, as in comparative judgement. */
    private boolean areRated() {
        return variation.clusters().size() > 1 || fit.data() instanceof RatedPairs;
    }

    private List<Effect> effects() {
        return bootstrap.map(drawn -> Effect.of(fit, drawn)).orElseGet(() -> Effect.of(fit, covariance()));
    }

    /** Against scores that are free of the features to which they are held, where such have a finite fit. */
    private Optional<LikelihoodRatio> ratio() {
        Estimator free = Estimator.of(Prior.none());
        boolean nested = fit.prior().hold() == Hold.FEATURES_ALONE
                && fit.prior().freedom(items.size()) < items.size() - 1
                && variation.squares().isEmpty()
                && free.hasMaximum(fit.model(), fit.data());
        return nested ? Optional.of(LikelihoodRatio.of(fit, free.fit(fit.model(), fit.data()))) : Optional.empty();
    }

    @Override
    public void addTo(ObjectNode document) {
        List<Effect> effects = effects();
        if (!effects.isEmpty()) {
            ArrayNode rows = document.putArray("effects");
            effects.forEach(effect -> rows.addObject()
                    .put("feature", effect.name())
                    .put("value", effect.value())
                    .put("standardError", effect.error()));
        }
        ratio().ifPresent(ratio -> document.putObject("likelihoodRatio")
                .put("statistic", ratio.statistic())
                .put("degreesOfFreedom", ratio.degreesOfFreedom())
                .put("pValue", ratio.pValue()));
        if (choice.errors()) {
            document.put("standardErrors", reckoning());
        }
        check.ifPresent(known -> known.addTo(document));
        quasi.ifPresent(q -> document.putObject("quasiVariances")
                .put("lowestOfDifferences", q.lowestOfDifferences())
                .put("highestOfDifferences", q.highestOfDifferences())
                .put("lowest", q.lowest())
                .put("highest", q.highest()));
        reliability()
                .ifPresent(r -> document.putObject("scaleSeparation")
                        .put("reliability", r.value())
                        .put("variance", r.variance())
                        .put("meanSquaredError", r.meanSquaredError())
                        .put("separation", r.separation()));
        sets.ifPresent(s -> {
            ObjectNode ranks = document.putObject("ranks");
            ranks.put("confidence", s.confidence());
            ranks.put("criticalValue", s.criticalValue());
            ranks.put("criticalError", s.criticalError());
            ranks.put("separatedPairs", s.separated());
            ArrayNode neighbours = ranks.putArray("neighbours");
            for (RankSets.Neighbours pair : s.neighbours()) {
                ObjectNode row = neighbours.addObject();
                row.put("better", items.name(pair.better()));
                row.put("worse", items.name(pair.worse()));
                row.put("separated", pair.separated());
                row.putNull("votesBetween");
                pair.votesBetween().ifPresent(votes -> row.put("votesBetween", votes));
                row.putNull("votesOverall");
                pair.votesOverall().ifPresent(votes -> row.put("votesOverall", votes));
            }
        });
    }
}
