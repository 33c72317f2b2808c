package org.teeter.report.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.teeter.audit.Audit;
import org.teeter.audit.Check;
import org.teeter.audit.Coverage;
import org.teeter.audit.Dominance;
import org.teeter.audit.Finding;
import org.teeter.audit.Foster;
import org.teeter.audit.Hinge;
import org.teeter.audit.Sources;
import org.teeter.audit.Targets;
import org.teeter.data.Amount;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.graph.Graph;
import org.teeter.graph.Parts;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.tabular.bytes.Visible;

/**
 * What an audit found, in plain sentences: the same on the terminal and on top of the report.
 *
 * <p>Item names stand between the characters U+2068 and U+2069 (first strong isolate), so that a page can set them apart whatever
 * their script; {@link #quoted} makes quotation marks of them.
 */
public final class Verdict {
    /** What the check's derivative part may be off, relative. */
    static final double WORST_ALLOWED = 1e-3;

    private static final int BRIDGES_NAMED = 3;
    private static final int HINGES_NAMED = 3;
    private static final int PARTS_NAMED = 3;
    private static final int MEMBERS_NAMED = 3;

    private final AuditedData data;
    private final Audit audit;
    private final List<Double> thresholds;

    public Verdict(AuditedData data) {
        this.data = data;
        this.audit = data.audit();
        this.thresholds = audit.request().thresholds();
    }

    /** A sentence for a terminal or a file: names in quotation marks, {@linkplain Visible shown} whatever they contain. */
    public static String quoted(String sentence) {
        return Visible.of(sentence.replace('\u2068', '"').replace('\u2069', '"'));
    }

    /** A note with a capital letter and a full stop. */
    public static String asSentence(String note) {
        String start = note.substring(0, 1).toUpperCase(Locale.ROOT) + note.substring(1);
        return start.endsWith(".") ? start : start + ".";
    }

    /** Of a fit in which more than the resistance of a pair says how far its share reaches. */
    static final String UNCERTIFIED =
            "There is no certificate beyond the predictions examined: in this model no bound of a sensitivity is"
                    + " proven. Each of them was held against every source.";

    /** The verdict: what holds, in votes; what carries it, and what helps; then how sure that is, and of what it is said. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        data.order().ifPresent(order -> sentences.addAll(order.sentences(data.items())));
        sentences.add(certified(headline()));
        parts().ifPresent(sentences::add);
        if (isWorthTelling()) {
            worst().ifPresent(sentences::add);
        }
        if (audit.fragile().get(0) > 0) {
            hinges().ifPresent(sentences::add);
        }
        bridges().ifPresent(sentences::add);
        advice().ifPresent(sentences::add);
        if (audit.fragile().get(0) == 0) {
            uncertified().ifPresent(sentences::add);
        } else {
            sentences.add(dominance(audit.dominance()));
        }
        coverage().ifPresent(sentences::add);
        sentences.add(dataAndFit());
        sentences.add(check(data.checks()));
        audit.foster().flatMap(Verdict::wrong).ifPresent(sentences::add);
        data.sources().stream()
                .flatMap(source -> source.notes().stream())
                .distinct()
                .forEach(note -> sentences.add(asSentence(note)));
        sentences.addAll(data.suspects());
        sentences.addAll(data.notes());
        return sentences;
    }

    /** Whether the most sensitive prediction is, which the table has in its first row: it is asked for, or the prior's alone. */
    private boolean isWorthTelling() {
        return audit.request().targets() instanceof Targets.Named
                || audit.findings().stream().limit(1).anyMatch(finding -> !finding.connected());
    }

    private String headline() {
        return headline(
                audit.fragile(),
                audit.targets(),
                audit.everyPairCompared() ? " (every pair was compared, so all pairs were examined)" : "",
                audit.coverage().isExactAbove(thresholds.get(0)),
                thresholds,
                audit.largest(),
                audit.sources().kind());
    }

