package org.teeter.analysis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.data.Counts;
import org.teeter.data.Judgements;
import org.teeter.data.Rankings;
import org.teeter.data.RatedPairs;
import org.teeter.fit.ComponentFits;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.model.Conditional;
import org.teeter.model.PlackettLuce;
import org.teeter.model.RatedBradleyTerry;
import org.teeter.report.document.AcrossParts;
import org.teeter.report.document.JudgedRankings;
import org.teeter.report.document.Shown;

/** Fits a sample, or says why it cannot be fitted and what helps. */
final class Fitting {
    /** An edge number each: 1 GB. */
    private static final long MOST_MEETINGS = 250_000_000;

    /** Each has a row of the Hessian's border, and their Schur complement is dense. */
    private static final int MOST_RATERS = 500;

    private static final List<String> SELECTING = List.of("--largest-component", "--drop", "--min-comparisons");

    private final Sample sample;
    private final Watcher watcher;
    private Optional<String> acrossParts = Optional.empty();

    Fitting(Sample sample, Watcher watcher) {
        this.sample = sample;
        this.watcher = watcher;
    }

    Fitted fit(ModelChoice choice) {
        watcher.at("fitting", 0);
        Fitted fitted = choice.ofRaters().isPresent()
                ? new RatedFit(
                        rated(choice.ofRaters().get(), choice),
                        choice.ofRaters().get().tau())
                : fitAlike(choice);
        watcher.ended("fit");
        return fitted;
    }

    private Fitted fitAlike(ModelChoice choice) {
        return sample.isPromptByPrompt()
                ? PromptFits.of(Prompts.of(sample.judgements().problems(), choice), watcher)
                : problem(choice);
    }

    /** The fit of all that was read, as one problem. */
    ProblemFit<?> problem(ModelChoice choice) {
        if (choice.ofRaters().isPresent()) {
            return rated(choice.ofRaters().get(), choice);
        }
        if (sample.rankings().isPresent()) {
            Rankings rankings = sample.rankings().get();
            return new ProblemFit<>(
                    new JudgedRankings(rankings),
                    sample.items(),
                    fitBallots(rankings, choice),
                    new Variation<>(List.of(), sample.squaredRankings()));
        }
        Optional<Contests> contests = sample.contests(choice);
        return contests.isPresent()
                ? problem(
                        choice,
                        fitContests(contests.get(), choice),
                        new Variation<>(List.of(), sample.squaredContests(choice)))
                : problem(
                        choice,
                        pairs(choice),
                        new Variation<>(
                                sample.raters(choice).votes(), sample.squares().map(choice::graph)));
    }

    /** Keeps for the answer what is to be said of parts between which nothing was compared. */
    void tellParts(Fit<?> fit) {
        acrossParts = AcrossParts.warning(fit);
    }

    /** What the last answer says of such parts; empty where there are none. */
    Optional<String> acrossParts() {
        return acrossParts;
    }

    /** The same as if the one target had never been judged. */
    ProblemFit<?> problemWithout(ModelChoice choice, Targets target) {
        if (sample.rankings().isPresent()) {
            throw new RefusedException(
                    "--as-if-unobserved is of judgements of pairs, and these are rankings; leave it out");
        }
        if (sample.contests(choice).isPresent() || choice.ofRaters().isPresent()) {
            throw new RefusedException(
                    "--as-if-unobserved does not go with --home, --covariate and --raters; leave it out");
        }
        Fit<ComparisonGraph> fit = pairs(choice);
        ComparisonGraph without = withoutOwn(fit.data(), target);
        return problem(choice, without.edges() == fit.data().edges() ? fit : fit(without, choice), Variation.none());
    }

    private <D extends Judgements<D>> ProblemFit<D> problem(ModelChoice choice, Fit<D> fit, Variation<D> variation) {
        return new ProblemFit<>(sample.pairs(choice), sample.items(), fit, variation);
    }

