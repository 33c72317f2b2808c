package org.teeter.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.teeter.graph.Graph;
import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;

/**
 * How many compared pairs are so one-sided that a sensitivity above M becomes possible next to them.
 *
 * <p>Only preferences outside [1 - p*, p*] can make any prediction M-sensitive [M46], where
 *
 * <pre>{@code g'(g⁻¹(p*)) = g'(0) / M,  in Bradley-Terry p* = (1 + sqrt(1 - 1/M)) / 2}</pre>
 *
 * @param m the threshold M, above 1
 * @param pstar p*
 * @param fitted share of compared pairs whose fitted probability is outside
 * @param observed share of compared pairs whose observed proportion is outside; of rankings, that of the ballots on which the two are
 *     neighbours
 * @param confident share of compared pairs whose 95 % interval for the proportion (Wilson) lies wholly outside, on one side: a
 *     single vote is not a dominant preference
 */
public record Dominance(double m, double pstar, double fitted, double observed, double confident) {
    /** The 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    /** The three readings for each threshold. */
    static List<Dominance> of(Sources sources, List<Double> thresholds) {
        Graph graph = sources.graph();
        int edges = graph.edges();
        double[] won = new double[edges]; // of all sources of a pair together, by its first item
        double[] lost = new double[edges];
        for (int e = 0; e < sources.count(); e++) {
            boolean turned = sources.first(e) != graph.first(sources.edge(e));
            won[sources.edge(e)] += turned ? sources.lost(e) : sources.won(e);
            lost[sources.edge(e)] += turned ? sources.won(e) : sources.lost(e);
        }
        double[] fitted = new double[edges]; // the rarer outcome of each pair
        double[] observed = new double[edges];
        double[] confident = new double[edges];
        Arrays.fill(observed, Double.NaN); // where nothing was decided, which is below no bound
        Arrays.fill(confident, Double.NaN);
        for (int e = 0; e < edges; e++) {
            Probability p = sources.fit().probability(graph.first(e), graph.second(e));
            fitted[e] = Math.min(p.p(), p.q());
            double decided = won[e] + lost[e];
            if (decided > 0) {
                observed[e] = Math.min(won[e], lost[e]) / decided;
                confident[e] = upperEnd(observed[e], decided);
            }
        }
        Link link = sources.fit().model().link();
        List<Dominance> readings = new ArrayList<>();
        for (double m : thresholds) {
            if (!(m > 1)) {
                throw new IllegalArgumentException("dominance is defined for M above 1, got " + m);
            }
            double room = room(link, m);
            readings.add(new Dominance(
                    m, 1 - room, shareBelow(room, fitted), shareBelow(room, observed), shareBelow(room, confident)));
        }
        return readings;
    }

    private static double shareBelow(double room, double... rarer) {
        int below = 0;
        for (double r : rarer) {
            below += r < room ? 1 : 0;
        }
        return below / (double) rarer.length;
    }

    /** {@code 1 - p*}, of the logistic link in a form that keeps its precision for large M. */
    private static double room(Link link, double m) {
        return link instanceof Logistic
                ? 1 / (2 * m * (1 + Math.sqrt(1 - 1 / m)))
                : link.probability(-link.descent(0, m)).p();
    }

    /** Upper end of Wilson's 95 % interval for a proportion y of n. */
    static double upperEnd(double y, double n) {
        double z2n = Z * Z / n;
        return (y + z2n / 2 + Z * Math.sqrt(y * (1 - y) / n + z2n / (4 * n))) / (1 + z2n);
    }
}
