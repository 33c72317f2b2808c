package org.teeter.report.document;

import java.util.List;
import java.util.stream.IntStream;
import org.teeter.audit.Audit;
import org.teeter.audit.Dominance;
import org.teeter.data.Counts;
import org.teeter.data.Ties;
import org.teeter.fit.Fit;

/**
 * What audits of many problems come to together: numbers of all, the largest sensitivity, residual and error of any.
 *
 * @param dominance shares among the pairs of all problems
 */
public record PromptSums(
        long problems,
        long items,
        long judgements,
        long pairs,
        long bridges,
        long targets,
        double largest,
        double logLikelihood,
        double residual,
        double scoreError,
        int iterations,
        List<Long> fragile,
        List<Dominance> dominance) {

    public PromptSums {
        fragile = List.copyOf(fragile);
        dominance = List.copyOf(dominance);
    }

    /** Of one problem. */
    public static PromptSums of(Counts counts, Ties ties, Audit audit) {
        Fit<?> fit = audit.fit();
        return new PromptSums(
                1,
                fit.graph().size(),
                counts.rows(ties),
                fit.graph().edges(),
                audit.bridges(),
                audit.targets(),
                audit.largest(),
                fit.logLikelihood(),
                fit.residual(),
                fit.scoreError(),
                fit.iterations(),
                audit.fragile(),
                audit.dominance());
    }

    /** Of these problems and others. */
    public PromptSums plus(PromptSums other) {
        double all = pairs + other.pairs;
        return new PromptSums(
                problems + other.problems,
                items + other.items,
                judgements + other.judgements,
                pairs + other.pairs,
                bridges + other.bridges,
                targets + other.targets,
                Math.max(largest, other.largest),
                logLikelihood + other.logLikelihood,
                Math.max(residual, other.residual),
                Math.max(scoreError, other.scoreError),
                Math.max(iterations, other.iterations),
                IntStream.range(0, fragile.size())
                        .mapToObj(k -> fragile.get(k) + other.fragile.get(k))
                        .toList(),
                IntStream.range(0, dominance.size())
                        .mapToObj(k -> {
                            Dominance a = dominance.get(k);
                            Dominance b = other.dominance.get(k);
                            return new Dominance(
                                    a.m(),
                                    a.pstar(),
                                    (a.fitted() * pairs + b.fitted() * other.pairs) / all,
                                    (a.observed() * pairs + b.observed() * other.pairs) / all,
                                    (a.confident() * pairs + b.confident() * other.pairs) / all);
                        })
                        .toList());
    }
}
