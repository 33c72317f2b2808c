package org.teeter.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssumptionCheckTest {

    static List<Link> links() {
        return List.of(
                new Logistic(),
                new Probit(),
                new Cauchit(),
                new Laplace(),
                new StudentT(2),
                new StudentT(3),
                new StudentT(7.5),
                new HyperbolicSecant(),
                new LogLog(),
                new ComplementaryLogLog(),
                new Uniform());
    }

    @ParameterizedTest
    @MethodSource("links")
    void everyLinkMeetsExactlyWhatItClaims(Link link) {
        Set<Assumption> violated = AssumptionCheck.of(link).stream()
                .map(AssumptionCheck.Violation::assumption)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Assumption.class)));
        assertEquals(EnumSet.complementOf(EnumSet.copyOf(link.assumptions())), violated);
    }

    /** Erratum E3: A2 to A5 hold and the paper's Lemma 2 does not, because the spikes at the integers never get lower. */
    @Test
    void spikesThatNeverGetLowerViolateOnlyA6() {
        Link spikes = new UserLink(
                "spikes",
                x -> {
                    double g = new Logistic().probability(x).p();
                    double mass = 0;
                    for (int n = -200; n <= 200; n++) {
                        if (n != 0) {
                            double halfWidth = Math.scalb(0.25, -Math.abs(n));
                            double u = Math.max(-1, Math.min(1, (x - n) / halfWidth));
                            mass += halfWidth * (u < 0 ? (1 + u) * (1 + u) / 2 : 1 - (1 - u) * (1 - u) / 2);
                        }
                    }
                    return (g + mass) / 1.5; // the spikes add up to 2 · 1/4
                },
                x -> {
                    double n = Math.rint(x);
                    double spike = n == 0 ? 0 : Math.max(0, 1 - Math.abs(x - n) / Math.scalb(0.25, -(int) Math.abs(n)));
                    return (new Logistic().density(x) + spike) / 1.5;
                });
        List<AssumptionCheck.Violation> violations = AssumptionCheck.of(spikes).stream()
                .filter(v -> v.assumption() == Assumption.A6 || v.assumption() == Assumption.A3)
                .toList();
        assertEquals(1, violations.size(), violations::toString);
        assertEquals(Assumption.A6, violations.get(0).assumption());
        assertEquals(violations.get(0).at(), Math.rint(violations.get(0).at()));
    }

    @Test
    void namesTheJump() {
        Link steps = new UserLink(
                "two_slopes",
                x -> x < 0 ? 0.5 * Math.exp(2 * x) : 1 - 0.5 * Math.exp(-x),
                x -> x < 0 ? Math.exp(2 * x) : 0.5 * Math.exp(-x));
        AssumptionCheck.Violation jump = AssumptionCheck.contradictions(steps).stream()
                .filter(v -> v.assumption() == Assumption.A5)
                .findFirst()
                .orElseThrow();
        assertEquals(0, jump.at(), 1e-8);
        assertTrue(jump.toString().startsWith("A5 (g is continuously differentiable) fails at x = "), jump::toString);
    }

    @Test
    void namesTheLimitThatIsNotReached() {
        Link floor = new UserLink(
                "guessing", x -> 0.1 + 0.9 * new Logistic().probability(x).p(), x -> 0.9 * new Logistic().density(x));
        assertTrue(AssumptionCheck.of(floor).stream()
                .anyMatch(v -> v.assumption() == Assumption.A3 && v.at() == Double.NEGATIVE_INFINITY));
    }

    /** A link without care for its upper tail stops rising at 1 - 1e-16, and meets A2 and A4 all the same. */
    @Test
    void roundingIsNotTakenForAViolation() {
        Logistic logistic = new Logistic();
        Link bimodal = new UserLink(
                "bimodal",
                x -> (logistic.probability(x - 4).p()
                                + logistic.probability(x + 4).p())
                        / 2,
                x -> (logistic.density(x - 4) + logistic.density(x + 4)) / 2);
        assertEquals(List.of(), AssumptionCheck.of(bimodal));
        Link flat = new UserLink(
                "flat",
                x -> Math.abs(x) < 1 ? 0.5 : x < 0 ? Math.exp(x + 1) / 2 : 1 - Math.exp(1 - x) / 2,
                x -> Math.abs(x) < 1 ? 0 : Math.exp(1 - Math.abs(x)) / 2);
        assertTrue(AssumptionCheck.of(flat).stream()
                .anyMatch(v -> v.assumption() == Assumption.A2 && Math.abs(v.at()) <= 1));
        Link shifted =
                new UserLink("shifted", x -> logistic.probability(x - 1e-6).p(), x -> logistic.density(x - 1e-6));
        assertEquals(
                List.of(Assumption.A4),
                AssumptionCheck.of(shifted).stream()
                        .map(AssumptionCheck.Violation::assumption)
                        .toList());
    }
}
