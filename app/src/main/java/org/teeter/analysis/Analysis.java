package org.teeter.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Targets;
import org.teeter.audit.TooLargeException;
import org.teeter.data.Amount;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Judgements;
import org.teeter.data.Rankings;
import org.teeter.data.RatedPairs;
import org.teeter.evidence.NoFlowException;
import org.teeter.fit.ComponentFits;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.infer.Covariance;
import org.teeter.infer.RaterSpread;
import org.teeter.link.Link;
import org.teeter.model.Conditional;
import org.teeter.model.Hold;
import org.teeter.model.PlackettLuce;
import org.teeter.model.RatedBradleyTerry;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.AuditReport;
import org.teeter.report.document.AuditedData;
import org.teeter.report.document.Boundaries;
import org.teeter.report.document.Explanation;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.JudgedPairs;
import org.teeter.report.document.JudgedRankings;
import org.teeter.report.document.Leaderboard;
import org.teeter.report.document.Order;
import org.teeter.report.document.ResultTable;
import org.teeter.report.document.Scale;
import org.teeter.report.document.Shown;
import org.teeter.report.document.TipDocument;
import org.teeter.report.document.Verdict;
import org.teeter.tabular.count.Suspect;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;
import org.teeter.tip.Tip;
import org.teeter.votes.Change;

/**
 * Preference data from reading to results: reads, selects, then fits or audits. What was read decides what is fitted: one problem, or as many
 * as there are prompts.
 */
public final class Analysis implements AutoCloseable {
    /** An edge number each: 1 GB. */
    private static final long MOST_MEETINGS = 250_000_000;

    /** So many findings are followed to where they tip, */
    private static final int TIPS = 20;
    /** and fewer where their number times that of sources would be more. */
    private static final long TIPS_WORK = 400_000;

    private static final int SIMILAR = 5;
    /** Each has a row of the Hessian's border, and their Schur complement is dense. */
    private static final int MOST_RATERS = 500;

    private final Reading reading;
    private final List<Path> files;
    private final ReadOptions options;
    private final Watcher watcher;
    private final String version;
    private final List<String> selectionNotes = new ArrayList<>();
    private Optional<Counts> selected = Optional.empty();
    private Optional<Rankings> ranked = Optional.empty(); // what is left of rankings

    /**
     * Reads.
     *
     * @param version of the program, which documents name
     */
    public Analysis(List<Path> files, ReadOptions options, Watcher watcher, String version) {
        this.files = List.copyOf(files);
        this.options = options;
        this.watcher = watcher;
        this.version = version;
        this.reading = PreferenceFiles.read(files, options, watcher);
        watcher.ended("read");
    }

    public Reading reading() {
        return reading;
    }

    /** What there is in pairs of unrelated texts, a line each: there is nothing to fit then. */
    public Optional<List<String>> profile() {
        return reading instanceof Reading.Unshared unshared
                ? Optional.of(unshared.profile().describe())
                : Optional.empty();
    }

    /** All that a person should know of how the files were read and what of them is used, a sentence each. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(reading.notes());
        notes.addAll(selectionNotes);
        return notes;
    }

    /** What of that is not of one file. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(reading.remarks());
        remarks.addAll(selectionNotes);
        return remarks;
    }

    /** Leaves items out. */
    public void select(Selection selection, ModelChoice choice) {
        if (isPromptByPrompt() && !selection.equals(Selection.ALL)) {
            throw new RefusedException(
                    "--drop, --min-comparisons and --largest-component have no meaning for answers to"
                            + " prompts, each of which is a problem of its own; leave them out");
        }
        if (selection.equals(Selection.ALL)) {
            return;
        }
        if (reading instanceof Reading.Ballots ballots) {
            Selection.Selected left = selection.of(new Selectable.Ballots(ballots.rankings(), choice.prior()));
            ranked = Optional.of(ballots.rankings().among(left.items()));
            selectionNotes.addAll(left.notes());
            return;
        }
        if (judgements().contests().isPresent()
                || counts().shown().isPresent()
                || !judgements().contexts().isEmpty()) {
            throw new RefusedException(
                    "--drop, --min-comparisons and --largest-component do not go with --home, --covariate, --column group and"
                            + " --column rater; leave the rows out of the file");
        }
        Counts counts = judgements().counts();
        Selection.Selected left = selection.of(new Selectable.Pairs(choice.graph(counts), choice, false));
        selected = Optional.of(left.members().size() == counts.items().size() ? counts : counts.among(left.items()));
        selectionNotes.addAll(left.notes());
    }

