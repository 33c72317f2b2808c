package org.teeter.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Features;
import org.teeter.data.Items;
import org.teeter.data.Judgements;
import org.teeter.data.Spread;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Conditional;
import org.teeter.model.Model;
import org.teeter.model.PairModel;
import org.teeter.model.RatedBradleyTerry;

/**
 * What is fitted, and how.
 *
 * @param model of pairs
 * @param ties what becomes of ties before the fit
 * @param isOfRankings whether Plackett-Luce was asked for, the model of rankings
 * @param ofRaters the model with a precision for each rater, if that was asked for
 * @param start scores from which to begin, by name; 0 of other items
 */
public record ModelChoice(
        PairModel model,
        Ties ties,
        Prior prior,
        boolean isOfRankings,
        Optional<RatedBradleyTerry> ofRaters,
        Map<String, Double> start) {
    public ModelChoice {
        start = Map.copyOf(start);
    }

    /** Beginning with equal scores. */
    public ModelChoice(
            PairModel model, Ties ties, Prior prior, boolean isOfRankings, Optional<RatedBradleyTerry> ofRaters) {
        this(model, ties, prior, isOfRankings, ofRaters, Map.of());
    }

    /** The same with scores that features of the items explain; the prior is then of what is left of them. */
    ModelChoice explainedBy(Features features) {
        if (ofRaters.isPresent()) {
            throw new RefusedException("--items does not go with --raters; leave one of the two out");
        }
        if (!model.isConcave()) {
            throw new RefusedException("--items is of models that have one maximum, got --model " + model.name());
        }
        if (!(prior instanceof Prior.None || prior instanceof Prior.Normal)) {
            throw new RefusedException(
                    "--items goes with --prior none, or normal:SIGMA of what features do not explain, got" + " --prior "
                            + prior);
        }
        try {
            double sigma = prior instanceof Prior.Normal normal ? normal.sigma() : 0;
            return new ModelChoice(model, ties, Prior.regression(features, sigma), isOfRankings, ofRaters, start);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    /** The same, from former scores. */
    ModelChoice startingAt(Map<String, Double> scores) {
        return new ModelChoice(model, ties, prior, isOfRankings, ofRaters, scores);
    }

    /** The same of items that are called otherwise. */
    ModelChoice ofOther(Items items, Items called) {
        if (start.isEmpty()) {
            return this;
        }
        Map<String, Double> scores = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            scores.put(called.name(i), start.getOrDefault(items.name(i), 0.0));
        }
        return startingAt(scores);
    }

    String name() {
        return isOfRankings ? "Plackett-Luce" : model.name();
    }

    /** Whether rankings may be fitted: by default, by their own model. */
    boolean allowsRankings() {
        return isOfRankings || model instanceof BradleyTerry;
    }

    /** The graph of counts, with ties decided. */
    ComparisonGraph graph(Counts counts) {
        return ComparisonGraph.of(counts, ties);
    }

    Fit<ComparisonGraph> fit(ComparisonGraph graph) {
        return fit(model, graph, graph.items());
    }

    /** Fits any model with this prior, from where scores are thought to be. */
    <D> Fit<D> fit(Model<D> any, D data, Items items) {
        Estimator estimator = Estimator.of(prior);
        boolean effects = any instanceof Conditional || prior.regression().isPresent();
        if (effects && data instanceof Judgements<?> judgements) {
            requireEffects(judgements.spread());
        }
        try {
            return fit(estimator, any, data, items);
        } catch (NoConvergenceException e) {
            if (data instanceof Judgements<?> judgements && !judgements.spread().isEasy()) {
                throw tooFarApart(judgements.spread());
            }
            throw e;
        }
    }

    /** An effect may hang on the lightest judgements alone; its standard error would then lose its digits, though scores keep theirs. */
    private static void requireEffects(Spread weights) {
        if (!weights.isEasy()) {
            throw new RefusedException("the judgements of a pair weigh from " + weights.lightest() + " to "
                    + weights.heaviest() + ", too far apart for the standard errors of effects (--home, --covariate,"
                    + " --items) in double precision; leave out the rows that weigh least (with --half-life, take a"
                    + " longer one), or the effects");
        }
    }

    private static RefusedException tooFarApart(Spread weights) {
        return new RefusedException("the judgements of a pair weigh from " + weights.lightest() + " to "
                + weights.heaviest() + ", too far apart for double precision: scores that hang on the lightest are lost"
                + " beside the heaviest; leave out the rows that weigh least (with --half-life, take a longer one), or"
                + " set a prior, such as --prior normal:2");
    }

    private <D> Fit<D> fit(Estimator estimator, Model<D> any, D data, Items items) {
        return start.isEmpty()
                ? estimator.fit(any, data)
                : estimator.fit(
                        any,
                        data,
                        IntStream.range(0, items.size())
                                .mapToDouble(i -> start.getOrDefault(items.name(i), 0.0))
                                .toArray());
    }

    /** Whether what items are called changes nothing in their fit. */
    boolean isOfCountsAlone() {
        return start.isEmpty() && prior.regression().isEmpty();
    }

    /** Whether a finite fit exists. */
    boolean hasFit(ComparisonGraph graph) {
        return graph.edges() > 0 && Estimator.of(prior).hasMaximum(model, graph);
    }
}