    /**
     * How many predictions are fragile, and how far one point moves them.
     *
     * @param over how many of the targets exceed each threshold
     * @param remark on the targets
     * @param exact whether no others do
     * @param kind of what changes
     */
    static String headline(
            List<Long> over,
            long targets,
            String remark,
            boolean exact,
            List<Double> thresholds,
            double largest,
            Sources.Kind kind) {
        long fragile = over.get(0);
        String among = Amount.among(fragile, targets, "prediction") + remark;
        String are = " " + Amount.isAmong(fragile, targets) + " fragile";
        String smallest = Shown.threshold(thresholds.get(0));
        if (fragile == 0) {
            return (exact ? among : among.replaceFirst(" of ", " found of ")) + are + " at M = " + smallest
                    + (kind == Sources.Kind.SHARE
                            ? ": one point of the share won in a pair moves "
                            : ": exchanging two neighbours on 1% of the ballots that rank them so moves ")
                    + (targets == 1 ? "it by at most " : "none by more than ") + Shown.significant(largest)
                    + " points.";
        }
        return (exact ? "" : "At least ") + among + are
                + (kind == Sources.Kind.SHARE
                        ? ": one point of the share won in a pair moves "
                        : ": exchanging two neighbours on 1% of the ballots that rank them so moves ")
                + (targets == 1 || fragile == 1 ? "it" : "them")
                + " by more than "
                + points(over, thresholds)
                + ". The largest sensitivity is " + Shown.significant(largest) + ".";
    }

    /** The thresholds that are exceeded, and of several predictions by how many each. */
    private static String points(List<Long> over, List<Double> thresholds) {
        if (over.get(0) == 1) {
            int last = (int) over.stream().filter(n -> n > 0).count() - 1;
            return Shown.threshold(thresholds.get(last)) + " points";
        }
        List<String> higher = new ArrayList<>();
        for (int k = 1; k < thresholds.size(); k++) {
            long n = over.get(k);
            higher.add((n == 0 ? "none" : Shown.number(n)) + (k == 1 ? " of them" : "") + " by more than "
                    + Shown.threshold(thresholds.get(k)));
        }
        return Shown.threshold(thresholds.get(0)) + " points"
                + (higher.isEmpty() ? "" : " (" + String.join(", ", higher) + ")");
    }

    /** What an audit of more items than an inverse can be held for leaves open. */
    private Optional<String> coverage() {
        Coverage coverage = audit.coverage();
        if (coverage.above() == 0) {
            return Optional.empty();
        }
        String known =
                "Every prediction with a sensitivity above " + Shown.significant(coverage.above()) + " was found";
        String sure = coverage.failure() == 0
                ? ""
                : " (wrong with a probability of at most " + Shown.significant(coverage.failure()) + ")";
        return Optional.of(known + sure + ", by " + Amount.of(coverage.solves(), "solve")
                + "; below that, counts are lower bounds, and comparisons.csv lists only the pairs that were visited"
                + (coverage.exhausted() ? ", and the search ended at its limit of work." : "."));
    }

    private String dataAndFit() {
        Graph graph = audit.fit().graph();
        long pairs = (long) graph.size() * (graph.size() - 1) / 2;
        String fit = audit.fit().prior() instanceof Prior.None
                ? "the maximum-likelihood fit is finite"
                : "fitted with the prior " + audit.fit().prior();
        String among = Amount.ofThe(graph.edges(), pairs, "pair");
        return Amount.of(graph.size(), "item") + ", "
                + Amount.of(data.judged().judgements(), data.judged().noun())
                + (audit.sources().kind() == Sources.Kind.SHARE
                        ? " of " + among
                        : " in which " + among + (graph.edges() == 1 ? " meets" : " meet"))
                + data.judged().beyondNumber()
                + leftOut()
                + "; " + fit + ".";
    }

    private String leftOut() {
        long tied = data.judged().leftOut();
        return tied == 0 ? "" : ", " + Amount.of(tied, "tie") + " left out";
    }

    /** What only the prior holds together. */
    private Optional<String> parts() {
        Parts parts = audit.parts();
        if (parts.count() == 1) {
            return Optional.empty();
        }
        List<String> shown = new ArrayList<>();
        for (int k = 0; k < Math.min(parts.count(), PARTS_NAMED); k++) {
            int[] members = parts.members(k);
            String names = Arrays.stream(members)
                    .limit(MEMBERS_NAMED)
                    .mapToObj(this::named)
                    .collect(Collectors.joining(", "));
            shown.add("{" + names
                    + (members.length > MEMBERS_NAMED
                            ? ", and " + Shown.number(members.length - MEMBERS_NAMED) + " more"
                            : "")
                    + "}");
        }
        String what = audit.request().targets() instanceof Targets.Named
                ? "targets across parts are marked"
                : audit.request().acrossParts()
                        ? Shown.number(parts.pairsAcross()) + " of all pairs, which were audited too and are marked"
                        : Shown.number(parts.pairsAcross())
                                + " of all pairs, which are left out here (--across-parts audits them too)";
        return Optional.of(AcrossParts.opening(parts.count()) + ": " + String.join(", ", shown)
                + (parts.count() > PARTS_NAMED ? ", …" : "") + ". " + AcrossParts.source(audit.fit()) + ": " + what
                + ".");
    }

