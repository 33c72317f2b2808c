package org.teeter.loss;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Finding;
import org.teeter.audit.Sources;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.fit.Response;
import org.teeter.link.EffectiveLink;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.model.PairModel;

/**
 * What a loss makes of judgements when training goes on to the end and nothing but one score an item can be learned: the leads, how far a
 * share moves each prediction of them, and what a policy that samples makes of that.
 *
 * <pre>{@code
 * p_ij = σ(x_ij),  S_ij,e = σ'(x_ij) n_e κ_e b_ijᵀ H⁺ b_e,  κ_e = -ℓ'(x_e) - ℓ'(-x_e) of the loss y ℓ(x) + (1 - y) ℓ(-x)   [M98]
 * π_ij = σ(x_ij / β) where the reference is indifferent,  dπ_ij/dy_e = σ'(x_ij / β) / β · dx_ij/dy_e
 * }</pre>
 *
 * @param loss the loss
 * @param diverges why training to the end leads nowhere, if it does
 * @param audit of all predictions under the loss; empty where it diverges, and where the loss is read pair by pair alone
 * @param findings those of an audit of Bradley-Terry, under the loss
 */
public record LossReading(
        TrainingLoss loss, Optional<String> diverges, Optional<Audit> audit, List<UnderLoss> findings) {
    private static final Logistic LOGISTIC = new Logistic();

    public LossReading {
        findings = List.copyOf(findings);
    }

    /**
     * A finding under the loss.
     *
     * @param lead that the loss ends at for the share of the pair on which the finding hangs, if that pair were alone
     * @param slope of that lead by the share
     * @param whole under the loss on all judgements; empty where there is no such fit
     */
    public record UnderLoss(double lead, double slope, Optional<Whole> whole) {}

    /**
     * A prediction where all judgements pull.
     *
     * @param p by the rewards
     * @param sensitivity of that to the share of the same pair
     * @param sampled how often a policy of an indifferent reference gives the one and not the other
     * @param sampledSensitivity of that
     */
    public record Whole(Probability p, double sensitivity, Probability sampled, double sampledSensitivity) {}

    /**
     * Reads an audit under a loss, without a prior: trainers have none.
     *
     * @throws IllegalArgumentException if the audit is not of judgements of pairs without conditions
     */
    public static LossReading of(TrainingLoss loss, Audit plain) {
        if (!(plain.fit().data() instanceof ComparisonGraph data)) {
            throw new IllegalArgumentException(
                    "a loss is read for judgements of pairs without conditions, got a fit of "
                            + plain.fit().model().name());
        }
        List<Finding> findings = plain.findings();
        Optional<PairModel> model = loss.model();
        if (model.isEmpty()) {
            return new LossReading(loss, Optional.empty(), Optional.empty(), alone(loss, findings));
        }
        Fit<ComparisonGraph> fit;
        try {
            fit = Estimator.of(Prior.none()).fit(model.get(), data);
        } catch (NoFiniteFitException e) {
            return new LossReading(loss, Optional.of(e.reason()), Optional.empty(), alone(loss, findings));
        }
        AuditRequest asked = plain.request();
        Audit audit = Audit.of(
                fit, new AuditRequest(asked.targets(), asked.thresholds(), 1, 1, asked.sample(), asked.seed(), false));
        return new LossReading(loss, Optional.empty(), Optional.of(audit), under(loss, fit, findings));
    }

    private static List<UnderLoss> alone(TrainingLoss loss, List<Finding> findings) {
        EffectiveLink link = loss.link();
        return findings.stream()
                .flatMap(finding -> finding.source().stream())
                .map(source -> new UnderLoss(link.lead(source.y()), link.slope(source.y()), Optional.empty()))
                .toList();
    }

    private static List<UnderLoss> under(TrainingLoss loss, Fit<ComparisonGraph> fit, List<Finding> findings) {
        EffectiveLink link = loss.link();
        Response response = new Response(fit);
        Sources sources = Sources.of(fit);
        Map<Integer, double[]> answers = new HashMap<>();
        List<UnderLoss> under = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.source().isEmpty()) {
                continue;
            }
            Finding.Source source = finding.source().get();
            double[] answer = answers.computeIfAbsent(source.edge(), e -> {
                double[] pull = new double[fit.graph().size()];
                sources.pull(e, pull);
                return response.to(pull);
            });
            double turned = source.a() == sources.first(source.edge()) ? 1 : -1;
            double moves = turned * (answer[finding.i()] - answer[finding.j()]);
            double x = fit.scores().difference(finding.i(), finding.j());
            double beta = loss.beta();
            under.add(new UnderLoss(
                    link.lead(source.y()),
                    link.slope(source.y()),
                    Optional.of(new Whole(
                            LOGISTIC.probability(x),
                            LOGISTIC.density(x) * moves,
                            LOGISTIC.probability(x / beta),
                            LOGISTIC.density(x / beta) / beta * moves))));
        }
        return under;
    }
}
