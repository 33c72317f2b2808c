package org.teeter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.teeter.data.Contests;
import org.teeter.link.Link;

/**
 * A model of pairs whose difference of scores is swayed by the conditions of a judgement: the side that was shown first or at home
 * (Davidson and Beaver 1977), the length of an answer, whatever a number says of it.
 *
 * <pre>{@code x_c = s_first - s_second + Σ_k z_kc β_k}</pre>
 *
 * @param base the model without conditions
 */
public record Conditional(PairModel base) implements Model<Contests> {
    public Conditional {
        if (!base.isConcave()) {
            throw new IllegalArgumentException("conditions need a log-concave link, got " + base.name());
        }
    }

    /** Rounding of sums of conditions along a cycle, relative to their size. */
    private static final double ROUNDING = 1e-12;

    @Override
    public String name() {
        return base.name();
    }

    /** Without any sway. */
    @Override
    public Link link() {
        return base.link();
    }

    @Override
    public Likelihood likelihood(Contests data) {
        return new PairLikelihood(base, data);
    }

    /**
     * Ford's condition on the scores, and for each condition by itself that its effect neither explains every judgement the better the
     * larger it is, nor is the same as a shift of scores. Conditions together can do so though none does alone: of that {@link #recession}
     * decides.
     */
    @Override
    public boolean hasMaximum(Contests data, Hold hold) {
        return base.hasMaximum(data.pooled(), hold)
                && switch (hold) {
                    case NOTHING -> unbounded(data).isEmpty();
                    case INFORMATION ->
                        true; // but for effects that no judgement tells apart, which the penalty decides
                    default -> !hasSign(data);
                };
    }

    @Override
    public Existence existence(Contests data) {
        Existence ofScores = base.existence(data.pooled());
        List<String> reasons = new ArrayList<>(ofScores.unbounded());
        reasons.addAll(unbounded(data));
        return ofScores.with(reasons);
    }

    /** {@code x_c}: the difference of scores in a contest, swayed by its conditions. */
    public static double difference(Contests data, int c, double[] theta) {
        double x = theta[data.first(c)] - theta[data.second(c)];
        for (int k = 0; k < data.conditions().size(); k++) {
            x += data.value(k, c) * theta[data.items().size() + k];
        }
        return x;
    }

    /** Adds by how much the score equations are pulled, by parameter, when wins of a contest's second item become wins of its first. */
    public void pull(Contests data, int c, double[] theta, double[] into) {
        double tie = base.predictsTies() ? theta[theta.length - 1] : 0;
        double n = data.won(c) + data.lost(c) > 0 ? data.n(c) : 0;
        double[] pull = base.pull(n, difference(data, c, theta), tie);
        into[data.first(c)] += pull[0];
        into[data.second(c)] -= pull[0];
        for (int k = 0; k < data.conditions().size(); k++) {
            into[data.items().size() + k] += data.value(k, c) * pull[0];
        }
        if (base.predictsTies()) {
            into[theta.length - 1] += pull[1];
        }
    }

    /** Whether some condition speaks for no side that lost, or for none that won. */
    private static boolean hasSign(Contests data) {
        for (int k = 0; k < data.conditions().size(); k++) {
            boolean up = true;
            boolean down = true;
            for (int c = 0; c < data.size(); c++) {
                double z = data.value(k, c);
                up &= (z >= 0 || data.won(c) + data.tied(c) == 0) && (z <= 0 || data.lost(c) + data.tied(c) == 0);
                down &= (z <= 0 || data.won(c) + data.tied(c) == 0) && (z >= 0 || data.lost(c) + data.tied(c) == 0);
            }
            if (up || down) {
                return true;
            }
        }
        return false;
    }

    private static List<String> unbounded(Contests data) {
        List<String> reasons = new ArrayList<>();
        for (int k = 0; k < data.conditions().size(); k++) {
            if (isFree(data, k, 1) || isFree(data, k, -1)) {
                reasons.add("the effect of \"" + data.conditions().get(k)
                        + "\" has no finite value of its own: with suitable scores it explains every judgement, or nothing that"
                        + " scores do not");
            }
        }
        return reasons;
    }

    /**
     * Whether scores u exist by which no outcome that was observed becomes less probable when the effect moves by {@code sign}: {@code u_a -
     * u_b + sign z >= 0} for a win of a, at most 0 for a loss, 0 for a tie. Such potentials exist exactly if no cycle of these
     * inequalities has a negative length.
     */
    private static boolean isFree(Contests data, int k, int sign) {
        int n = data.items().size();
        double largest = 0;
        for (int c = 0; c < data.size(); c++) {
            largest = Math.max(largest, Math.abs(data.value(k, c)));
        }
        double slack = ROUNDING * largest * n;
        double[] shortest = new double[n];
        int[] before = new int[n];
        Arrays.fill(before, -1);
        for (int sweep = 0; sweep <= n; sweep++) {
            boolean settled = true;
            for (int c = 0; c < data.size(); c++) {
                int a = data.first(c);
                int b = data.second(c);
                double length = sign * data.value(k, c);
                if (data.won(c) + data.tied(c) > 0 && shortest[a] + length < shortest[b] - slack) {
                    shortest[b] = shortest[a] + length;
                    before[b] = a;
                    settled = false;
                }
                if (data.lost(c) + data.tied(c) > 0 && shortest[b] - length < shortest[a] - slack) {
                    shortest[a] = shortest[b] - length;
                    before[a] = b;
                    settled = false;
                }
            }
            if (settled) {
                return true;
            }
            if (hasCycle(before)) {
                return false;
            }
        }
        return false;
    }

    /** Whether some item comes before itself. */
    private static boolean hasCycle(int... before) {
        int[] walk = new int[before.length]; // the walk on which each item was met first
        for (int i = 0; i < before.length; i++) {
            int at = i;
            while (at >= 0 && walk[at] == 0) {
                walk[at] = i + 1;
                at = before[at];
            }
            if (at >= 0 && walk[at] == i + 1) {
                return true;
            }
        }
        return false;
    }
}