    private Reading.Judgements judgements() {
        return (Reading.Judgements) reading;
    }

    private Counts counts() {
        return selected.orElseGet(() -> judgements().counts());
    }

    private Rankings rankings(Reading.Ballots ballots) {
        return ranked.orElseGet(ballots::rankings);
    }

    /** What is fitted. */
    public Items items() {
        return reading instanceof Reading.Ballots ballots ? ballots.rankings().items() : counts().items();
    }

    /** Whether answers to several prompts were read, each prompt a problem of its own. */
    public boolean isPromptByPrompt() {
        return reading instanceof Reading.Judgements judgements
                && judgements.problems().size() > 1;
    }

    /**
     * Fits.
     *
     * @throws NoAnswerException if there is no finite fit
     */
    public Fitted fit(ModelChoice choice) {
        watcher.at("fitting", 0);
        Fitted fitted =
                choice.ofRaters().isPresent() ? fitRated(choice.ofRaters().get(), choice) : fitAlike(choice);
        watcher.ended("fit");
        return fitted;
    }

    private Fitted fitAlike(ModelChoice choice) {
        return reading instanceof Reading.Ballots ballots
                ? new ProblemFit<>(
                        new JudgedRankings(rankings(ballots)),
                        items(),
                        fitBallots(rankings(ballots), choice),
                        List.of())
                : isPromptByPrompt()
                        ? PromptFits.of(Prompts.of(judgements().problems(), choice), watcher)
                        : contests(choice)
                                .<Fitted>map(contests -> problem(choice, fitContests(contests, choice), List.of()))
                                .orElseGet(() -> problem(choice, fitPairs(choice), byRater(choice)));
    }