    /** How many pairs are one-sided, at the smallest threshold that any exceed. */
    static String dominance(List<Dominance> dominance) {
        for (Dominance d : dominance) {
            List<String> shares = new ArrayList<>();
            addShare(shares, d.observed(), "observed");
            addShare(shares, d.fitted(), "fitted");
            addShare(shares, d.confident(), "certain at 95%");
            if (!shares.isEmpty()) {
                return "One-sided pairs: " + String.join(", ", shares) + " beyond " + Shown.probability(d.pstar())
                        + " (M = " + Shown.threshold(d.m()) + ").";
            }
        }
        return "No pair is one-sided: none lies beyond "
                + Shown.probability(dominance.get(0).pstar()) + ".";
    }

    /** Nothing where there are none. */
    private static void addShare(List<String> shares, double share, String how) {
        if (share > 0) {
            shares.add(Shown.percent(share) + " " + how);
        }
    }

    private Optional<String> worst() {
        if (audit.findings().isEmpty() || audit.findings().get(0).source().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("The most sensitive: " + sentence(data.findings().get(0)));
    }

    /** On which pairs findings hang together. */
    private Optional<String> hinges() {
        List<Hinge> hinges = audit.hinges();
        long all = hinges.stream().mapToLong(h -> h.findings().size()).sum();
        if (hinges.isEmpty() || hinges.get(0).findings().size() < 2) {
            return Optional.empty();
        }
        String which = audit.findings().get(0).size() > thresholds.get(0) ? "fragile" : "most sensitive";
        String what = Amount.of(all, which + " prediction") + " listed";
        if (hinges.size() == 1) {
            return Optional.of(
                    "All " + what + " hang on " + source(hinges.get(0).source()) + ".");
        }
        String groups = hinges.stream()
                .limit(HINGES_NAMED)
                .map(h -> Amount.of(h.findings().size(), "hangs", "hang") + " on " + source(h.source()))
                .collect(Collectors.joining(", "));
        int more = hinges.size() - HINGES_NAMED;
        return Optional.of("Of the " + what + ", " + groups
                + (more <= 0 ? "" : ", the others on " + Amount.of(more, "more pair")) + ".");
    }

    private String source(int e) {
        Sources sources = audit.sources();
        String first = named(sources.first(e));
        String second = named(sources.second(e));
        return sources.kind() == Sources.Kind.SWAP
                ? first + " directly above " + second + " (" + ballots(sources.n(e)) + ")"
                : first + " against " + second
                        + (sources.about(e).isEmpty() ? "" : ", " + sources.about(e))
                        + " (" + Shown.share(sources.y(e), sources.n(e)) + ")";
    }

    /** One finding in words: what is predicted, on what it hangs, and what one point does. */
    public static String sentence(NamedFinding row) {
        Finding finding = row.finding();
        String prediction = title(row) + " is predicted at "
                + Shown.probability(finding.prediction())
                + (finding.connected() ? "" : " (by the prior alone: no chain of pairs connects the two)");
        if (finding.source().isEmpty()) {
            return prediction + "; no other pair moves it.";
        }
        Finding.Source source = finding.source().get();
        String first = marked(row.name(source.a()));
        String second = marked(row.name(source.b()));
        String sensitivity = "sensitivity " + Shown.significant(source.sensitivity());
        if (source.kind() == Sources.Kind.SWAP) {
            String hangs = prediction + " and hangs most on " + ballots(source.n()) + " with " + first
                    + " directly above " + second + " (" + sensitivity + ")";
            return row.check()
                    .map(c -> hangs + ": the two exchanged on one percent of them make it " + after(c.low()) + ".")
                    .orElse(hangs + ".");
        }
        String hangs = prediction + " and hangs most on " + first + " against " + second
                + (source.about().isEmpty() ? "" : ", " + source.about()) + " ("
                + Shown.share(source.y(), source.n()) + " for the first; " + sensitivity
                + ")";
        return row.check()
                .map(c -> hangs + ": " + less(source.y(), after(c.low())) + ", " + more(source.y(), after(c.high()))
                        + ".")
                .orElse(hangs + ".");
    }

    private static String ballots(double n) {
        return n == 1 ? "the one ballot" : "the " + Shown.number(n) + " ballots";
    }

    /** What a finding predicts. */
    static String title(NamedFinding row) {
        return marked(row.name(row.finding().i())) + " over "
                + marked(row.name(row.finding().j()));
    }

    private static String less(double y, String after) {
        if (y == 0) {
            return "there cannot be less";
        }
        return (y < Check.POINT ? "none there makes it " : "one point less there makes it ") + after;
    }

    private static String more(double y, String after) {
        if (y == 1) {
            return "there cannot be more";
        }
        return (1 - y < Check.POINT ? "all there " : "one point more ") + after;
    }

    private static String after(Optional<Probability> p) {
        return p.map(Shown::probability).orElse("undetermined");
    }

    /** A headline, and how far any pair whatever moves. */
    private String certified(String headline) {
        return audit.fragile().get(0) > 0
                ? headline
                : audit.widestIndex()
                        .map(c -> headline.substring(0, headline.length() - 1) + ", and no pair whatever by more than "
                                + Shown.significant(c.index()) + " (a certificate, for this fit and small changes).")
                        .orElse(headline);
    }

    /** That there is none, where no bound is proven. */
    private Optional<String> uncertified() {
        return audit.widestIndex().isPresent()
                        || audit.isCertified()
                        || audit.coverage().above() > 0
                ? Optional.empty()
                : Optional.of(UNCERTIFIED);
    }

    /** The index of a pair in letters [M45]. */
    static String bound(Fit<?> fit) {
        return fit.model().link() instanceof Logistic ? "n R / 4" : "g'(0) n R g'/(g (1 - g))";
    }

    private Optional<String> bridges() {
        int count = audit.bridges();
        if (count == 0) {
            return Optional.empty();
        }
        String which =
                audit.bridgeEdges().limit(BRIDGES_NAMED).mapToObj(this::pair).collect(Collectors.joining(", "));
        return Optional.of(Amount.of(count, "bridge holds", "bridges hold")
                + " the data together: " + which
                + (count > BRIDGES_NAMED ? ", …" : "") + ".");
    }

    /** What refitting showed. */
    static String check(List<Check> checks) {
        if (checks.isEmpty()) {
            return "Nothing was checked by refitting.";
        }
        double worst = AuditDocument.worstError(checks).getAsDouble();
        String found = "Checked by refitting, " + Amount.of(checks.size(), "case") + ": ";
        return worst <= WORST_ALLOWED
                ? found + "small changes come out as predicted, to a relative " + Shown.significant(worst) + "."
                : found + "WARNING, small changes differ from the prediction by a relative " + Shown.significant(worst)
                        + ", more than the " + WORST_ALLOWED + " allowed; go by the refitted values.";
    }

    /** What to say where leverages do not add up. */
    static Optional<String> wrong(Foster foster) {
        return foster.holds()
                ? Optional.empty()
                : Optional.of("WARNING: the leverages of all pairs should add up to " + Shown.number(foster.rank())
                        + ", and are off by " + Shown.significant(Math.abs(foster.sum() - foster.rank()))
                        + "; go by the refitted values, and report this.");
    }

    private Optional<String> advice() {
        if (audit.fragile().get(0) == 0 || audit.findings().isEmpty()) {
            return Optional.empty();
        }
        boolean ofPairs = audit.fit().data() instanceof ComparisonGraph;
        return Optional.of(
                advice(data.findings().get(0)) + (ofPairs ? " See also: teeter plan, teeter mitigate." : ""));
    }

    /** What would make a prediction less fragile. */
    static String advice(NamedFinding row) {
        String pair = marked(row.name(row.finding().i())) + " against "
                + marked(row.name(row.finding().j()));
        return row.finding().observed()
                ? "What helps: more judgements of " + pair + " itself."
                : "What helps: judge " + pair + " directly.";
    }

    private String pair(int e) {
        return named(audit.sources().first(e)) + " against "
                + named(audit.sources().second(e));
    }

    private String named(int item) {
        return marked(data.name(item));
    }

    /** A name as sentences have it; where it holds the marks themselves, these are written as their codes. */
    static String marked(String name) {
        String unmarked = name.replace("\u2068", "\\u2068").replace("\u2069", "\\u2069");
        return '\u2068' + unmarked + '\u2069';
    }
}
