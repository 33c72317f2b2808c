package org.teeter.lm.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.teeter.lm.tensor.Torch;

/** The gradient of every loss in double precision against central differences. */
class LossGradientsTest {
    private static final int PROMPTS = 3;

    /** A function of x (B, K) that gives losses (B). */
    record Case(int answers, UnaryOperator<Tensor> losses) {}

    static Stream<Named<Case>> cases() {
        Stream<Named<Case>> preferences = LossesTest.all().stream()
                .flatMap(loss -> (loss.ranks() ? List.of(2, 3, 6) : List.of(2))
                        .stream().map(answers -> preference(loss, answers)));
        Stream<Named<Case>> others = Stream.of(
                Named.of("PRO with rewards", new Case(4, x -> new Pro(0.05).losses(scored(x, Optional.of(worth(4)))))),
                Named.of(
                        "KTO",
                        new Case(2, x -> kto(x.reshape(-1)).view(PROMPTS, 2).sum(1))),
                Named.of("Bradley-Terry reward", new Case(2, x -> new RewardLoss(0.01).losses(x))),
                Named.of(
                        "Bradley-Terry reward, margins",
                        new Case(2, x -> new RewardLoss(0).losses(x, Tensor.create(new double[] {0, 0.5, 3}, 3)))),
                Named.of("Plackett-Luce reward", new Case(5, x -> new RewardLoss(0.01).losses(x))));
        return Stream.concat(preferences, others);
    }

    private static Named<Case> preference(PreferenceLoss loss, int answers) {
        return Named.of(
                loss.name() + " of " + answers, new Case(answers, x -> loss.losses(scored(x, Optional.empty()))));
    }

    private static ScoredAnswers scored(Tensor x, Optional<Tensor> worth) {
        int answers = (int) x.size(1);
        return new ScoredAnswers(
                x,
                Optional.of(random(answers, 2, -8, -1)),
                random(answers, 3, 1, 12).ceil(),
                worth);
    }

    private static Tensor worth(int answers) {
        return random(answers, 4, -2, 2).sort(1, true).get0();
    }

    /** The reference point z is positive here, as a clamped one would hide its sign; it has no gradient. */
    private static Tensor kto(Tensor x) {
        Tensor sign = Tensor.create(new double[] {1, -1, 1, 1, -1, -1}, 6);
        return new Kto(0.4, 1.5, 0.75)
                .losses(x.add(new org.bytedeco.pytorch.Scalar(4.0)), sign, Tensor.create(0.5, 0.75));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheSlope(Case c) {
        double[] x;
        double[] gradient;
        try (PointerScope scope = new PointerScope()) {
            Tensor leaf = random(c.answers(), 1, -8, -1).set_requires_grad(true);
            c.losses().apply(leaf).sum().backward();
            gradient = Torch.toDoubles(leaf.grad());
            x = Torch.toDoubles(leaf);
        }
        double h = 1e-5;
        for (int i = 0; i < x.length; i++) {
            double rise = (total(c, x, i, h) - total(c, x, i, -h)) / (2 * h);
            // Truncation h² and rounding 1e-16 / h, for losses of up to some hundreds.
            assertEquals(rise, gradient[i], 2e-8 * Math.max(1, Math.abs(rise)), "coordinate " + i);
        }
    }

    private static double total(Case c, double[] x, int i, double step) {
        double[] moved = x.clone();
        moved[i] += step;
        try (PointerScope scope = new PointerScope()) {
            Tensor at = Tensor.create(moved, PROMPTS, c.answers());
            return Arrays.stream(Torch.toDoubles(c.losses().apply(at))).sum();
        }
    }

    private static Tensor random(int answers, long seed, double low, double high) {
        double[] x = new SplittableRandom(seed)
                .doubles((long) PROMPTS * answers, low, high)
                .toArray();
        return Tensor.create(x, PROMPTS, answers);
    }
}
