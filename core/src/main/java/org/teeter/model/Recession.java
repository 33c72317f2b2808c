package org.teeter.model;

/**
 * Receives rows that say along which directions of parameters no judgement becomes less probable: those d with {@code row · d >= 0} for
 * each. A likelihood has a finite and unique maximum exactly if 0 is the only one.
 */
@FunctionalInterface
public interface Recession {

    /**
     * A row: what one outcome that was observed has, and another does not. Arrays are live, and longer than they need to be, perhaps.
     *
     * @param size how many items it concerns
     * @param items those items
     * @param scores by their scores, in the same order
     * @param extras by the extra parameters; none where these stay
     */
    void add(int size, int[] items, double[] scores, double[] extras);

    /**
     * The rows of judgements of pairs.
     *
     * <pre>{@code d log p_o - d log p_o' = (T_o - T_o') · d,  o observed, o' another outcome}</pre>
     *
     * <p>T is the statistic of an exponential family, where this is the same at every position. With a log-concave link it has the same
     * sign everywhere; so it has in Rao and Kupper's model at equal scores, but for the unit of τ, which is that of every pair there.
     */
    static void ofPairs(Likelihood likelihood, Recession into) {
        int extras = likelihood.extras().size();
        double[][] gradients = new double[3][2 + extras];
        double[] weights = new double[3];
        int[] at = {-1, 0}; // situation, its outcomes so far
        int[] both = new int[2];
        double[] ofExtras = new double[extras];
        Runnable finish = () -> {
            for (int o = 0; o < at[1]; o++) {
                for (int other = 0; weights[o] > 0 && other < at[1]; other++) {
                    if (other != o) {
                        double[] row = new double[2];
                        for (int k = 0; k < 2 + extras; k++) {
                            double more = gradients[other][k] - gradients[o][k];
                            if (k < 2) {
                                row[k] = more;
                            } else {
                                ofExtras[k - 2] = more;
                            }
                        }
                        into.add(2, both, row, ofExtras);
                    }
                }
            }
            at[1] = 0;
        };
        likelihood.contributions(likelihood.start(), (situation, weight, log, size, items, gradient, ofShared) -> {
            if (situation != at[0]) {
                finish.run();
                at[0] = situation;
                System.arraycopy(items, 0, both, 0, 2);
            }
            weights[at[1]] = weight;
            System.arraycopy(gradient, 0, gradients[at[1]], 0, 2);
            System.arraycopy(ofShared, 0, gradients[at[1]], 2, extras);
            at[1]++;
        });
        finish.run();
    }
}
