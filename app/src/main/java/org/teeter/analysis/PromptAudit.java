package org.teeter.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Check;
import org.teeter.audit.Finding;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.fit.Fit;
import org.teeter.loss.LossReading;
import org.teeter.loss.TrainingLoss;
import org.teeter.random.L64X128Mix;
import org.teeter.report.document.AuditedData;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.JudgedPairs;
import org.teeter.report.document.NamedFinding;
import org.teeter.report.document.PromptSums;
import org.teeter.report.document.PromptsDocument;
import org.teeter.report.document.ResultTable;
import org.teeter.tabular.reader.Reading;
import org.teeter.tip.Tip;

/**
 * Audits of answers to prompts, each prompt for itself: findings lie within one. Every prompt is audited once, side by side, and what is not
 * among the worst findings leaves in rows of tables; then the worst, and a random sample, are held against refits.
 */
final class PromptAudit {
    private final Prompts prompts;
    private final AuditRequest request;
    private final boolean asIfUnobserved;
    private final List<TrainingLoss> losses;
    private final int tips;
    private final Items items;
    private final Watcher watcher;
    private final boolean inParts;
    private final Optional<Repeats<Audited>> alike; // where names change nothing
    private final List<Row> worst = new ArrayList<>();
    private Optional<PromptSums> sums = Optional.empty();

    /** A finding and the place of its prompt. */
    private record Row(int place, NamedFinding finding) {
        private static final Comparator<Row> WORST_FIRST =
                Comparator.comparingDouble(row -> -row.finding.finding().size());
    }

    /** What a task of prompts comes to. */
    private record Part(Optional<PromptSums> sums, List<Row> worst, String scores, String pairs) {}

    PromptAudit(Prompts prompts, AuditChoice asked, int tips, Items items, Watcher watcher) {
        this.prompts = prompts;
        this.request = asked.request();
        this.asIfUnobserved = asked.asIfUnobserved();
        this.losses = asked.losses();
        this.tips = tips;
        this.items = items;
        this.watcher = watcher;
        this.inParts = prompts.fitted().size() > 1;
        this.alike = prompts.choice().isOfCountsAlone() && !(asked.request().targets() instanceof Targets.Named)
                ? Optional.of(new Repeats<>())
                : Optional.empty();
    }

