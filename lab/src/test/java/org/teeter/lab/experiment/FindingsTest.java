package org.teeter.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.teeter.lm.loss.LossName;
import org.teeter.paper.SensitiveRegion;

class FindingsTest {
    private static Findings of(List<JobResult> outcomes) {
        return new Findings(Curve.byOrder(outcomes));
    }

    @Test
    void perfectBradleyTerryModelsJump() {
        Findings findings = of(SampleOutcomes.grid(p -> p, p -> Theory.bradleyTerry(0.99, p), 0.001));
        assertEquals(6, findings.curves().size());
        assertEquals(Decision.HOLDS, findings.jump().verdict());
        assertEquals(Decision.DOES_NOT, findings.jumpOfSource().verdict(), "p23 is learned as it is");
        // From 0 to (.99·.25)/(.99·.25 + .01·.75): the whole rise up to p23 = .25.
        assertEquals(0.9705882352941176, mean(findings.jump(), "dog > cat > bird"), 1e-3);
    }

    @Test
    void modelsThatLearnNothingDoNot() {
        Findings findings = of(SampleOutcomes.grid(p -> 0.5, p -> 0.5, 0));
        assertEquals(Decision.DOES_NOT, findings.jump().verdict());
        assertEquals(Decision.DOES_NOT, findings.samePrediction().verdict());
        assertEquals(Decision.DOES_NOT, findings.sameSource().verdict());
        assertEquals(Decision.DOES_NOT, findings.outside().verdict());
    }

    @Test
    void sharpenedPoliciesJumpWhereTheDataChange() {
        DoubleUnaryOperator sharpened = p -> Theory.sigmoid(10 * Theory.logit(p));
        Findings findings = of(SampleOutcomes.grid(sharpened, p -> 0.9, 0));
        assertEquals(Decision.HOLDS, findings.jumpOfSource().verdict());
        assertEquals(Decision.DOES_NOT, findings.jump().verdict());
    }

    @Test
    void saturatedPredictionsComeWithAnySource() {
        Findings findings = of(SampleOutcomes.grid(p -> p, p -> p < 0.05 ? 0.0 : 1.0, 0));
        assertEquals(Decision.HOLDS, findings.samePrediction().verdict());
        assertEquals(Decision.DOES_NOT, findings.sameSource().verdict());
    }

    @Test
    void sameSourceWithAnyPredictionIsSeen() {
        Findings findings = of(SampleOutcomes.grid(p -> 0.3, p -> p, 0));
        assertEquals(Decision.HOLDS, findings.sameSource().verdict());
        assertEquals(Decision.DOES_NOT, findings.samePrediction().verdict());
    }

    @Test
    void changesInsideTheSensitiveStretchDoNotCountAsOutside() {
        // The stretch is .00127 to .0746, so the steps 0-.05 and .05-.1 touch it.
        Findings inside = of(SampleOutcomes.grid(p -> p, p -> p < 0.08 ? 0.1 : 0.9, 0));
        Findings outside = of(SampleOutcomes.grid(p -> p, p -> p < 0.48 ? 0.1 : 0.9, 0));
        assertEquals(Decision.DOES_NOT, inside.outside().verdict());
        assertEquals(Decision.HOLDS, outside.outside().verdict());
        assertEquals(Decision.DOES_NOT, inside.mostOutside().verdict());
        assertEquals(1, mean(outside.mostOutside(), "dog > cat > bird"), 1e-12);
        assertEquals(0.8, mean(outside.outside(), "cat > dog > bird"), 1e-12);
    }

    @Test
    void seedsThatDisagreeLeaveItOpen() {
        // Rises of .5, .75 and 1 over a quarter: mean .75, error .14, and the bound .8 is within two of them.
        Findings findings = of(SampleOutcomes.grid(p -> p, p -> p < 0.5 ? 0.0 : 0.75, 0.5));
        assertEquals(Decision.UNDECIDED, findings.jump().verdict());
    }

