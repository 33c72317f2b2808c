package org.teeter.lab.experiment;

import java.util.List;
import java.util.stream.Stream;
import org.teeter.lm.loss.LossName;

/**
 * A question to the experiment, with the jobs that answer it.
 *
 * @param name of its files and of the option that asks for it
 * @param title of its figure
 * @param question what is asked, and what the theory predicts
 * @param pooled whether orders count as repetitions, rather than one panel each
 */
public record Study(String name, String title, String question, boolean pooled, List<Grid> grids) {
    private static final List<List<String>> TURNS = Grid.turns("dog", "cat", "bird");
    private static final List<Double> COARSE = List.of(0.0, 0.05, 0.1, 0.25, 0.5, 0.75, 1.0);
    private static final List<Double> INSIDE = List.of(0.05, 0.1, 0.25, 0.5, 0.75, 0.95);
    private static final int PAIRS = 1600;
    /** Choices that rankings are made of, whatever their length: 900 rankings of three, 600 of four, 1800 pairs. */
    private static final int CHOICES = 1800;
    /** In each order of the question: 200 answers about a pair, as many as the paper's. */
    private static final int SAMPLES = 100;

    /** Pairs that DPO trains on in the main grid. */
    public static final Job.Method DPO = new Job.Method(LossName.DPO, 0.1, 0, 1e-4, 16, 1);

    /** The same at β = 1, whose optimum is in reach, and at which the policy's frequency is the preference itself. */
    static final Job.Method AT_ONE = new Job.Method(LossName.DPO, 1, 0, 1e-4, 16, 1);

    public Study {
        grids = List.copyOf(grids);
    }

    /** All jobs. */
    public List<Job> jobs(String model) {
        return grids.stream().flatMap(grid -> grid.jobs(model).stream()).toList();
    }

    /** The results as curves. */
    public List<Curve> curves(List<JobResult> outcomes) {
        return pooled ? Curve.pooled(outcomes) : Curve.byOrder(outcomes);
    }

    /** The paper's: six orders, 21 values of p23, three seeds. */
    public static Study main(int seeds) {
        return new Study(
                "main",
                "Learned preferences of the base model (the paper's Fig. 3 and Fig. C4)",
                "Do the three observations of section 4 hold? The theory puts the whole rise of p13 at p23 = 0.01,"
                        + " between the first two points of the grid.",
                false,
                List.of(new Grid(
                        Grid.orders("dog", "cat", "bird"),
                        List.of(0.99),
                        Grid.range(0, 1, 0.05),
                        seeds,
                        pairs("bernoulli"),
                        List.of(DPO),
                        SAMPLES)));
    }

    /** A grid for machines that check every change: two orders, five values of p23, one seed. */
    public static Study quick() {
        Grid all = main(1).grids().get(0);
        return new Study(
                "main",
                "Learned preferences of the base model, reduced grid",
                "Does the jump appear?",
                false,
                List.of(new Grid(
                        List.of(all.orders().get(0), all.orders().get(3)),
                        all.p12(),
                        List.of(0.0, 0.05, 0.25, 0.5, 1.0),
                        1,
                        all.data(),
                        all.methods(),
                        all.samples())));
    }

    /** What the paper leaves open. */
    public static List<Study> open(int seeds) {
        return List.of(losses(seeds), tuples(seeds), fine(seeds), beta(seeds), dominance(seeds), steps(seeds));
    }

    private static Study losses(int seeds) {
        return new Study(
                "losses",
                "Other losses, an adapter and imitation on the same data",
                "Does the training matter (C.1), and does changing the loss buy robustness? By their effective links"
                        + " cDPO and IPO (of sums, ipo_sum) bound how far a dominant preference is driven, rDPO drives it further than DPO,"
                        + " hinge makes a step of it, and imitation has the link of DPO at β = 1. Compared at β where 100"
                        + " steps get near the optimum: 1 for DPO, cDPO and rDPO; 0.1 for IPO, whose lead is at most 1/(2β) ="
                        + " 5 nats; 0.25 for hinge, whose lead is 1/β = 4.",
                true,
                List.of(grid(
                        COARSE,
                        List.of(0.99),
                        seeds,
                        pairs("bernoulli"),
                        List.of(
                                DPO,
                                new Job.Method(LossName.DPO, 0.1, 0, 1e-3, 16, 1, 8),
                                AT_ONE,
                                AT_ONE.withLoss(LossName.CDPO, 0.1),
                                AT_ONE.withLoss(LossName.RDPO, 0.1),
                                DPO.withLoss(LossName.IPO_SUM, 0),
                                new Job.Method(LossName.HINGE, 0.25, 0, 1e-4, 16, 1),
                                new Job.Method(LossName.SFT, 1, 0, 5e-4, 16, 1)))));
    }

