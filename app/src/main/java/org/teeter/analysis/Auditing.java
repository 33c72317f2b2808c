package org.teeter.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.FeatureInfluence;
import org.teeter.audit.Finding;
import org.teeter.audit.Targets;
import org.teeter.audit.TooLargeException;
import org.teeter.data.Amount;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.loss.LossReading;
import org.teeter.loss.TrainingLoss;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Hold;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.AuditReport;
import org.teeter.report.document.AuditedData;
import org.teeter.report.document.Boundaries;
import org.teeter.report.document.Order;
import org.teeter.report.document.ResultTable;
import org.teeter.report.document.Shown;
import org.teeter.report.document.TipDocument;
import org.teeter.report.document.Tornado;
import org.teeter.report.document.Verdict;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;
import org.teeter.tabular.reader.Source;
import org.teeter.tabular.watch.Suspect;
import org.teeter.tip.Tip;
import org.teeter.votes.Change;
import org.teeter.votes.Proof;

/** Audits the fit of a sample, and looks for votes that turn its order round. */
final class Auditing {
    /** So many findings are followed to where they tip, */
    private static final int TIPS = 20;

    private static final int FEATURES = 20;
    /** and fewer where their number times that of sources would be more. */
    private static final long TIPS_WORK = 400_000;

    /** Boundaries of the order of which the page tells how few votes turn them; */
    private static final int BOUNDARIES = 20;

    /** fewer of many items, since each search is cubic in their number. */
    private static final long BOUNDARIES_WORK = 50_000_000;

    /** Where nothing is said, the rows of so many votes are found, */
    private static final int ROWS = 1000;
    /** unless there are more bytes to read again. */
    private static final long ROWS_BYTES = 64L << 20;

    private final Reading reading;
    private final List<Path> files;
    private final ReadOptions options;
    private final Sample sample;
    private final Fitting fitting;
    private final Watcher watcher;
    private final String version;

    Auditing(
            Reading reading,
            List<Path> files,
            ReadOptions options,
            Sample sample,
            Fitting fitting,
            Watcher watcher,
            String version) {
        this.reading = reading;
        this.files = files;
        this.options = options;
        this.sample = sample;
        this.fitting = fitting;
        this.watcher = watcher;
        this.version = version;
    }

    /** Refuses what can be fitted, audited and tipped, and no more. */
    static void requireCircuit(ModelChoice choice, String command) {
        if (choice.ofRaters().isPresent()) {
            throw new RefusedException("--raters is of fit, audit and tip, not of " + command + "; leave it out");
        }
        if (choice.prior().hold() == Hold.INFORMATION) {
            throw new RefusedException("--prior firth is of fit, audit and tip, not of " + command
                    + ": how its scores respond to a share hangs on"
                    + " a second derivative that couples all pairs; take --prior pseudo:0.5 or normal:2");
        }
    }

