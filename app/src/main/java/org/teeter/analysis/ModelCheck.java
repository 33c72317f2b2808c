package org.teeter.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.teeter.data.Items;
import org.teeter.data.Judgements;
import org.teeter.data.Rankings;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.infer.CrossValidation;
import org.teeter.infer.GoodnessOfFit;
import org.teeter.infer.Triads;
import org.teeter.model.PairModel;
import org.teeter.report.document.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether a model holds: how it predicts judgements that it was not fitted to, how it reproduces each pair, and whether preferences go round. */
final class ModelCheck {
    private static final int FOLDS = 10;
    private static final int DRAWS = 1_000;
    private static final int WORST = 20;
    private static final int LARGEST = 1_000;
    private static final int OUTCOMES = 3; // of a pair: a win, a loss, a tie
    private static final double FEW = 5; // judgements the other way than predicted, for a bin that is told of
    private static final double COIN = Math.log(2);
    private static final double MOST_DRAWN = 1e9;

    private final Items items;
    private final boolean isOfPairs;
    private final boolean predictsTies;
    private final boolean halvesTies;
    private final CrossValidation heldOut;
    private final Optional<GoodnessOfFit> pairs;
    private final Optional<Triads> triads;

    private ModelCheck(
            Items items,
            boolean isOfPairs,
            boolean predictsTies,
            boolean halvesTies,
            CrossValidation heldOut,
            Optional<GoodnessOfFit> pairs,
            Optional<Triads> triads) {
        this.items = items;
        this.isOfPairs = isOfPairs;
        this.predictsTies = predictsTies;
        this.halvesTies = halvesTies;
        this.heldOut = heldOut;
        this.pairs = pairs;
        this.triads = triads;
    }

    /**
     * Of a fit to whole judgements.
     *
     * @throws RefusedException if they are weights of another kind, or of too many items
     */
    static <D extends Judgements<D>> ModelCheck of(Fit<D> fit, Items items, long seed) {
        boolean isOfPairs = !(fit.data() instanceof Rankings);
        boolean predictsTies = fit.extras().contains(PairModel.TIE);
        double total = 0;
        boolean isWhole = true;
        boolean halvesTies = false;
        for (int kind = 0; kind < fit.data().kinds(); kind++) {
            double weight = fit.data().weight(kind);
            total += weight;
            isWhole &= weight == Math.rint(weight);
            halvesTies |= isOfPairs && !predictsTies && kind % OUTCOMES == OUTCOMES - 1 && weight > 0;
        }
        if (!isWhole || total > MOST_DRAWN || items.size() > LARGEST) {
            throw new RefusedException("--check draws judgements, and needs whole ones, up to a billion, of up to "
                    + LARGEST + " items; without --half-life, with --ties half where ties are counted");
        }
        return new ModelCheck(
                items,
                isOfPairs,
                predictsTies,
                halvesTies,
                CrossValidation.of(Estimator.of(fit.prior()), fit, FOLDS, seed),
                isOfPairs && !fit.prior().holds() ? Optional.of(GoodnessOfFit.of(fit)) : Optional.empty(),
                isOfPairs ? Optional.of(Triads.of(fit, DRAWS, seed)) : Optional.empty());
    }

