package org.teeter.lm.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.link.EffectiveLink;
import org.teeter.lm.tensor.Torch;
import org.teeter.loss.TrainingLoss;

class LossesTest {
    private static final double[] ORDER_ONLY = {};

    /** One of each, with parameters that leave no term out. */
    static List<PreferenceLoss> all() {
        return List.of(
                new Dpo(0.1),
                new ConservativeDpo(0.5, 0.1),
                new RobustDpo(0.5, 0.1),
                new Ipo(0.3, true),
                new Ipo(0.3, false),
                new Hinge(0.01),
                new Cpo(0.5, 0.1, 0.7),
                new SimPo(2, 0.5),
                new Orpo(0.4),
                new PlackettLuceDpo(0.5),
                new Pro(0.05));
    }

    static PreferenceLoss named(String name, double[] p) {
        return switch (name) {
            case "dpo" -> new Dpo(p[0]);
            case "cdpo" -> new ConservativeDpo(p[0], p[1]);
            case "rdpo" -> new RobustDpo(p[0], p[1]);
            case "ipo" -> new Ipo(p[0], true);
            case "ipo_sum" -> new Ipo(p[0], false);
            case "hinge" -> new Hinge(p[0]);
            case "cpo" -> new Cpo(p[0], p[1], p[2]);
            case "simpo" -> new SimPo(p[0], p[1]);
            case "orpo" -> new Orpo(p[0]);
            case "pl" -> new PlackettLuceDpo(p[0]);
            case "pro" -> new Pro(p[0]);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** An audit reads losses under the names that trainers here know, and as they train. */
    @ParameterizedTest
    @ValueSource(strings = {"dpo", "cdpo", "rdpo", "ipo_sum", "hinge"})
    void auditsReadThemAlike(String name) {
        EffectiveLink trained =
                named(name, new double[] {0.1, 0.2}).effectiveLink().orElseThrow();
        EffectiveLink read = new TrainingLoss(TrainingLoss.Kind.of(name).orElseThrow(), 0.1, 0.2, 0).link();
        for (double y : new double[] {0.21, 0.5, 0.6, 0.79}) {
            assertEquals(trained.lead(y), read.lead(y));
            assertEquals(trained.slope(y), read.slope(y));
        }
    }

    @ParameterizedTest(name = "{0} ({1}) of {2}")
    @CsvFileSource(resources = "losses.csv", numLinesToSkip = 2)
    void agreesWithMpmath(
            String name,
            String parameters,
            String policy,
            String reference,
            String tokens,
            String worth,
            double value) {
        PreferenceLoss loss = named(name, numbers(parameters));
        assertEquals(name, loss.name());
        double[] p = numbers(policy);
        double[] q = numbers(reference);
        double[] w = worth == null ? ORDER_ONLY : numbers(worth);
        // Sums of some ten terms of the size of the largest.
        double size = Math.max(1, Math.abs(value));
        assertEquals(value, loss(loss, p, q, numbers(tokens), w, ScalarType.Double), 1e-13 * size);
        assertEquals(value, loss(loss, p, q, numbers(tokens), w, ScalarType.Float), 2e-5 * size);
    }

    @Test
    void smallLossesKeepTheirRelativePrecision() {
        double[] zeros = {0, 0};
        double[] apart = {-1, -601};
        // log(1 + e^-60), whose e^-60 a sum with 1 would lose
        double value = Math.log1p(Math.exp(-60));
        for (PreferenceLoss loss : List.of(new Dpo(0.1), new PlackettLuceDpo(0.1), new ConservativeDpo(0.1, 0))) {
            assertEquals(
                    value, loss(loss, apart, zeros, new double[] {1, 1}, ORDER_ONLY, ScalarType.Double), 1e-14 * value);
        }
    }

    @Test
    void largeLossesStayFinite() {
        double[] zeros = {0, 0};
        double[] apart = {-1e6, -1};
        for (PreferenceLoss loss : List.of(new Dpo(1), new PlackettLuceDpo(1))) {
            assertEquals(999_999, loss(loss, apart, zeros, new double[] {1, 1}, ORDER_ONLY, ScalarType.Float), 1);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void isItsLimitWherePolicyIsTheReference(PreferenceLoss loss) {
        double[] p = {-3, -3};
        double[] tokens = {2, 2};
        double perToken = 1.5; // −log π / |y|
        double expected = switch (loss.name()) {
            case "ipo", "ipo_sum" -> 1 / (4 * 0.3 * 0.3);
            case "hinge" -> 1;
            case "cpo" -> Math.log(2) + 0.7 * perToken;
            case "simpo" -> Math.log1p(Math.exp(0.5));
            case "orpo" -> perToken + 0.4 * Math.log(2);
            case "pro" -> Math.log(2) + 0.05 * perToken;
            default -> Math.log(2);
        };
        assertEquals(expected, loss(loss, p, p, tokens, ORDER_ONLY, ScalarType.Double), 1e-15 * 10);
    }

    @Test
    void rankingsOfTwoArePairs() {
        double[] p = {-3.25, -7.5};
        double[] q = {-4, -5};
        double[] n = {3, 5};
        assertEquals(
                loss(new Dpo(0.3), p, q, n, ORDER_ONLY, ScalarType.Float),
                loss(new PlackettLuceDpo(0.3), p, q, n, ORDER_ONLY, ScalarType.Float),
                0);
    }

    @Test
    void smoothingByNothingChangesNothing() {
        double[] p = {-3.25, -7.5};
        double[] q = {-4, -5};
        double[] n = {3, 5};
        double dpo = loss(new Dpo(0.3), p, q, n, ORDER_ONLY, ScalarType.Double);
        assertEquals(dpo, loss(new ConservativeDpo(0.3, 0), p, q, n, ORDER_ONLY, ScalarType.Double), 0);
        assertEquals(dpo, loss(new RobustDpo(0.3, 0), p, q, n, ORDER_ONLY, ScalarType.Double), 0);
    }

    /** What the robust loss is made for: over flipped labels its mean is the clean loss. */
    @Test
    void robustLossIsUnbiasedUnderFlips() {
        double[] p = {-3.25, -7.5};
        double[] flippedP = {-7.5, -3.25};
        double[] zeros = {0, 0};
        double[] n = {3, 5};
        RobustDpo robust = new RobustDpo(0.3, 0.2);
        double mean = 0.8 * loss(robust, p, zeros, n, ORDER_ONLY, ScalarType.Double)
                + 0.2 * loss(robust, flippedP, zeros, n, ORDER_ONLY, ScalarType.Double);
        assertEquals(loss(new Dpo(0.3), p, zeros, n, ORDER_ONLY, ScalarType.Double), mean, 1e-15 * 4);
    }

    @Test
    void refusesWhatItCannotUse() {
        double[] three = {-1, -2, -3};
        String pairs = assertThrows(
                        IllegalArgumentException.class,
                        () -> loss(new Dpo(0.1), three, three, three, ORDER_ONLY, ScalarType.Double))
                .getMessage();
        assertEquals(
                "this loss is of pairs, got 3 answers a prompt; break them into pairs, or use a Plackett-Luce loss",
                pairs);
        assertThrows(IllegalArgumentException.class, () -> new Dpo(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Dpo(0));
        assertThrows(IllegalArgumentException.class, () -> new RobustDpo(0.1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new ConservativeDpo(0.1, 0.51));
        assertThrows(IllegalArgumentException.class, () -> new Kto(0.1, -1, 1));
    }

    private static double loss(
            PreferenceLoss loss, double[] p, double[] q, double[] tokens, double[] worth, ScalarType type) {
        try (PointerScope scope = new PointerScope()) {
            ScoredAnswers scored = new ScoredAnswers(
                    row(p, type),
                    loss.needsReference() ? Optional.of(row(q, type)) : Optional.empty(),
                    row(tokens, type),
                    worth.length == 0 ? Optional.empty() : Optional.of(row(worth, type)));
            return Torch.toDoubles(loss.losses(scored))[0];
        }
    }

    private static Tensor row(double[] x, ScalarType type) {
        return Tensor.create(x, 1, x.length).to(type);
    }

    static double[] numbers(String cell) {
        return Arrays.stream(cell.split(";", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