    /**
     * Fits and audits; the rows of {@code targets.csv}, {@code comparisons.csv} and {@code scores.csv} go into the tables.
     *
     * @param remarks on how the files were read and what of them is used
     */
    AuditReport audit(ModelChoice choice, AuditChoice asked, List<String> remarks, Tables tables) {
        AuditRequest request = asked.request();
        boolean asIfUnobserved = asked.asIfUnobserved();
        OptionalInt tips = asked.tips();
        OptionalInt rows = asked.rows();
        if (!asked.losses().isEmpty() && !(choice.model() instanceof BradleyTerry)) {
            throw new RefusedException("--loss reads the findings of Bradley-Terry, which is what dpo fits; leave out"
                    + " --model " + choice.model().name());
        }
        if (sample.isPromptByPrompt()) {
            if (request.acrossParts()) {
                throw new RefusedException(
                        "--across-parts has no meaning for answers to prompts, each of which is a problem"
                                + " of its own; leave it out");
            }
            Prompts prompts = Prompts.of(sample.judgements().problems(), choice);
            watcher.ended("fit");
            AuditReport report = new PromptAudit(prompts, asked, tips.orElse(TIPS), sample.items(), watcher)
                    .audit(reading, withoutRows(auditNotes(asIfUnobserved, remarks), rows), tables, version);
            watcher.ended("audit");
            return report;
        }
        watcher.at("fitting", 0);
        ProblemFit<?> problem =
                asIfUnobserved ? fitting.problemWithout(choice, request.targets()) : fitting.problem(choice);
        Fit<?> fit = problem.fit();
        watcher.ended("fit");
        if (request.top() == 0
                && fit.graph().size() > Audit.LARGEST_LISTED
                && !(request.targets() instanceof Targets.Named)) {
            throw new RefusedException(
                    "--top 0 lists the targets of up to " + Audit.LARGEST_LISTED + " items, and there are "
                            + fit.graph().size() + "; use --top K, or name pairs with --targets A,B");
        }
        Audit audit = audited(fit, request, watcher);
        watcher.at("looking for votes that change the order", 0);
        Optional<Order> order = request.targets() instanceof Targets.Named || asIfUnobserved
                ? Optional.empty()
                : problem.order(request.seed(), sample.raters(choice));
        int bounded = order.isPresent() ? boundariesOf(fit) : 0;
        Optional<Boundaries> boundaries = bounded > 0
                ? Optional.of(problem.boundaries(bounded, Change.FLIP, Proof.BRIEF, watcher))
                : Optional.empty();
        watcher.ended("audit");
        watcher.at("looking for what turns the findings round", 0);
        int worth = Standing.isSlow(fit)
                ? 0
                : (int) Math.min(TIPS, TIPS_WORK / (1 + audit.sources().count()));
        List<Tip> tipped = Tip.of(audit, tips.orElse(worth), watcher);
        watcher.ended("tips");
        List<LossReading> losses = losses(asked.losses(), audit);
        List<String> notes = auditNotes(asIfUnobserved, remarks);
        if (choice.ofRaters().isPresent()) {
            notes.add("Predictions are those of a rater of precision 1, and a share is that of one rater.");
        }
        if (hasRows(choice, fit)) {
            @SuppressWarnings("unchecked") // its data were seen to be a comparison graph
            Fit<ComparisonGraph> ofPairs = (Fit<ComparisonGraph>) fit;
            writeRows(ofPairs, audit.findings(), rows, worth, tables);
            watcher.ended("rows");
        } else {
            withoutRows(notes, rows);
        }
        if (Standing.isSlow(fit)) {
            notes.add(
                    "Fits under Firth's penalty take long here: where findings tip, and how few votes change the order, is looked for"
                            + " when asked for, by --tips K and by teeter tip.");
        }
        List<FeatureInfluence> features = features(fit, notes);
        if (audit.findings().size() > request.refits()) {
            notes.add(refitted(request.refits()));
        }
        List<String> suspects = reading.suspects().stream()
                .map(Suspect::toString)
                .map(s -> "Perhaps misspelt: " + s + ".")
                .toList();
        AuditedData data = new AuditedData(
                reading.sources(),
                suspects,
                problem.judged(),
                audit,
                order,
                boundaries,
                tipped,
                losses,
                features,
                notes);
        watcher.at("writing the report", 0);
        write(tables, data);
        return new AuditDocument(data, version);
    }

    /** Of how many boundaries the votes are looked for: in all, some seconds of processor time. */
    private static int boundariesOf(Fit<?> fit) {
        long n = fit.graph().size();
        return fit.data() instanceof ComparisonGraph && !Standing.isSlow(fit)
                ? (int) Math.min(BOUNDARIES, BOUNDARIES_WORK / (n * n * n))
                : 0;
    }

    private List<LossReading> losses(List<TrainingLoss> losses, Audit audit) {
        if (!losses.isEmpty() && !(audit.fit().data() instanceof ComparisonGraph)) {
            throw new RefusedException("--loss is of judgements of pairs, without --home and --covariate, and not of"
                    + " rankings; leave it out");
        }
        return losses.stream()
                .map(loss -> {
                    watcher.at("reading it under " + loss.kind(), 0);
                    return LossReading.of(loss, audit);
                })
                .toList();
    }

    /** What is known of the items, by how far it moves a prediction; none where it explains no scores. */
    private List<FeatureInfluence> features(Fit<?> fit, List<String> notes) {
        if (fit.prior().regression().isEmpty()) {
            return List.of();
        }
        if (fit.graph().size() > FeatureInfluence.LARGEST) {
            notes.add("How far features of items move predictions is told of up to " + FeatureInfluence.LARGEST
                    + " items.");
            return List.of();
        }
        watcher.at("changing features", 0);
        List<FeatureInfluence> worst = FeatureInfluence.worst(fit, FEATURES);
        notes.add(FeatureWords.of(fit, sample.items(), worst.get(0)));
        return worst;
    }

    /** How few votes change the order. */
    TipDocument tip(ModelChoice choice, TipRequest asked) {
        return problem(choice, "tip").tip(asked, sample.raters(choice));
    }

    /** How few votes change which items are the first k, for every k up to {@code most}. */
    Boundaries boundaries(ModelChoice choice, int most, Change change) {
        return problem(choice, "tip").boundaries(most, change, Proof.USUAL, watcher);
    }

