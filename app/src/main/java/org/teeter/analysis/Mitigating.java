package org.teeter.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.teeter.audit.Audit;
import org.teeter.audit.Targets;
import org.teeter.audit.TooLargeException;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Judgements;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.infer.CrossValidation;
import org.teeter.remedy.Found;
import org.teeter.remedy.Goal;
import org.teeter.remedy.Kind;
import org.teeter.remedy.Remedy;
import org.teeter.remedy.Search;
import org.teeter.remedy.Sets;
import org.teeter.remedy.Treatment;
import org.teeter.report.document.MitigationDocument;

/** Looks for remedies of a fit whose predictions hang on single pairs, and tells what each costs. */
final class Mitigating {
    private static final double[] SMOOTHINGS = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2};
    private static final double[] WIDTHS = {16, 8, 4, 2, 1, 0.5, 0.25};

    private final Sample sample;
    private final Fitting fitting;
    private final Watcher watcher;

    Mitigating(Sample sample, Fitting fitting, Watcher watcher) {
        this.sample = sample;
        this.fitting = fitting;
        this.watcher = watcher;
    }

    MitigationDocument mitigate(ModelChoice choice, MitigationChoice asked) {
        Auditing.requireCircuit(choice, "mitigate");
        if (sample.isPromptByPrompt()) {
            throw new RefusedException(
                    "answers to prompts are problems of their own; mitigate is of one of them: give it alone");
        }
        watcher.at("fitting", 0);
        ProblemFit<?> problem = fitting.problem(choice);
        fitting.tellParts(problem.fit());
        try {
            return of(problem, asked);
        } catch (TooLargeException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private <D extends Judgements<D>> MitigationDocument of(ProblemFit<D> problem, MitigationChoice asked) {
        Fit<D> fit = problem.fit();
        Targets targets = asked.pair()
                .<Targets>map(pair -> new Targets.Named(List.of(pair)))
                .orElseGet(Targets.Unobserved::new);
        Goal goal = new Goal(targets, asked.most()).settled(fit);
        List<Kind> fitting = Search.kinds(fit, goal);
        asked.kinds().stream()
                .filter(kind -> !fitting.contains(kind))
                .findFirst()
                .ifPresent(kind -> refuse(kind, fit));
        watcher.at("auditing", 0);
        Audit before = goal.audit(fit, Goal.TOP, 1);
        HeldOut<D> heldOut = new HeldOut<>(fit, asked.folds(), asked.seed());
        Search search = new Search(fit, goal, watcher);
        List<MitigationDocument.Row> rows = new ArrayList<>();
        if (!goal.isReached(before)) {
            for (Kind kind : asked.kinds().isEmpty() ? fitting : asked.kinds()) {
                Found found = search.weakest(kind);
                rows.add(new MitigationDocument.Row(
                        found,
                        found.remedy().map(heldOut::with).orElse(OptionalDouble.empty()),
                        asRankings(found, asked.most())));
                watcher.ended(kind.word());
            }
        }
        return new MitigationDocument(
                asked.most(),
                before,
                heldOut.loss(Estimator.of(fit.prior()), UnaryOperator.identity()),
                problem.judged().noun(),
                rows,
                asked.frontier() ? frontier(search, heldOut, fitting) : List.of());
    }

    /** What a model of rankings says where sets are to be ranked; nothing where it is too large to be audited. */
    private static Optional<Audit> asRankings(Found found, double most) {
        if (!(found.remedy().orElse(null) instanceof Sets sets)) {
            return Optional.empty();
        }
        Targets targets = found.audit().orElseThrow().request().targets();
        try {
            return Optional.of(new Goal(targets, most).audit(sets.asRankings(), 1, 1));
        } catch (TooLargeException e) {
            return Optional.empty();
        }
    }

    private static void refuse(Kind kind, Fit<?> fit) {
        String why = kind.isOfData() && !(fit.data() instanceof ComparisonGraph)
                ? "changes judgements of pairs, without --home and --covariate, and these are others; use --by prior"
                : switch (kind) {
                    case SETS ->
                        "has sets ranked as Bradley-Terry and Plackett-Luce expect it; use --model bradley-terry";
                    case REWEIGHT -> "weighs pairs for one prediction; name it with --pair A,B";
                    default -> "does not go with --items, whose features hold the scores; leave one of the two out";
                };
        throw new RefusedException("--by " + kind.word() + " " + why);
    }

    private static List<MitigationDocument.Point> frontier(Search search, HeldOut<?> heldOut, List<Kind> fitting) {
        List<MitigationDocument.Point> points = new ArrayList<>();
        if (fitting.contains(Kind.SMOOTH)) {
            points.addAll(points(search, heldOut, Remedy.Smoothing::new, SMOOTHINGS));
        }
        if (fitting.contains(Kind.PRIOR)) {
            points.addAll(points(search, heldOut, sigma -> new Remedy.Holding(Prior.normal(sigma)), WIDTHS));
        }
        return points;
    }

    private static List<MitigationDocument.Point> points(
            Search search, HeldOut<?> heldOut, DoubleFunction<Remedy> remedy, double... strengths) {
        return DoubleStream.of(strengths)
                .mapToObj(s -> new MitigationDocument.Point(
                        remedy.apply(s).kind(), s, search.largest(remedy.apply(s)), heldOut.with(remedy.apply(s))))
                .toList();
    }

    /** How well judgements are predicted that a fit did not see. */
    private record HeldOut<D extends Judgements<D>>(Fit<D> fit, int folds, long seed) {

        /** Where a remedy changes what is fitted; empty where it leaves items out, or some fold without a fit, or asks for judgements. */
        OptionalDouble with(Remedy remedy) {
            Estimator estimator = Estimator.of(remedy.prior(fit.prior()));
            if (!(fit.data() instanceof ComparisonGraph data) || !remedy.kind().isOfData()) {
                return loss(estimator, UnaryOperator.identity());
            }
            if (remedy.kind() == Kind.SETS) {
                return OptionalDouble.empty(); // nobody has ranked them
            }
            Treatment treatment = remedy.on(data);
            return treatment.remaining(data).size() < data.size()
                    ? OptionalDouble.empty()
                    : loss(estimator, changed(treatment));
        }

        @SuppressWarnings("unchecked") // the data are judgements of pairs, see above
        private UnaryOperator<D> changed(Treatment treatment) {
            return data -> (D) treatment.of((ComparisonGraph) data);
        }

        OptionalDouble loss(Estimator estimator, UnaryOperator<D> changed) {
            try {
                CrossValidation held = CrossValidation.of(estimator, fit, folds, seed, changed);
                return held.unfitted() == 0 ? held.logLoss() : OptionalDouble.empty();
            } catch (NoFiniteFitException | NoConvergenceException e) {
                return OptionalDouble.empty();
            }
        }
    }
}
