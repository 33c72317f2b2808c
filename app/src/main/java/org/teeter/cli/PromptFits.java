package org.teeter.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.teeter.data.Amount;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Ties;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Uncertainty;
import org.teeter.report.document.ItemTotals;

/**
 * Fits of answers to prompts, each prompt a problem of its own: what is said of the answers to one says nothing of those to another.
 *
 * @param counts of the prompts that have a fit
 * @param fits of each of them
 * @param without how many prompts have none
 */
record PromptFits(List<Counts> counts, List<Fit<ComparisonGraph>> fits, long without) {
    PromptFits {
        counts = List.copyOf(counts);
        fits = List.copyOf(fits);
    }

    /**
     * Fits each problem.
     *
     * @throws NoFiniteFitException that of the first problem, if none has a finite fit
     */
    static PromptFits of(List<Counts> problems, ModelOptions model, PrintWriter err) {
        List<Counts> fitted = new ArrayList<>();
        List<Fit<ComparisonGraph>> fits = new ArrayList<>();
        Optional<NoFiniteFitException> first = Optional.empty();
        for (Counts problem : problems) {
            ComparisonGraph graph = ComparisonGraph.of(problem, model.ties());
            if (graph.edges() == 0) {
                continue; // all were ties, which are dropped
            }
            try {
                fits.add(model.estimator().fit(model.model(), graph));
                fitted.add(problem);
            } catch (NoFiniteFitException e) {
                first = first.isPresent() ? first : Optional.of(e);
            }
        }
        if (fits.isEmpty() && first.isPresent()) {
            err.println("teeter: none of " + Amount.of(problems.size(), "prompt")
                    + " has a finite fit; each is a problem of its own, and this is what is wrong with the first:");
            err.flush();
            throw first.get();
        }
        if (fits.isEmpty()) {
            throw new UsageException(
                    "there is nothing to fit: no judgement is left once ties are dropped; use --ties half");
        }
        return new PromptFits(fitted, fits, (long) problems.size() - fits.size());
    }

    /** All answers, prompt by prompt, the best of each first; {@code part} is the number of the prompt. */
    List<ItemTotals> ranking(Ties ties, boolean errors) {
        List<ItemTotals> ranking = new ArrayList<>();
        for (int k = 0; k < fits.size(); k++) {
            Fit<ComparisonGraph> fit = fits.get(k);
            List<Double> each = errors ? Uncertainty.standardErrors(fit) : List.of();
            for (ItemTotals t : ItemTotals.ranking(counts.get(k), ties, fit, each)) {
                ranking.add(t.inPart(k + 1));
            }
        }
        return ranking;
    }

    int items() {
        return fits.stream().mapToInt(fit -> fit.graph().size()).sum();
    }

    /** What to say of the prompts, of which some may have no fit. */
    String summary() {
        return "fitted prompt by prompt: " + Amount.among(fits.size(), fits.size() + without, "prompt") + " "
                + (fits.size() == 1 ? "has" : "have") + " a finite fit"
                + (without == 0
                        ? ""
                        : "; the answers to the others are in no result (with a prior, such as --prior normal:2, they are)");
    }
}
