package org.teeter.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.teeter.random.L64X128Mix;

/** An invented fit and its electrical network, solved the slow and obvious way. */
final class SampleNetwork {

    record Pair(int a, int b, int n, double y, double p) {
        double conductance() {
            return n * p * (1 - p);
        }
    }

    record Case(int i, int j, double p, int source, double flow, double sensitivity) {}

    final double[] scores;
    final List<Pair> pairs = new ArrayList<>();

    private final RandomGenerator random;
    private final List<double[]> potentials = new ArrayList<>();

    SampleNetwork(long seed, int items, double spread) {
        this.random = L64X128Mix.of(seed);
        this.scores = new double[items];
        for (int i = 0; i < items; i++) {
            scores[i] = spread * random.nextGaussian();
        }
    }

    void compare(int wanted) {
        Set<Long> seen = new HashSet<>();
        int items = scores.length;
        for (int i = 1; i < items; i++) { // a tree first, so that all are connected
            add(random.nextInt(Math.max(0, i - 12), i), i, seen);
        }
        int tries = 0;
        while (pairs.size() < wanted && tries++ < 50 * wanted) {
            int a = random.nextInt(items);
            int b = Math.floorMod(a + 1 + random.nextInt(Math.max(1, items / 2)), items);
            add(Math.min(a, b), Math.max(a, b), seen);
        }
    }

    private void add(int a, int b, Set<Long> seen) {
        if (a == b || !seen.add((long) a * scores.length + b)) {
            return;
        }
        double p = 1 / (1 + Math.exp(scores[b] - scores[a]));
        int n = 1 + (int) (Math.exp(3.4 * random.nextDouble()) * 3);
        int wins = 0;
        for (int vote = 0; vote < n; vote++) {
            wins += random.nextDouble() < p ? 1 : 0;
        }
        pairs.add(new Pair(a, b, n, (double) wins / n, p));
    }

    /** {@code H⁺ b} up to a constant: conjugate gradients on the Laplacian, whose null space {@code b} is orthogonal to. */
    double[] solve(int i, int j) {
        int items = scores.length;
        double[] x = new double[items];
        double[] r = new double[items];
        r[i] = 1;
        r[j] = -1;
        double[] d = r.clone();
        double rr = 2;
        for (int step = 0; step < 20 * items && rr > 1e-26; step++) {
            double[] hd = new double[items];
            for (Pair pair : pairs) {
                double current = pair.conductance() * (d[pair.a()] - d[pair.b()]);
                hd[pair.a()] += current;
                hd[pair.b()] -= current;
            }
            double alpha = rr / dot(d, hd);
            double before = rr;
            for (int k = 0; k < items; k++) {
                x[k] += alpha * d[k];
                r[k] -= alpha * hd[k];
            }
            rr = dot(r, r);
            for (int k = 0; k < items; k++) {
                d[k] = r[k] + rr / before * d[k];
            }
        }
        return x;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    double p(int i, int j) {
        return 1 / (1 + Math.exp(scores[j] - scores[i]));
    }

    /** How many pairs have their potentials, and with them leverage and index: the first thousand. */
    int solved() {
        for (int e = potentials.size(); e < Math.min(pairs.size(), 1_000); e++) {
            potentials.add(solve(pairs.get(e).a(), pairs.get(e).b()));
        }
        return potentials.size();
    }

    List<Case> cases(int top) {
        Set<Long> compared = new HashSet<>();
        pairs.forEach(pair -> compared.add((long) pair.a() * scores.length + pair.b()));
        List<Case> cases = new ArrayList<>();
        int items = scores.length;
        int wanted = Math.min(items * (items - 1) / 2, Math.max(400, 4 * top));
        int tries = items <= 60 ? items * items : 40 * wanted;
        for (int t = 0; cases.size() < wanted && t < tries; t++) {
            int i = items <= 60 ? t / items : random.nextInt(items);
            int j = items <= 60 ? t % items : random.nextInt(items);
            if (i >= j || compared.contains((long) i * items + j)) {
                continue;
            }
            double p = p(i, j);
            int source = -1;
            double worst = 0;
            for (int e = 0; e < potentials.size(); e++) {
                Pair pair = pairs.get(e);
                double flow =
                        pair.conductance() * (potentials.get(e)[i] - potentials.get(e)[j]);
                double s = p * (1 - p) / (pair.p() * (1 - pair.p())) * flow;
                if (Math.abs(s) > Math.abs(worst)) {
                    worst = s;
                    source = e;
                }
            }
            if (source >= 0) {
                Pair pair = pairs.get(source);
                double flow = pair.conductance()
                        * (potentials.get(source)[i] - potentials.get(source)[j]);
                cases.add(new Case(i, j, p, source, flow, worst));
            }
        }
        cases.sort(Comparator.comparingDouble(c -> -Math.abs(c.sensitivity())));
        return new ArrayList<>(cases.subList(0, Math.min(top, cases.size())));
    }

    double leverage(int e) {
        Pair pair = pairs.get(e);
        return pair.conductance() * (potentials.get(e)[pair.a()] - potentials.get(e)[pair.b()]);
    }

    double index(int e) {
        return leverage(e) / (4 * pairs.get(e).p() * (1 - pairs.get(e).p()));
    }

    long bridges() {
        return IntStream.range(0, potentials.size())
                .filter(e -> leverage(e) > 1 - 1e-9)
                .count();
    }

    /** As on a tree: the source's log-odds move to those of {@code y}, and the flow's part of that moves the target. */
    static double moved(Case c, Pair pair, double y) {
        double centre = Math.min(1 - 1e-3, Math.max(1e-3, pair.y()));
        double shift = Math.log(y / (1 - y)) - Math.log(centre / (1 - centre));
        double x = Math.log(c.p() / (1 - c.p())) + c.flow() * shift;
        return 1 / (1 + Math.exp(-x));
    }
}