    /** What each choice behind the ranking moves. */
    Tornado tornado(ModelChoice choice, int k) {
        requireCircuit(choice, "tornado");
        ProblemFit<?> problem = problem(choice, "tornado");
        int n = problem.fit().graph().size();
        if (sample.rankings().isPresent() || n < 3) {
            throw new RefusedException("tornado is of judgements of pairs of at least 3 items"
                    + (n < 3 ? ", got " + n : ", and these are rankings"));
        }
        if (k < 1 || k >= n) {
            throw new RefusedException("--top must be from 1 to " + (n - 1) + ", got " + k);
        }
        return Choices.of(sample, choice, problem.fit(), k, watcher);
    }

    /** The one problem whose order is asked for, fitted. */
    private ProblemFit<?> problem(ModelChoice choice, String command) {
        if (sample.isPromptByPrompt()) {
            throw new RefusedException(
                    "answers to prompts are problems of their own; " + command + " is of one of them: give it alone");
        }
        watcher.at("fitting", 0);
        ProblemFit<?> problem = fitting.problem(choice);
        fitting.tellParts(problem.fit());
        watcher.at("looking for votes", 0);
        return problem;
    }

    static Audit audited(Fit<?> fit, AuditRequest request, Watcher watcher) {
        try {
            return Audit.of(fit, request, watcher);
        } catch (TooLargeException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private static String refitted(int refits) {
        String which = refits == 0
                ? "No finding was"
                : refits == 1
                        ? "Only the worst finding was"
                        : "Only the worst " + Shown.number(refits) + " findings were";
        return which + " refitted; --refits changes that.";
    }

    private List<String> auditNotes(boolean asIfUnobserved, List<String> remarks) {
        List<String> notes =
                new ArrayList<>(remarks.stream().map(Verdict::asSentence).toList());
        sample.ofErrors().ifPresent(notes::add);
        reading.rejected()
                .ifPresent(rejected -> notes.add(Amount.of(
                        rejected.rows(),
                        "row could not be counted and was left out; it is in rejected.csv.",
                        "rows could not be counted and were left out; they are in rejected.csv.")));
        if (asIfUnobserved) {
            notes.add("The named pair's own judgements were dropped before the fit.");
        }
        return notes;
    }

    /** Whether rows of the files hold the very votes that were fitted. */
    private boolean hasRows(ModelChoice choice, Fit<?> fit) {
        return reading instanceof Reading.Judgements judged
                && judged.profile().isEmpty()
                && sample.contests(choice).isEmpty()
                && files.stream().noneMatch(StandardInput::isMeantBy)
                && fit.data() instanceof ComparisonGraph data
                && IntStream.range(0, data.kinds()).allMatch(kind -> data.weight(kind) == Math.rint(data.weight(kind)));
    }

    private static List<String> withoutRows(List<String> notes, OptionalInt rows) {
        if (rows.orElse(0) > 0) {
            notes.add(
                    "There is no rows.csv: it names the rows of whole votes on pairs of named options in files, without"
                            + " --home and --covariate.");
        }
        return notes;
    }

    private void writeRows(
            Fit<ComparisonGraph> fit, List<Finding> findings, OptionalInt rows, int worth, Tables tables) {
        long bytes = reading.sources().stream().mapToLong(Source::bytes).sum();
        int most = rows.orElse(bytes > ROWS_BYTES || worth == 0 ? 0 : ROWS);
        if (most > 0) {
            watcher.at("looking for rows", 0);
            try (Writer out = tables.open("rows.csv")) {
                new CsvFile(out)
                        .header(FindingRows.HEADER)
                        .rows(new FindingRows(fit, files, options, watcher)
                                .of(findings, rows.isPresent() ? TIPS : worth, most, tables::called));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void write(Tables tables, AuditedData data) {
        try (Writer targets = tables.open("targets.csv");
                Writer pairs = tables.open("comparisons.csv");
                Writer scores = tables.open("scores.csv")) {
            Audit audit = data.audit();
            write(targets, ResultTable.targets(audit.request().thresholds(), audit.sources()), data.findings());
            write(
                    pairs,
                    ResultTable.comparisons(data.audit().sources()),
                    data.audit().influences());
            write(scores, ResultTable.scores(data.ranking()), data.ranking());
            if (!data.features().isEmpty()) {
                try (Writer features = tables.open("features.csv")) {
                    write(features, ResultTable.features(audit.fit(), data.items()), data.features());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> void write(Writer out, ResultTable<T> table, List<T> rows) {
        new CsvFile(out).header(table.names()).rows(table, rows);
    }
}