    private static Study fine(int seeds) {
        return new Study(
                "fine",
                "Where the theory puts the jump",
                "Bradley-Terry's p13 passes 1/2 at p23 = 0.01. Does the learned one? Exact counts: at p23 = 0.001 one of"
                        + " 1000 pairs.",
                true,
                List.of(grid(
                        List.of(0.0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05),
                        List.of(0.99),
                        seeds,
                        new Job.Data(Job.Form.PAIRS, "exact", 2, 2000),
                        List.of(DPO, AT_ONE))));
    }

    private static Study beta(int seeds) {
        return new Study(
                "beta",
                "The temperature of DPO",
                "The optimum of the policy is the reference times the preference to the power 1/β: the larger β, the"
                        + " sooner training gets there, and at β = 1 the policy's frequency is the preference itself.",
                true,
                List.of(grid(
                        COARSE,
                        List.of(0.99),
                        seeds,
                        pairs("bernoulli"),
                        Stream.of(0.03, 0.3, 1.0, 3.0)
                                .map(b -> new Job.Method(LossName.DPO, b, 0, 1e-4, 16, 1))
                                .toList())));
    }

    private static Study tuples(int seeds) {
        List<List<String>> five = TURNS.stream()
                .map(order -> Stream.concat(order.stream(), Stream.of("horse", "rabbit"))
                        .toList())
                .toList();
        return new Study(
                "tuples",
                "Rankings of three and four against pairs",
                "Does section 3.2 hold in trained models? Five options, the last two as good as the second; no set holds"
                        + " both 1 and 3. The same scores fit rankings, their pairs and drawn pairs best, so that only the speed"
                        + " of learning and the noise can differ. All are of 1800 choices, about 16 to a step.",
                true,
                Stream.of(3, 4)
                        .flatMap(k -> Stream.of(Job.Form.RANKINGS, Job.Form.BROKEN, Job.Form.EQUAL_COST)
                                .map(form -> new Grid(
                                        five,
                                        List.of(0.99),
                                        INSIDE,
                                        seeds,
                                        new Job.Data(form, "bernoulli", k, CHOICES / (k - 1)),
                                        List.of(overTuples(form, k)),
                                        SAMPLES)))
                        .toList());
    }

    /** A step sees about as many choices in each form: a ranking of k is k-1 choices, and k(k-1)/2 pairs when it is broken. */
    private static Job.Method overTuples(Job.Form form, int k) {
        int rankings = DPO.batch() / (k - 1);
        return switch (form) {
            case RANKINGS -> new Job.Method(LossName.PL, DPO.beta(), 0, DPO.learningRate(), rankings, DPO.epochs());
            case BROKEN ->
                new Job.Method(
                        LossName.DPO, DPO.beta(), 0, DPO.learningRate(), rankings * k * (k - 1) / 2, DPO.epochs());
            default -> DPO;
        };
    }

    private static Study dominance(int seeds) {
        return new Study(
                "dominance",
                "Weaker and stronger dominance of the first preference",
                "Bradley-Terry's p13 passes 1/2 at p23 = 1 - p12, and its steepest slope by p23 is 1/(4·p12·(1-p12)):"
                        + " weaker dominance should move the rise to the right and flatten it.",
                true,
                List.of(grid(COARSE, List.of(0.6, 0.7, 0.8, 0.9, 0.95, 0.999), seeds, pairs("exact"), List.of(DPO))));
    }

    private static Study steps(int seeds) {
        return new Study(
                "steps",
                "How long it is trained",
                "The optimum for p12 = 0.99 at β = 0.1 is a lead of 46 nats, far away: training is always broken off."
                        + " What does the breaking-off do?",
                true,
                List.of(grid(
                        COARSE,
                        List.of(0.99),
                        seeds,
                        pairs("bernoulli"),
                        Stream.of(0.25, 0.5, 2.0)
                                .map(epochs -> new Job.Method(LossName.DPO, 0.1, 0, 1e-4, 16, epochs))
                                .toList())));
    }

    private static Job.Data pairs(String draw) {
        return Job.Data.pairs(draw, PAIRS);
    }

    private static Grid grid(List<Double> p23, List<Double> p12, int seeds, Job.Data data, List<Job.Method> methods) {
        return new Grid(TURNS, p12, p23, seeds, data, methods, SAMPLES);
    }
}