    /** A line each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(heldOut());
        pairs.ifPresent(fit -> {
            notes.add(String.format(
                    Locale.ROOT,
                    "Pair by pair: deviance %s on %s degrees of freedom, p = %.2g%s%s.",
                    Shown.decimals(1, fit.deviance()),
                    Shown.number((long) fit.degreesOfFreedom()),
                    fit.pValue(),
                    halvesTies ? " or less, since ties are halved" : "",
                    fit.small() == 0
                            ? ""
                            : "; " + Shown.number((long) fit.small()) + " of "
                                    + Shown.number((long) fit.pairs().size())
                                    + " pairs are small, which makes p rough"));
            worst(fit).stream().findFirst().ifPresent(pair -> notes.add("  furthest off: " + told(pair) + "."));
        });
        if (isOfPairs && pairs.isEmpty()) {
            notes.add("Pair by pair, a model is judged without a prior.");
        }
        triads.ifPresent(known -> notes.add(
                known.all() == 0
                        ? "No three items were all compared with one another."
                        : String.format(
                                Locale.ROOT,
                                "Of three items each beats the next in %s of %s triads; %s ± %s would if the model were right (p = %.2g).",
                                Shown.number(known.intransitive()),
                                Shown.number(known.all()),
                                Shown.decimals(1, known.expected()),
                                Shown.decimals(1, known.deviation()),
                                known.pValue())));
        return notes;
    }

    private String heldOut() {
        String unfitted = heldOut.unfitted() == 0
                ? ""
                : "; " + heldOut.unfitted() + " of " + FOLDS
                        + " folds leave no finite fit to the others, and tell nothing";
        if (heldOut.logLoss().isEmpty()) {
            return "Held out: none of " + FOLDS + " folds leaves a finite fit to the others.";
        }
        double loss = heldOut.logLoss().getAsDouble();
        String beside = isOfPairs && !predictsTies ? String.format(Locale.ROOT, " (a coin: %.4f)", COIN) : "";
        String calibrated = heldOut.calibration().stream()
                .filter(bin -> bin.n() * (1 - bin.predicted()) >= FEW)
                .max(Comparator.comparingDouble(bin -> off(bin) / deviation(bin)))
                .map(bin -> String.format(
                        Locale.ROOT,
                        "; furthest from what it says: %.1f %% of %s judgements where it says %.1f %%, %.1f standard errors",
                        100 * bin.observed(),
                        Shown.number(bin.n()),
                        100 * bin.predicted(),
                        off(bin) / deviation(bin)))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "Held out in %d folds: a log loss of %.4f a judgement%s%s%s.",
                FOLDS,
                loss,
                beside,
                calibrated,
                unfitted);
    }

    private static double off(CrossValidation.Bin bin) {
        return Math.abs(bin.observed() - bin.predicted());
    }

    private static double deviation(CrossValidation.Bin bin) {
        return Math.sqrt(bin.predicted() * (1 - bin.predicted()) / bin.n());
    }

    private static List<GoodnessOfFit.Pair> worst(GoodnessOfFit fit) {
        return fit.pairs().stream()
                .sorted(Comparator.comparingDouble(pair -> -Math.abs(pair.residual())))
                .limit(WORST)
                .toList();
    }

    private String told(GoodnessOfFit.Pair pair) {
        return String.format(
                Locale.ROOT,
                "\"%s\" against \"%s\", %s won of %s where %s are expected (residual %.1f)",
                items.name(pair.first()),
                items.name(pair.second()),
                Shown.number(pair.observed()),
                Shown.number(pair.n()),
                Shown.decimals(1, pair.expected()),
                pair.residual());
    }

    /** Adds the same, and more, to a document. */
    void addTo(ObjectNode document) {
        ObjectNode check = document.putObject("check");
        ObjectNode held = check.putObject("heldOut")
                .put("folds", heldOut.folds())
                .put("unfitted", heldOut.unfitted())
                .put("judgements", heldOut.judgements());
        held.putNull("logLoss");
        heldOut.logLoss().ifPresent(loss -> held.put("logLoss", loss));
        ArrayNode bins = held.putArray("calibration");
        heldOut.calibration().stream()
                .filter(bin -> bin.n() > 0)
                .forEach(bin -> bins.addObject()
                        .put("low", bin.low())
                        .put("high", bin.high())
                        .put("judgements", bin.n())
                        .put("predicted", bin.predicted())
                        .put("observed", bin.observed()));
        pairs.ifPresent(fit -> {
            ObjectNode known = check.putObject("goodnessOfFit")
                    .put("deviance", fit.deviance())
                    .put("pearson", fit.pearson())
                    .put("degreesOfFreedom", fit.degreesOfFreedom())
                    .put("pValue", fit.pValue())
                    .put("smallPairs", fit.small())
                    .put("tiesHalved", halvesTies);
            ArrayNode rows = known.putArray("worst");
            worst(fit)
                    .forEach(pair -> rows.addObject()
                            .put("first", items.name(pair.first()))
                            .put("second", items.name(pair.second()))
                            .put("judgements", pair.n())
                            .put("observed", pair.observed())
                            .put("expected", pair.expected())
                            .put("residual", pair.residual())
                            .put("leverage", pair.leverage()));
        });
        triads.ifPresent(known -> check.putObject("triads")
                .put("all", known.all())
                .put("intransitive", known.intransitive())
                .put("expected", known.expected())
                .put("deviation", known.deviation())
                .put("pValue", known.pValue()));
    }
}