    @Test
    void compositionOfPerfectModelsIsTheIdentity() {
        List<Curve> curves = Curve.byOrder(
                SampleOutcomes.grid(p -> 0.01 + 0.98 * p, p -> Theory.bradleyTerry(0.99, 0.01 + 0.98 * p), 0));
        Findings.Line line = Findings.composition(curves.get(0));
        assertEquals(1, line.slope(), 1e-9);
        assertEquals(0, line.intercept(), 1e-9);
        assertEquals(1, line.r2(), 1e-12);
    }

    @Test
    void sensitiveStretchAtThePapersDominance() {
        List<SensitiveRegion.Interval> stretches = Findings.stretches(0.99, 10);
        assertEquals(1, stretches.size());
        // Roots of b(1-b) = 10 D², D = .99 b + .01 (1-b), by the formula for quadratic equations.
        double a = 10 * 0.98 * 0.98 + 1;
        double b = 10 * 2 * 0.98 * 0.01 - 1;
        double c = 10 * 0.01 * 0.01;
        double root = Math.sqrt(b * b - 4 * a * c);
        assertEquals((-b - root) / (2 * a), stretches.get(0).from().p(), 1e-12);
        assertEquals((-b + root) / (2 * a), stretches.get(0).to().p(), 1e-12);
        assertEquals(List.of(), Findings.stretches(1, 10));
    }

    @Test
    void pooledCurvesCountOrdersAsRepetitions() {
        List<Curve> curves = Curve.pooled(SampleOutcomes.grid(p -> p, p -> p, 0));
        assertEquals(1, curves.size());
        assertEquals(18, curves.get(0).repeats().size());
        assertEquals("dpo", curves.get(0).name());
    }

    @Test
    void pooledCurvesAreNamedByWhatTheyDifferIn() {
        List<JobResult> outcomes = new ArrayList<>(SampleOutcomes.grid(p -> p, p -> p, 0));
        for (JobResult o : List.copyOf(outcomes)) {
            Job job = o.job();
            Job other = new Job(
                    job.model(),
                    job.order(),
                    job.p12(),
                    job.p23(),
                    job.data(),
                    job.method().withLoss(LossName.CDPO, 0.1),
                    job.samples(),
                    job.seed());
            outcomes.add(SampleOutcomes.outcome(other, 0.9, 0.5, 0.5));
        }
        assertEquals(
                List.of("dpo", "cdpo, ε = 0.1"),
                Curve.pooled(outcomes).stream().map(Curve::name).toList());
    }

    @Test
    void whatHoldsInMostNeedNotHoldInAll() {
        List<Curve> steep = Curve.byOrder(SampleOutcomes.grid(p -> p, p -> p < 0.5 ? 0.0 : 1.0, 0));
        List<Curve> flat = Curve.byOrder(SampleOutcomes.grid(p -> p, p -> 0.5, 0));
        List<Curve> mixed = new ArrayList<>(steep.subList(0, 4));
        mixed.addAll(flat.subList(4, 6));
        Observation jump = new Findings(mixed).jump();
        assertEquals(Decision.HOLDS, jump.verdict());
        assertEquals(Decision.DOES_NOT, jump.everywhere());
        assertEquals(Decision.HOLDS, new Findings(steep).jump().everywhere());
    }

    @Test
    void refusesCurvesOfOnePoint() {
        List<Curve> curves = Curve.byOrder(
                List.of(SampleOutcomes.outcome(SampleOutcomes.job(List.of("a", "b", "c"), 0.5, 0), 0.9, 0.5, 0.9)));
        Exception e = assertThrows(IllegalArgumentException.class, () -> new Findings(curves));
        assertEquals("findings need at least two values of p23, but the curve a > b > c has [0.5]", e.getMessage());
    }

    private static double mean(Observation observation, String curve) {
        return Objects.requireNonNull(observation.byCurve().get(curve)).mean();
    }
}
