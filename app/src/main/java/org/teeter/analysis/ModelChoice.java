package org.teeter.analysis;

import java.util.Optional;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.model.PairModel;
import org.teeter.model.RatedBradleyTerry;

/**
 * What is fitted, and how.
 *
 * @param model of pairs
 * @param ties what becomes of ties before the fit
 * @param isOfRankings whether Plackett-Luce was asked for, the model of rankings
 * @param ofRaters the model with a precision for each rater, if that was asked for
 */
public record ModelChoice(
        PairModel model, Ties ties, Prior prior, boolean isOfRankings, Optional<RatedBradleyTerry> ofRaters) {

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
        return Estimator.of(prior).fit(model, graph);
    }

    /** Whether a finite fit exists. */
    boolean hasFit(ComparisonGraph graph) {
        return graph.edges() > 0 && model.hasMaximum(graph, prior.hold());
    }
}
