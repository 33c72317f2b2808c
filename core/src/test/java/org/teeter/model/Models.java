package org.teeter.model;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.link.HyperbolicSecant;
import org.teeter.link.Logistic;
import org.teeter.link.Probit;
import org.teeter.link.Smoothstep;
import org.teeter.loss.TrainingLoss;

/** Every model of pairs, for properties that hold of all; the third is a second way to the first, the last one of a link that only tests have. */
public final class Models {
    public static final List<PairModel> ALL = List.of(
            new BradleyTerry(),
            new LinkModel(new Probit()),
            new LinkModel(new Logistic()),
            new Davidson(),
            new RaoKupper(),
            new LinkModel(new HyperbolicSecant()),
            new LinkModel(new Smoothstep()));

    /** Losses, which are fitted like models and are no likelihoods. */
    public static final List<PairModel> LOSSES = List.of(
            loss(TrainingLoss.Kind.CDPO, 0.1),
            loss(TrainingLoss.Kind.RDPO, 1e-5),
            loss(TrainingLoss.Kind.IPO, 0),
            loss(TrainingLoss.Kind.SIMPO, 0));

    /** All that is fitted and audited. */
    public static final List<PairModel> WITH_LOSSES =
            Stream.concat(ALL.stream(), LOSSES.stream()).toList();

    private Models() {}

    private static PairModel loss(TrainingLoss.Kind kind, double smoothing) {
        return new TrainingLoss(kind, 0.1, smoothing, 0.7).model().orElseThrow();
    }

    /** A connected graph on which a fit of the model exists: both sides of every pair win, and a third of the judgements are ties. */
    public static ComparisonGraph random(PairModel model, RandomGenerator random, int items, int edges) {
        Tally tally = new Tally();
        for (int e = 0; e < edges; e++) {
            int b = e < items - 1 ? e + 1 : random.nextInt(items);
            int a = e < items - 1 ? random.nextInt(b) : (b + 1 + random.nextInt(items - 1)) % items;
            double n = 1 + random.nextInt(100);
            double y = 1 / (1 + Math.exp(-2 * random.nextGaussian()));
            double tied = random.nextDouble();
            tally.add(a, b, Outcome.FIRST, n * y * (1 - tied / 2), 1);
            tally.add(a, b, Outcome.SECOND, n * (1 - y) * (1 - tied / 2), 1);
            tally.add(a, b, Outcome.TIE, n * tied / 2, 1);
        }
        return ComparisonGraph.of(tally.counts(Items.numbered(items)), model.predictsTies() ? Ties.KEEP : Ties.HALF);
    }
}
