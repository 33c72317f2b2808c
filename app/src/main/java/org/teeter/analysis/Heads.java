package org.teeter.analysis;

import java.util.ArrayList;
import java.util.List;
import org.teeter.audit.AuditRequest;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.Prior;
import org.teeter.head.HeadAudit;
import org.teeter.head.HeadFit;
import org.teeter.model.BradleyTerry;
import org.teeter.report.document.HeadDocument;
import org.teeter.tabular.vector.VectorFile;

/** Fits and audits scores that are linear in vectors of the options. */
final class Heads {
    private final Sample sample;
    private final Watcher watcher;

    Heads(Sample sample, Watcher watcher) {
        this.sample = sample;
        this.watcher = watcher;
    }

    HeadDocument audit(ModelChoice choice, HeadRequest asked) {
        double sigma = sigma(choice);
        if (sample.rankings().isPresent()
                || sample.isPromptByPrompt()
                || sample.contests(choice).isPresent()) {
            throw new RefusedException(
                    "head is of judgements of pairs of options that have names, without --home and" + " --covariate");
        }
        ComparisonGraph pairs = choice.graph(sample.counts());
        if (pairs.edges() == 0) {
            throw Fitting.nothingToFit();
        }
        try (VectorFile vectors = VectorFile.open(asked.embeddings())) {
            int[] rows = rows(pairs.items(), vectors);
            watcher.at("fitting", 0);
            HeadFit fit = HeadFit.of(pairs, rows, vectors.embeddings(), sigma);
            watcher.ended("fit");
            watcher.at("looking for the worst predictions", 0);
            HeadAudit audit = HeadAudit.of(fit, asked.targets(), asked.top(), asked.visits());
            watcher.ended("audit");
            watcher.at("checking by refits", 0);
            List<HeadAudit.Check> checks = new ArrayList<>();
            for (HeadAudit.Finding finding : audit.findings()
                    .subList(0, Math.min(asked.refits(), audit.findings().size()))) {
                checks.add(audit.check(finding));
            }
            watcher.ended("check");
            return new HeadDocument(
                    sample.counts().rows(choice.ties()),
                    vectors.embeddings().width(),
                    choice.prior().toString(),
                    audit,
                    checks,
                    AuditRequest.standard().thresholds());
        } catch (NoConvergenceException e) {
            throw new RefusedException(
                    String.valueOf(e.getMessage()).replace("set a prior", "set a prior: --prior normal:1"));
        }
    }

    private static double sigma(ModelChoice choice) {
        if (!(choice.model() instanceof BradleyTerry) || choice.ofRaters().isPresent() || choice.isOfRankings()) {
            throw new RefusedException(
                    "head is of bradley-terry, the loss of reward models; leave out --model and --raters");
        }
        if (choice.prior() instanceof Prior.Normal normal) {
            return normal.sigma();
        }
        if (choice.prior() instanceof Prior.None) {
            return Double.POSITIVE_INFINITY;
        }
        throw new RefusedException(
                "head takes --prior none, or normal:SIGMA of each weight, got --prior " + choice.prior());
    }

    private static int[] rows(Items items, VectorFile vectors) {
        int[] rows = new int[items.size()];
        for (int i = 0; i < rows.length; i++) {
            int item = i;
            rows[i] = vectors.row(items.name(i))
                    .orElseThrow(() -> new RefusedException("there is no vector for \"" + items.name(item)
                            + "\"; options are called by " + vectors.called()));
        }
        return rows;
    }
}
