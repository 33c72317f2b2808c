package org.teeter.audit;

import java.util.ArrayList;
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
        List<Dominance> readings = new ArrayList<>();
        for (double m : thresholds) {
            readings.add(of(sources, m));
        }
        return readings;
    }

    private static Dominance of(Sources sources, double m) {
        if (!(m > 1)) {
            throw new IllegalArgumentException("dominance is defined for M above 1, got " + m);
        }
        double room = room(sources.fit().model().link(), m);
        Graph graph = sources.graph();
        double[] won = new double[graph.edges()]; // of all sources of a pair together, by its first item
        double[] lost = new double[graph.edges()];
        for (int e = 0; e < sources.count(); e++) {
            boolean turned = sources.first(e) != graph.first(sources.edge(e));
            won[sources.edge(e)] += turned ? sources.lost(e) : sources.won(e);
            lost[sources.edge(e)] += turned ? sources.won(e) : sources.lost(e);
        }
        int fitted = 0;
        int observed = 0;
        int confident = 0;
        for (int e = 0; e < graph.edges(); e++) {
            Probability p = sources.fit().probability(graph.first(e), graph.second(e));
            fitted += Math.min(p.p(), p.q()) < room ? 1 : 0;
            double decided = won[e] + lost[e];
            if (decided > 0) {
                double rarer = Math.min(won[e], lost[e]) / decided;
                observed += rarer < room ? 1 : 0;
                confident += upperEnd(rarer, decided) < room ? 1 : 0;
            }
        }
        double all = graph.edges();
        return new Dominance(m, 1 - room, fitted / all, observed / all, confident / all);
    }

    /** {@code 1 - p*}, of the logistic link in a form that keeps its precision for large M. */
    private static double room(Link link, double m) {
        return link instanceof Logistic
                ? 1 / (2 * m * (1 + Math.sqrt(1 - 1 / m)))
                : link.probability(-link.descent(0, m)).p();
    }

    /** Upper end of Wilson's 95 % interval for a proportion y of n. */
    private static double upperEnd(double y, double n) {
        double z2n = Z * Z / n;
        return (y + z2n / 2 + Z * Math.sqrt(y * (1 - y) / n + z2n / (4 * n))) / (1 + z2n);
    }
}