    private Fitted fitRated(RatedBradleyTerry model, ModelChoice choice) {
        List<ComparisonGraph> byRater = reading instanceof Reading.Judgements
                        && !isPromptByPrompt()
                        && contests(choice).isEmpty()
                ? byRater(choice)
                : List.of();
        if (byRater.size() < 2 || byRater.size() > MOST_RATERS) {
            throw new RefusedException("--raters needs judgements of pairs by 2 to " + MOST_RATERS
                    + " raters, whose column is named by --column rater=COLUMN, got " + byRater.size()
                    + "; it does not go with --home, --covariate and --column group, nor with answers to prompts");
        }
        List<String> names = counts().contexts().stream()
                .map(number -> judgements().contexts().get(number).rater())
                .toList();
        try {
            RatedPairs data = RatedPairs.of(names, byRater, choice.graph(counts()));
            return new RatedFit(
                    new ProblemFit<>(
                            new JudgedPairs(counts(), choice.ties()),
                            items(),
                            Estimator.of(choice.prior()).fit(model, data),
                            List.of()),
                    model.tau());
        } catch (NoFiniteFitException e) {
            throw new NoAnswerException(
                    e,
                    List.of(
                            "collect judgements that connect the parts both ways",
                            "leave the rows of the items named out of the file",
                            "set a prior: --prior normal:2 (each score N(0, 2²))"),
                    "");
        } catch (IllegalArgumentException e) { // too large for several starts
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    /** Fits each strong component by itself, where the whole has no finite fit; else the whole. */
    public Fitted fitStrongComponents(ModelChoice choice) {
        if (choice.ofRaters().isPresent()) {
            throw new RefusedException("--strong-components does not go with --raters, whose precisions all components"
                    + " share; leave one of the two out");
        }
        if (choice.prior().holds()) {
            throw new RefusedException("--strong-components is of maximum likelihood, and with the prior "
                    + choice.prior() + " all items have a finite fit; leave one of the two out");
        }
        if (isPromptByPrompt()) {
            throw new RefusedException("--strong-components has no meaning for answers to prompts, each of which is a"
                    + " problem of its own; leave it out");
        }
        try {
            return fit(choice);
        } catch (NoAnswerException e) {
            if (!e.reason().isOfScores()) {
                throw e;
            }
        }
        try {
            return reading instanceof Reading.Ballots ballots
                    ? components(new PlackettLuce(), rankings(ballots))
                    : components(choice);
        } catch (IllegalArgumentException e) { // of parameters that all judgements share, or of too many components
            throw new RefusedException("--strong-components: " + e.getMessage());
        }
    }

    private Fitted components(PlackettLuce model, Rankings data) {
        ComponentFits<Rankings> fits = ComponentFits.of(model, data, data.preferences(), data::among);
        return new ComponentsFit<>(
                new JudgedRankings(data), items(), model, fits, data.graph().edges());
    }

    private Fitted components(ModelChoice choice) {
        if (contests(choice).isPresent()) {
            throw new RefusedException("--strong-components does not go with --home and --covariate, whose effects all"
                    + " components share; leave it out");
        }
        ComparisonGraph data = choice.graph(counts());
        ComponentFits<ComparisonGraph> fits = ComponentFits.of(choice.model(), data, data.preferences(), data::induced);
        return new ComponentsFit<>(
                new JudgedPairs(counts(), choice.ties()), items(), choice.model(), fits, data.edges());
    }

    private static Fit<Rankings> fitBallots(Rankings rankings, ModelChoice choice) {
        if (!choice.allowsRankings()) {
            throw new RefusedException("these are rankings, whose model is plackett-luce, got --model "
                    + choice.model().name().toLowerCase(Locale.ROOT));
        }
        if (rankings.distinct() == 0) {
            throw new RefusedException("there is nothing to fit: no ranking chooses among two items or more");
        }
        if (rankings.meetingPairs() > MOST_MEETINGS) {
            throw new RefusedException("rankings on which " + Shown.number(rankings.meetingPairs())
                    + " pairs of items meet do not fit into memory, which holds " + Shown.number(MOST_MEETINGS)
                    + "; keep the first places of each, or a sample of them");
        }
        refuseFirth(choice, "and these are rankings");
        try {
            return Estimator.of(choice.prior()).fit(new PlackettLuce(), rankings);
        } catch (NoFiniteFitException e) {
            throw new NoAnswerException(e, Remedies.of(e, new Selectable.Ballots(rankings, choice.prior())), "");
        }
    }

    /** What stands beside a ranking: the same by other models, and the rankings of groups. */
    public record Beside(List<Leaderboard.Group> columns, List<String> notes) {}

    /**
     * Fits other models, and the judgements of each group by itself, where a column of groups was named.
     *
     * @param scale of a model's link
     */
    public Beside beside(
            List<ModelChoice> others, ModelChoice choice, ErrorChoice errors, Function<Link, Scale> scale) {
        List<Leaderboard.Group> groups = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (ModelChoice other : others) {
            Fitted fitted = fit(other);
            groups.add(column(other.name(), fitted.ranking(errors), scale.apply(fitted.link())));
        }
        if (reading instanceof Reading.Judgements read) {
            boolean named = read.contexts().stream().anyMatch(c -> !c.group().isEmpty());
            if (named && read.contexts().stream().anyMatch(c -> !c.rater().isEmpty())) {
                throw new RefusedException(
                        "name a column of groups or one of raters, --column group=… or --column rater=…, not"
                                + " both");
            }
            for (int number : named ? counts().contexts() : List.<Integer>of()) {
                String name = read.contexts().get(number).group();
                Counts here = judged(counts().in(number));
                try {
                    Fitted fitted = new ProblemFit<>(
                            new JudgedPairs(here, choice.ties()),
                            here.items(),
                            choice.fit(choice.graph(here)),
                            List.of());
                    groups.add(column(name, fitted.ranking(errors), scale.apply(fitted.link())));
                } catch (NoFiniteFitException e) {
                    groups.add(new Leaderboard.Group(name, Map.of(), 0));
                    notes.add(name + " has no finite fit: " + e.reason());
                }
            }
        }
        return new Beside(groups, notes);
    }

    private static Leaderboard.Group column(String name, Ranking ranking, Scale scale) {
        Map<String, ItemTotals> rows = new LinkedHashMap<>();
        ranking.on(scale).forEach(t -> rows.put(t.name(), t));
        return new Leaderboard.Group(name, rows, ranking.quantile());
    }

    /** The same counts of those items alone that were judged at all. */
    private static Counts judged(Counts counts) {
        BitSet judged = new BitSet();
        for (int e = 0; e < counts.edges(); e++) {
            judged.set(counts.first(e));
            judged.set(counts.second(e));
        }
        return counts.among(judged.stream().toArray());
    }

    private <D extends Judgements<D>> Fitted problem(ModelChoice choice, Fit<D> fit, List<D> clusters) {
        return new ProblemFit<>(new JudgedPairs(counts(), choice.ties()), items(), fit, clusters);
    }

    /** The judgements of each rater, where a column of them was named and none of groups. */
    private List<ComparisonGraph> byRater(ModelChoice choice) {
        boolean raters = !counts().contexts().isEmpty()
                && judgements().contexts().stream()
                        .allMatch(context ->
                                context.group().isEmpty() && !context.rater().isEmpty());
        return raters ? Covariance.clusters(counts(), choice.ties()) : List.of();
    }

    private Raters raters(ModelChoice choice) {
        List<ComparisonGraph> votes = reading instanceof Reading.Ballots ? List.of() : byRater(choice);
        return votes.isEmpty()
                ? Raters.UNKNOWN
                : new Raters(
                        counts().contexts().stream()
                                .map(number ->
                                        judgements().contexts().get(number).rater())
                                .toList(),
                        votes);
    }

    /** The judgements under their conditions, where some were asked for. */
    private Optional<Contests> contests(ModelChoice choice) {
        Optional<Contests> named =
                judgements().contests().map(builder -> builder.contests(counts().items(), choice.ties()));
        return named.isPresent() ? named : counts().shown().map(shown -> Contests.ofShown(counts(), choice.ties()));
    }

    private Fit<Contests> fitContests(Contests contests, ModelChoice choice) {
        if (choice.isOfRankings() || !choice.model().isConcave()) {
            throw new RefusedException(
                    "--home and --covariate are of models of pairs that have one maximum, got --model "
                            + (choice.isOfRankings()
                                    ? "plackett-luce"
                                    : choice.model().name()));
        }
        refuseFirth(choice, "and not with --home and --covariate");
        if (contests.size() == 0) {
            throw nothingToFit();
        }
        try {
            return Estimator.of(choice.prior()).fit(new Conditional(choice.model()), contests);
        } catch (NoFiniteFitException e) {
            throw new NoAnswerException(
                    e,
                    e.isOfScores()
                            ? Remedies.of(e, new Selectable.Pairs(contests.pooled(), choice, true))
                            : List.of("leave out what is named: --home, --covariate"),
                    "");
        } catch (NoConvergenceException e) {
            throw new RefusedException(
                    "the fit has no end: perhaps conditions together explain every judgement, or are the same"
                            + " but for a factor; leave one out, of " + String.join(", ", contests.conditions()));
        }
    }

    private static void refuseFirth(ModelChoice choice, String why) {
        if (choice.prior().hold() == Hold.INFORMATION) {
            throw new RefusedException("--prior firth is of bradley-terry on pairs, " + why
                    + "; take --prior pseudo:0.5, half a win and half a loss against a ghost");
        }
    }

    private Fit<ComparisonGraph> fitPairs(ModelChoice choice) {
        if (choice.isOfRankings()) {
            throw new RefusedException(
                    "--model plackett-luce is a model of rankings, and these are judgements of pairs;"
                            + " leave it out: of two items it is bradley-terry, or davidson where there are ties");
        }
        ComparisonGraph graph = choice.graph(counts());
        if (graph.edges() == 0) {
            throw nothingToFit();
        }
        return fit(graph, choice);
    }

    /** Fits a graph, or says why not and what helps. */
    static Fit<ComparisonGraph> fit(ComparisonGraph graph, ModelChoice choice) {
        try {
            return choice.fit(graph);
        } catch (NoFiniteFitException e) {
            throw new NoAnswerException(e, Remedies.of(e, new Selectable.Pairs(graph, choice, false)), "");
        } catch (IllegalArgumentException e) { // too large for several starts, or no model of Firth's penalty
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    static RefusedException nothingToFit() {
        return new RefusedException(
                "there is nothing to fit: no judgement is left once ties are dropped; use --ties half");
    }

    /** Refuses what can be fitted and no more. */
    private static void requireAudited(ModelChoice choice, String command) {
        if (choice.ofRaters().isPresent()) {
            throw new RefusedException("--raters is of fit, not of " + command + "; leave it out");
        }
        if (choice.prior().hold() == Hold.INFORMATION) {
            throw new RefusedException("--prior firth is of fit, not of " + command
                    + ": how its scores respond to a share hangs on"
                    + " a second derivative that couples all pairs; take --prior pseudo:0.5 or normal:2");
        }
    }

    /**
     * Fits and audits; the rows of {@code targets.csv}, {@code comparisons.csv} and {@code scores.csv} go into the tables.
     *
     * @param asIfUnobserved whether the judgements of the one named target are left out
     * @param tips how many findings are followed to where they tip; if nothing is said, some, and fewer where fits take long
     */
    public AuditReport audit(
            ModelChoice choice, AuditRequest request, boolean asIfUnobserved, OptionalInt tips, Tables tables) {
        requireAudited(choice, "audit");
        if (isPromptByPrompt()) {
            if (request.acrossParts()) {
                throw new RefusedException(
                        "--across-parts has no meaning for answers to prompts, each of which is a problem"
                                + " of its own; leave it out");
            }
            Prompts prompts = Prompts.of(judgements().problems(), choice);
            watcher.ended("fit");
            AuditReport report = new PromptAudit(prompts, request, asIfUnobserved, tips.orElse(TIPS), items(), watcher)
                    .audit(reading, auditNotes(asIfUnobserved), tables, version);
            watcher.ended("audit");
            return report;
        }
        watcher.at("fitting", 0);
        ProblemFit<?> problem;
        if (reading instanceof Reading.Ballots ballots) {
            if (asIfUnobserved) {
                throw new RefusedException(
                        "--as-if-unobserved is of judgements of pairs, and these are rankings; leave it out");
            }
            problem = new ProblemFit<>(
                    new JudgedRankings(rankings(ballots)), items(), fitBallots(rankings(ballots), choice), List.of());
        } else {
            problem = fitForAudit(choice, request, asIfUnobserved);
        }
        Fit<?> fit = problem.fit();
        watcher.ended("fit");
        if (request.top() == 0
                && fit.graph().size() > Audit.LARGEST_LISTED
                && !(request.targets() instanceof Targets.Named)) {
            throw new RefusedException(
                    "--top 0 lists the targets of up to " + Audit.LARGEST_LISTED + " items, and there are "
                            + fit.graph().size() + "; use --top K, or name pairs with --targets A,B");
        }
        Audit audit = audited(fit, request);
        Optional<Order> order = request.targets() instanceof Targets.Named || asIfUnobserved
                ? Optional.empty()
                : problem.order(request.seed(), raters(choice));
        watcher.ended("audit");
        watcher.at("looking for what turns the findings round", 0);
        List<Tip> tipped = Tip.of(audit, tips.orElse((int)
                Math.min(TIPS, TIPS_WORK / (1 + audit.sources().count()))));
        watcher.ended("tips");
        List<String> notes = auditNotes(asIfUnobserved);
        if (audit.findings().size() > request.refits()) {
            notes.add(refitted(request.refits()));
        }
        List<String> suspects = reading.suspects().stream()
                .map(Suspect::toString)
                .map(s -> "Perhaps misspelt: " + s + ".")
                .toList();
        AuditedData data = new AuditedData(reading.sources(), suspects, problem.judged(), audit, order, tipped, notes);
        watcher.at("writing the report", 0);
        write(tables, data);
        return new AuditDocument(data, version);
    }

    /** Why the model says what it says of two items, by their names. */
    public Explanation why(ModelChoice choice, String first, String second) {
        requireAudited(choice, "why");
        item(items(), first);
        item(items(), second);
        watcher.at("fitting", 0);
        if (isPromptByPrompt()) {
            Prompts prompts = Prompts.of(judgements().problems(), choice);
            Prompts.Problem problem = IntStream.range(0, prompts.fitted().size())
                    .mapToObj(prompts::problem)
                    .filter(p -> Stream.of(first, second)
                            .allMatch(name -> p.counts().items().id(name).isPresent()))
                    .findFirst()
                    .orElseThrow(() ->
                            new RefusedException("why needs two answers to one prompt that has a finite fit, got \""
                                    + first + "\" and \"" + second + "\""));
            return explanation(prompts.fit(problem), problem.counts().items(), first, second, OptionalDouble.empty());
        }
        Fit<?> fit = reading instanceof Reading.Ballots ballots
                ? fitBallots(rankings(ballots), choice)
                : fitForAudit(choice, AuditRequest.standard(), false).fit();
        return explanation(
                fit,
                items(),
                first,
                second,
                reading instanceof Reading.Ballots ? OptionalDouble.empty() : RaterSpread.of(byRater(choice)));
    }

    private Explanation explanation(Fit<?> fit, Items items, String first, String second, OptionalDouble raters) {
        if (first.equals(second)) {
            throw new RefusedException("why needs two different items, got \"" + first + "\" twice");
        }
        Targets.Pair pair = new Targets.Pair(item(items, first), item(items, second));
        AuditRequest request = new AuditRequest(
                new Targets.Named(List.of(pair)), AuditRequest.standard().thresholds(), 1, 0, 0, 1, true);
        try {
            return new Explanation(audited(fit, request), raters);
        } catch (NoFlowException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private static int item(Items items, String name) {
        return items.id(name)
                .orElseThrow(() -> new RefusedException("there is no item \"" + name + "\"; the most similar names: "
                        + IntStream.range(0, items.size())
                                .mapToObj(items::name)
                                .sorted(Comparator.comparingInt(other -> -wordsShared(name, other)))
                                .limit(SIMILAR)
                                .map(other -> '"' + other + '"')
                                .collect(Collectors.joining(", "))));
    }

    private static int wordsShared(String name, String other) {
        String within = other.toLowerCase(Locale.ROOT);
        return (int) Stream.of(name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty() && within.contains(word))
                .count();
    }

    private ProblemFit<?> fitForAudit(ModelChoice choice, AuditRequest request, boolean asIfUnobserved) {
        Optional<Contests> contests = contests(choice);
        if (contests.isPresent()) {
            if (asIfUnobserved) {
                throw new RefusedException("--as-if-unobserved does not go with --home and --covariate; leave it out");
            }
            return paired(choice, fitContests(contests.get(), choice));
        }
        Fit<ComparisonGraph> fit = fitPairs(choice);
        if (!asIfUnobserved) {
            return paired(choice, fit);
        }
        ComparisonGraph without = withoutOwn(fit.data(), request.targets());
        return paired(choice, without.edges() == fit.data().edges() ? fit : fit(without, choice));
    }

    /**
     * How few votes change the order.
     *
     * @param tops which items are the first k, for each of these
     * @param pair which of two items is ahead, if that is asked
     * @param changes what may be done to votes; all that may, where it is empty
     */
    public TipDocument tip(ModelChoice choice, List<Integer> tops, Optional<Targets.Pair> pair, List<Change> changes) {
        return problem(choice).tip(tops, pair, changes, raters(choice));
    }

    /** How few votes change which items are the first k, for every k up to {@code most}. */
    public Boundaries boundaries(ModelChoice choice, int most, Change change) {
        return problem(choice).boundaries(most, change);
    }

    /** The one problem whose order is asked for, fitted. */
    private ProblemFit<?> problem(ModelChoice choice) {
        requireAudited(choice, "tip");
        if (isPromptByPrompt()) {
            throw new RefusedException(
                    "answers to prompts are problems of their own; tip is of one of them: give it alone");
        }
        watcher.at("fitting", 0);
        ProblemFit<?> problem = reading instanceof Reading.Ballots ballots
                ? new ProblemFit<>(
                        new JudgedRankings(rankings(ballots)),
                        items(),
                        fitBallots(rankings(ballots), choice),
                        List.of())
                : fitForAudit(choice, AuditRequest.standard(), false);
        watcher.at("looking for votes", 0);
        return problem;
    }

    /**
     * The rows in which the votes are that change an order: their table, which a header begins.
     *
     * @throws RefusedException where votes are not whole, are under conditions, or are rankings
     */
    public List<List<String>> rows(TipDocument document, ModelChoice choice) {
        boolean plain = reading instanceof Reading.Judgements read
                && read.profile().isEmpty()
                && contests(choice).isEmpty()
                && document.claims().stream()
                        .flatMap(claim -> claim.turns().stream())
                        .allMatch(turn -> turn.votes() == Math.rint(turn.votes()));
        if (!plain) {
            throw new RefusedException(
                    "--out names the rows of whole votes on pairs of named options, without --home and"
                            + " --covariate; leave it out");
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(TippedRows.HEADER);
        lines.addAll(new TippedRows(choice.graph(counts()), files, options, watcher).of(document));
        return lines;
    }

    private <D extends Judgements<D>> ProblemFit<D> paired(ModelChoice choice, Fit<D> fit) {
        return new ProblemFit<>(new JudgedPairs(counts(), choice.ties()), items(), fit, List.of());
    }

    private Audit audited(Fit<?> fit, AuditRequest request) {
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

    private List<String> auditNotes(boolean asIfUnobserved) {
        List<String> notes =
                new ArrayList<>(remarks().stream().map(Verdict::asSentence).toList());
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> void write(Writer out, ResultTable<T> table, List<T> rows) {
        new CsvFile(out).header(table.names()).rows(table, rows);
    }

    /** A graph as if the one named pair had never been judged. */
    static ComparisonGraph withoutOwn(ComparisonGraph graph, Targets targets) {
        if (!(targets instanceof Targets.Named named && named.pairs().size() == 1)) {
            throw new RefusedException("--as-if-unobserved needs exactly one named pair: --targets A,B");
        }
        Targets.Pair pair = named.pairs().get(0);
        int own = graph.edge(pair.i(), pair.j());
        return own < 0 ? graph : graph.without(own);
    }

    @Override
    public void close() {
        reading.close();
    }
}