    PromptsDocument audit(Reading reading, List<String> notes, Tables tables, String version) {
        ResultTable<NamedFinding> targets = ResultTable.targets(request.thresholds());
        try (Writer scores = tables.open("scores.csv");
                Writer pairs = tables.open("comparisons.csv");
                Writer found = tables.open("targets.csv")) {
            new CsvFile(scores).header(ResultTable.scores(inParts).names());
            new CsvFile(pairs).header(ResultTable.comparisonNames());
            prompts.each(
                    this::part,
                    part -> {
                        write(scores, part.scores);
                        write(pairs, part.pairs);
                        worst.addAll(part.worst);
                        shorten(worst);
                        part.sums.ifPresent(s ->
                                sums = Optional.of(sums.map(all -> all.plus(s)).orElse(s)));
                    },
                    share -> watcher.at("auditing", share));
            long asked = request.targets() instanceof Targets.Named named
                    ? named.pairs().size()
                    : 0;
            if (sums.isEmpty() || (asked > 0 && sums.get().targets() < asked)) {
                throw new RefusedException(
                        "--targets names answers to different prompts, which no judgement connects, or"
                                + " to a prompt without a finite fit; name answers to one prompt");
            }
            List<NamedFinding> findings = checked();
            new CsvFile(found).header(targets.names()).rows(targets, findings);
            return new PromptsDocument(
                    version,
                    reading.sources(),
                    notes,
                    prompts.problems().size(),
                    prompts.fitted().size(),
                    prompts.apart(),
                    sums.get(),
                    shown(worst.isEmpty() ? 0 : worst.get(0).place),
                    findings,
                    sampled());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Writer out, String rows) {
        try {
            out.write(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void shorten(List<Row> rows) {
        rows.sort(Row.WORST_FIRST);
        if (request.top() > 0 && rows.size() > request.top()) {
            rows.subList(request.top(), rows.size()).clear();
        }
    }

    /** What the audit of one prompt comes to, whatever its answers are called. */
    private record Audited(PromptSums sums, List<Finding> findings, OpenRows scores, OpenRows pairs) {}

    private Part part(int task) {
        Optional<PromptSums> together = Optional.empty();
        List<Row> found = new ArrayList<>();
        StringBuilder scores = new StringBuilder();
        StringBuilder pairs = new StringBuilder();
        for (Prompts.Problem problem : prompts.task(task)) {
            Optional<AuditRequest> asked = asked(problem, 0, 0, 0);
            if (asked.isEmpty()) {
                continue;
            }
            Counts counts = problem.counts();
            Audited audited = alike.isPresent()
                    ? alike.get().of(counts, () -> audited(counts, asked.get()))
                    : audited(counts, asked.get());
            together = Optional.of(together.map(sum -> sum.plus(audited.sums)).orElse(audited.sums));
            String[] names = cells(counts.items());
            audited.scores.write(names, inParts ? "," + problem.part() : "", scores);
            audited.pairs.write(names, "", pairs);
            int before = found.size();
            for (Finding finding : audited.findings) {
                if (request.top() > 0
                        && before >= request.top()
                        && finding.size()
                                <= found.get(request.top() - 1)
                                        .finding
                                        .finding()
                                        .size()) {
                    break;
                }
                found.add(new Row(problem.part() - 1, new NamedFinding(counts.items(), finding, Optional.empty())));
            }
            if (found.size() > before) {
                shorten(found);
            }
        }
        return new Part(together, found, scores.toString(), pairs.toString());
    }

    private Audited audited(Counts counts, AuditRequest asked) {
        if (asIfUnobserved) {
            fit(counts, asked); // which may be refused, and then by the answers' names
        }
        int n = counts.items().size();
        Counts open = counts.called(OpenRows.items(n));
        Fit<ComparisonGraph> fit = fit(open, asked, prompts.choice().ofOther(counts.items(), open.items()));
        Audit audit = Audit.of(fit, asked);
        List<ItemTotals> ranking =
                ItemTotals.ranking(ItemTotals.of(open, prompts.choice().ties()), fit, audit.standardErrors());
        return new Audited(
                PromptSums.of(open, prompts.choice().ties(), audit),
                audit.findings(),
                new OpenRows(n, ResultTable.scores(false), ranking),
                new OpenRows(n, ResultTable.comparisons(audit.sources()), audit.influences()));
    }

    /** Names as cells: as they are written within a row, then as they begin one. */
    private static String[] cells(Items items) {
        String[] cells = new String[2 * items.size()];
        for (int i = 0; i < items.size(); i++) {
            cells[i] = CsvFile.cell(items.name(i), false);
            cells[items.size() + i] = CsvFile.cell(items.name(i), true);
        }
        return cells;
    }

    /** The question as it is put to one prompt; none to a prompt that no named pair is of. */
    private Optional<AuditRequest> asked(Prompts.Problem problem, int refits, int sample, long seed) {
        Targets targets = request.targets();
        if (targets instanceof Targets.Named named) {
            List<Targets.Pair> here = new ArrayList<>();
            for (Targets.Pair pair : named.pairs()) {
                OptionalInt i = problem.counts().items().id(items.name(pair.i()));
                OptionalInt j = problem.counts().items().id(items.name(pair.j()));
                if (i.isPresent() && j.isPresent()) {
                    here.add(new Targets.Pair(i.getAsInt(), j.getAsInt()));
                }
            }
            if (here.isEmpty()) {
                return Optional.empty();
            }
            targets = new Targets.Named(here);
        }
        return Optional.of(new AuditRequest(
                targets, request.thresholds(), request.top(), refits, sample, request.seed() + seed, false));
    }

    private Fit<ComparisonGraph> fit(Counts counts, AuditRequest asked) {
        return fit(counts, asked, prompts.choice());
    }

    private Fit<ComparisonGraph> fit(Counts counts, AuditRequest asked, ModelChoice choice) {
        ComparisonGraph graph = choice.graph(counts);
        return asIfUnobserved ? Fitting.fit(Fitting.withoutOwn(graph, asked.targets()), choice) : choice.fit(graph);
    }

    /** The worst findings, the first of them with their refits: as many of each prompt as are there. */
    private List<NamedFinding> checked() {
        int refitted = Math.min(worst.size(), request.refits());
        Map<Integer, Integer> ofPrompt = new HashMap<>();
        worst.subList(0, refitted).forEach(row -> ofPrompt.merge(row.place, 1, Integer::sum));
        Map<Integer, List<NamedFinding>> again = new HashMap<>();
        Map<Integer, Integer> tipped = new HashMap<>();
        worst.subList(0, Math.min(refitted, tips)).forEach(row -> tipped.merge(row.place, 1, Integer::sum));
        ofPrompt.forEach((place, times) -> {
            Audit audit = audit(place, times, 0);
            List<NamedFinding> named = NamedFinding.of(audit, Tip.of(audit, tipped.getOrDefault(place, 0)));
            again.put(place, new ArrayList<>(named.subList(0, times)));
        });
        List<NamedFinding> findings = new ArrayList<>();
        for (int k = 0; k < worst.size(); k++) {
            Row row = worst.get(k);
            findings.add(k < refitted ? again.getOrDefault(row.place, List.of()).remove(0) : row.finding);
        }
        return findings;
    }

    private Audit audit(int place, int refits, int sample) {
        Prompts.Problem problem = prompts.problem(place);
        AuditRequest asked = asked(problem, refits, sample, place).orElseThrow();
        return Audit.of(fit(problem.counts(), asked), asked);
    }

    /** A finding each of prompts drawn at random. */
    private List<NamedFinding> sampled() {
        if (request.targets() instanceof Targets.Named) {
            return List.of();
        }
        RandomGenerator random = L64X128Mix.of(request.seed());
        Set<Integer> drawn = new HashSet<>();
        List<NamedFinding> findings = new ArrayList<>();
        for (int tries = 0; tries < request.sample(); tries++) {
            int place = random.nextInt(prompts.fitted().size());
            if (drawn.add(place)) {
                Audit audit = audit(place, 0, 1);
                for (Check check : audit.sampledChecks()) {
                    findings.add(new NamedFinding(audit.sources().items(), check.finding(), Optional.of(check)));
                }
            }
        }
        return findings;
    }

    private AuditedData shown(int place) {
        Counts counts = prompts.problem(place).counts();
        Audit audit = audit(place, 0, 0);
        return new AuditedData(
                List.of(),
                List.of(),
                new JudgedPairs(counts, prompts.choice().ties()),
                audit,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                losses.stream().map(loss -> LossReading.of(loss, audit)).toList(),
                List.of(),
                List.of());
    }
}
