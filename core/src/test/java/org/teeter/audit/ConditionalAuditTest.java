package org.teeter.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Contests;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.Conditional;
import org.teeter.model.Models;
import org.teeter.model.PairModel;

/** Audits of fits that conditions sway: every source against every target. */
class ConditionalAuditTest {
    private static final List<PairModel> MODELS = Models.ALL;
    private static final AuditRequest ALL = new AuditRequest(new Targets.All(), List.of(1.2, 3.0), 0, 40, 10, 1, false);

    /** Where there are no conditions, the other way to an audit finds the same. */
    @ParameterizedTest
    @FieldSource("MODELS")
    void withoutConditionsItIsTheAuditOfPairs(PairModel model) {
        for (Prior prior : new Prior[] {Prior.none(), Prior.normal(0.8)}) {
            for (int seed = 0; seed < 10; seed++) {
                ComparisonGraph data = Models.random(model, new Random(seed), 4 + seed, 6 + 2 * seed);
                Audit pairs = Audit.of(Estimator.of(prior).fit(model, data), ALL);
                Audit whole = Audit.of(Estimator.of(prior).fit(new Conditional(model), Contests.of(data)), ALL);
                assertEquals(pairs.targets(), whole.targets());
                assertEquals(pairs.fragile(), whole.fragile());
                for (int k = 0; k < pairs.findings().size(); k++) {
                    Finding one = pairs.findings().get(k);
                    Finding other = whole.findings().get(k);
                    assertEquals(one.size(), other.size(), 1e-9 * (1 + one.size()));
                    assertEquals(one.standardError(), other.standardError(), 1e-9);
                }
                for (int e = 0; e < data.edges(); e++) {
                    ComparisonInfluence one = pairs.influences().get(e);
                    ComparisonInfluence other = whole.influences().get(e);
                    assertEquals(one.leverage(), other.leverage(), 1e-9);
                    assertEquals(one.bridge(), other.bridge());
                    assertEquals(reach(one), reach(other), 1e-9 * (1 + reach(one)));
                }
                for (int i = 0; i < data.size(); i++) {
                    assertEquals(
                            pairs.standardErrors().get(i),
                            whole.standardErrors().get(i),
                            1e-9);
                }
            }
        }
    }

    private static double reach(ComparisonInfluence influence) {
        return influence.worst().map(w -> Math.abs(w.sensitivity())).orElse(0.0);
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void sensitivitiesAreWhatRefitsFind(PairModel model) {
        for (int seed = 0; seed < 12; seed++) {
            Contests data = random(model, new Random(seed), 3 + seed / 2);
            Estimator estimator = Estimator.of(seed % 2 == 0 ? Prior.none() : Prior.normal(1));
            Fit<Contests> fit = estimator.fit(new Conditional(model), data);
            Audit audit = Audit.of(fit, ALL);
            for (int e = 0; e < data.size(); e++) {
                double h = 1e-4 * Math.min(data.won(e), data.lost(e));
                Fit<Contests> up = estimator.refit(data.with(e, data.won(e) + h, data.lost(e) - h), fit);
                Fit<Contests> down = estimator.refit(data.with(e, data.won(e) - h, data.lost(e) + h), fit);
                for (int j = 1; j < data.items().size(); j++) {
                    double refitted =
                            (up.probability(0, j).p() - down.probability(0, j).p()) / (2 * h / data.n(e));
                    double s = audit.sensitivity(0, j, e);
                    assertEquals(refitted, s, 1e-6 * Math.max(1e-2, Math.abs(s)));
                }
            }
            assertTrue(audit.checks().size() > 0);
            assertTrue(audit.checks().stream().allMatch(check -> check.relativeError() < 1e-2));
        }
    }

    @Test
    void sourcesSayTheirConditions() {
        Contests data = random(MODELS.get(0), new Random(1), 4);
        Audit audit = Audit.of(Estimator.of(Prior.none()).fit(new Conditional(MODELS.get(0)), data), ALL);
        assertEquals("home -1", audit.sources().about(0));
        assertEquals("home 0", audit.sources().about(1));
    }

    private static Contests random(PairModel model, Random random, int items) {
        Contests.Builder builder = new Contests.Builder(List.of("home"));
        for (int b = 1; b < items; b++) {
            for (int a = 0; a < b; a++) {
                for (Outcome outcome : List.of(Outcome.FIRST, Outcome.SECOND, Outcome.TIE)) {
                    for (int side = -1; side <= 1; side++) {
                        builder.add(a, b, outcome, 1 + random.nextInt(9), side);
                    }
                }
            }
        }
        return builder.contests(Items.numbered(items), model.predictsTies() ? Ties.KEEP : Ties.HALF);
    }
}