    private ProblemFit<RatedPairs> rated(RatedBradleyTerry model, ModelChoice choice) {
        Raters raters = sample.rankings().isEmpty()
                        && !sample.isPromptByPrompt()
                        && sample.contests(choice).isEmpty()
                ? sample.raters(choice)
                : Raters.UNKNOWN;
        int number = raters.names().size();
        if (number < 2 || number > MOST_RATERS) {
            throw new RefusedException("--raters needs judgements of pairs by 2 to " + MOST_RATERS
                    + " raters, whose column is named by --column rater=COLUMN, got " + number
                    + "; it does not go with --home, --covariate and --column group, nor with answers to prompts");
        }
        try {
            RatedPairs data = rated(raters, sample.counts(), choice);
            Optional<RatedPairs> squares = sample.squaredRaters(choice)
                    .map(squared -> rated(squared, sample.squares().orElseThrow(), choice));
            return new ProblemFit<>(
                    sample.pairs(choice),
                    sample.items(),
                    choice.fit(model, data, sample.items()),
                    new Variation<>(List.of(), squares));
        } catch (NoFiniteFitException e) {
            Selectable pooled = new Selectable.Pairs(choice.graph(sample.counts()), choice, true);
            throw new NoAnswerException(
                    e,
                    Remedies.of(e, pooled, choice).stream()
                            .filter(remedy -> !remedy.contains("--prior firth"))
                            .toList(),
                    "");
        } catch (IllegalArgumentException e) { // too large for several starts
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private static RatedPairs rated(Raters raters, Counts counts, ModelChoice choice) {
        return RatedPairs.of(raters.names(), raters.votes(), choice.graph(counts));
    }

    /** Fits each strong component by itself, where the whole has no finite fit; else the whole. */
    Fitted fitStrongComponents(ModelChoice choice) {
        if (choice.ofRaters().isPresent()) {
            throw new RefusedException("--strong-components does not go with --raters, whose precisions all components"
                    + " share; leave one of the two out");
        }
        if (choice.prior().regression().isPresent()) {
            throw new RefusedException(
                    "--strong-components is of scores that are free, and --items explains them; leave"
                            + " one of the two out");
        }
        if (choice.prior().holds()) {
            throw new RefusedException("--strong-components is of maximum likelihood, and with the prior "
                    + choice.prior() + " all items have a finite fit; leave one of the two out");
        }
        if (sample.isPromptByPrompt()) {
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
            return sample.rankings()
                    .map(data -> components(new PlackettLuce(), data))
                    .orElseGet(() -> components(choice));
        } catch (NoFiniteFitException e) {
            throw new RefusedException("--strong-components: inside the components, " + e.getMessage()
                    + "; fit a model without ties as an outcome");
        } catch (IllegalArgumentException e) { // of too many components
            throw new RefusedException("--strong-components: " + e.getMessage());
        }
    }

    private Fitted components(PlackettLuce model, Rankings data) {
        ComponentFits<Rankings> fits = ComponentFits.of(model, data, data.preferences(), data::among, data::joined);
        return new ComponentsFit<>(
                new JudgedRankings(data),
                sample.items(),
                model,
                fits,
                data.graph().edges(),
                members -> new Variation<>(List.of(), sample.squaredRankings().map(all -> all.among(members))));
    }

    private Fitted components(ModelChoice choice) {
        if (sample.contests(choice).isPresent()) {
            throw new RefusedException("--strong-components does not go with --home and --covariate, whose effects all"
                    + " components share; leave it out");
        }
        ComparisonGraph data = choice.graph(sample.counts());
        ComponentFits<ComparisonGraph> fits =
                ComponentFits.of(choice.model(), data, data.preferences(), data::induced, data::joined);
        return new ComponentsFit<>(
                sample.pairs(choice),
                sample.items(),
                choice.model(),
                fits,
                data.edges(),
                members -> new Variation<>(
                        List.of(), sample.squares().map(all -> choice.graph(all).induced(members))));
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
        try {
            return choice.fit(new PlackettLuce(), rankings, rankings.items());
        } catch (NoFiniteFitException e) {
            throw new NoAnswerException(
                    e, Remedies.of(e, new Selectable.Ballots(rankings, choice.prior()), choice), "");
        } catch (IllegalArgumentException e) { // too large for Firth's penalty
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private Fit<Contests> fitContests(Contests contests, ModelChoice choice) {
        if (choice.isOfRankings() || !choice.model().isConcave()) {
            throw new RefusedException(
                    "--home and --covariate are of models of pairs that have one maximum, got --model "
                            + (choice.isOfRankings()
                                    ? "plackett-luce"
                                    : choice.model().name()));
        }
        if (contests.size() == 0) {
            throw nothingToFit();
        }
        try {
            return choice.fit(new Conditional(choice.model()), contests, contests.items());
        } catch (NoFiniteFitException e) {
            throw new NoAnswerException(
                    e, e.isOfScores() ? remedies(e, contests, choice) : Remedies.ofEffects(e, choice), "");
        } catch (IllegalArgumentException e) { // too large for Firth's penalty
            throw new RefusedException(String.valueOf(e.getMessage()));
        } catch (NoConvergenceException e) {
            throw new RefusedException(
                    "the fit has no end that double precision finds: conditions together explain nearly every judgement;"
                            + " leave one out, of " + String.join(", ", contests.conditions())
                            + ", or take --prior firth");
        }
    }

    /** Without options that leave items out, where covariates are counted apart for all of them. */
    private List<String> remedies(NoFiniteFitException e, Contests contests, ModelChoice choice) {
        boolean selects = sample.judgements().contests().isEmpty();
        return Remedies.of(e, new Selectable.Pairs(contests.pooled(), choice, true), choice).stream()
                .filter(remedy -> selects || SELECTING.stream().noneMatch(remedy::contains))
                .toList();
    }

    /** The fit of judgements of pairs, without conditions. */
    Fit<ComparisonGraph> pairs(ModelChoice choice) {
        if (choice.isOfRankings()) {
            throw new RefusedException(
                    "--model plackett-luce is a model of rankings, and these are judgements of pairs;"
                            + " leave it out: of two items it is bradley-terry, or davidson where there are ties");
        }
        ComparisonGraph graph = choice.graph(sample.counts());
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
            throw new NoAnswerException(e, Remedies.of(e, new Selectable.Pairs(graph, choice, false), choice), "");
        } catch (IllegalArgumentException e) { // too large for several starts, or no model of Firth's penalty
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    static RefusedException nothingToFit() {
        return new RefusedException(
                "there is nothing to fit: no judgement is left once ties are dropped; use --ties half");
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
}
