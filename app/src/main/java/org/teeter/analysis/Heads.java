package org.teeter.analysis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.Prior;
import org.teeter.head.HeadAudit;
import org.teeter.head.HeadFit;
import org.teeter.head.HeldOut;
import org.teeter.model.BradleyTerry;
import org.teeter.report.document.HeadDocument;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;
import org.teeter.tabular.vector.VectorFile;

/** Fits and audits scores that are linear in vectors of the options. */
final class Heads {
    private final Sample sample;
    private final ReadOptions options;
    private final Watcher watcher;

    Heads(Sample sample, ReadOptions options, Watcher watcher) {
        this.sample = sample;
        this.options = options;
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
        ComparisonGraph judged = choice.graph(sample.counts());
        if (judged.edges() == 0) {
            throw Fitting.nothingToFit();
        }
        Optional<ComparisonGraph> held =
                asked.held().isEmpty() ? Optional.empty() : Optional.of(held(choice, asked.held()));
        try (VectorFile vectors = VectorFile.open(asked.embeddings())) {
            List<TwoNames> named =
                    asked.targets().stream().map(text -> named(text, vectors)).toList();
            ComparisonGraph pairs = judged.among(unjudged(judged.items(), named, held));
            List<Targets.Pair> targets = targets(pairs.items(), named, held);
            int[] rows = rows(pairs.items(), vectors);
            watcher.at("fitting", 0);
            HeadFit fit = HeadFit.of(pairs, rows, vectors.embeddings(), sigma);
            watcher.ended("fit");
            watcher.at("looking for the worst predictions", 0);
            HeadAudit audit = HeadAudit.of(fit, targets, asked.top(), asked.visits());
            watcher.ended("audit");
            watcher.at("checking by refits", 0);
            List<HeadAudit.Check> checks = new ArrayList<>();
            for (HeadAudit.Finding finding : audit.findings()
                    .subList(0, Math.min(asked.refits(), audit.findings().size()))) {
                checks.add(audit.check(finding));
            }
            watcher.ended("check");
            vectors.rounding().ifPresent(sample.notes()::add);
            return new HeadDocument(
                    sample.counts().rows(choice.ties()),
                    vectors.embeddings().width(),
                    choice.prior().toString(),
                    audit,
                    checks,
                    held.map(others -> HeldOut.of(fit, others, ids(pairs.items(), others.items()))),
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

    private static TwoNames named(String text, VectorFile vectors) {
        return TwoNames.of(
                "--targets must be two different options with vectors, A,B",
                text,
                name -> vectors.row(name).isPresent(),
                name -> "; there is no vector for " + name + ", options are called by " + vectors.called());
    }

    /** Judgements that are not fitted. */
    private ComparisonGraph held(ModelChoice choice, List<Path> files) {
        try (Reading reading = PreferenceFiles.read(files, options, watcher)) {
            if (!(reading instanceof Reading.Judgements others)
                    || others.profile().isPresent()
                    || others.contests().isPresent()) {
                throw new RefusedException("--held takes judgements of pairs of options that have names");
            }
            reading.notes().forEach(note -> sample.notes().add("--held: " + note));
            ComparisonGraph graph = choice.graph(others.counts());
            if (graph.edges() == 0) {
                throw new RefusedException("--held has no judgement that is left once ties are decided");
            }
            return graph;
        }
    }

    /** The options that are asked for and that nobody judged. */
    private static Set<String> unjudged(Items judged, List<TwoNames> named, Optional<ComparisonGraph> held) {
        Set<String> others = new LinkedHashSet<>();
        named.forEach(two -> others.addAll(List.of(two.first(), two.second())));
        held.ifPresent(graph -> others.addAll(
                graph.items().names(IntStream.range(0, graph.size()).toArray())));
        others.removeIf(name -> judged.id(name).isPresent());
        return others;
    }

    private static List<Targets.Pair> targets(Items items, List<TwoNames> named, Optional<ComparisonGraph> held) {
        Set<Targets.Pair> targets = new LinkedHashSet<>();
        named.forEach(two -> targets.add(new Targets.Pair(
                items.id(two.first()).orElseThrow(), items.id(two.second()).orElseThrow())));
        held.ifPresent(graph -> {
            int[] ids = ids(items, graph.items());
            for (int e = 0; e < graph.edges(); e++) {
                targets.add(new Targets.Pair(ids[graph.first(e)], ids[graph.second(e)]));
            }
        });
        return List.copyOf(targets);
    }

    /** The numbers among all items that some have. */
    private static int[] ids(Items all, Items some) {
        return IntStream.range(0, some.size())
                .map(i -> all.id(some.name(i)).orElseThrow())
                .toArray();
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
