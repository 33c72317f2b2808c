package org.teeter.votes;

import java.util.Arrays;
import org.teeter.data.Judgements;
import org.teeter.fit.Fit;
import org.teeter.model.Likelihood;

/** What one vote of each kind says of the parameters of a fit: the gradient of {@code -log p}. */
final class Pulls {
    private final int n;
    private final int extras;
    private int[] start;
    private int[] item = new int[64];
    private double[] gradient = new double[64];
    private final double[] ofExtras;
    private final boolean[] known; // whether votes of the kind are possible

    private Pulls(int kinds, int n, int extras) {
        this.n = n;
        this.extras = extras;
        this.start = new int[kinds + 1];
        this.ofExtras = new double[kinds * extras];
        this.known = new boolean[kinds];
    }

    static <D extends Judgements<D>> Pulls of(Fit<D> fit) {
        D data = fit.data();
        int alternatives = data.alternatives();
        Likelihood likelihood = fit.model().likelihood(data);
        Pulls pulls = new Pulls(data.kinds(), fit.graph().size(), fit.extras().size());
        int[] at = {-1, -1, 0}; // the situation, its alternative, and what is filled
        likelihood.contributions(fit.position(), (situation, weight, log, size, items, gradient, extras) -> {
            at[1] = situation == at[0] ? at[1] + 1 : 0;
            at[0] = situation;
            at[2] = pulls.add(situation * alternatives + at[1], at[2], size, items, gradient, extras);
        });
        for (int k = 1; k < pulls.start.length; k++) {
            pulls.start[k] = Math.max(pulls.start[k], pulls.start[k - 1]);
        }
        return pulls;
    }

    private int add(int kind, int from, int size, int[] items, double[] gradients, double[] extra) {
        if (from + size > item.length) {
            item = Arrays.copyOf(item, 2 * (from + size));
            gradient = Arrays.copyOf(gradient, 2 * (from + size));
        }
        System.arraycopy(items, 0, item, from, size);
        System.arraycopy(gradients, 0, gradient, from, size);
        System.arraycopy(extra, 0, ofExtras, kind * extras, extras);
        known[kind] = true;
        start[kind + 1] = from + size;
        return from + size;
    }

    boolean isPossible(int kind) {
        return known[kind];
    }

    /** Whether votes of a kind pull two items apart, or together, and nothing else. */
    boolean isOfTwo(int kind) {
        int from = start[kind];
        return extras == 0 && start[kind + 1] - from == 2 && gradient[from] == -gradient[from + 1];
    }

    /** Whether another kind does so with the same two. */
    boolean isOfSameTwo(int kind, int other) {
        return known[other] && isOfTwo(other) && first(kind) == first(other) && second(kind) == second(other);
    }

    int first(int kind) {
        return item[start[kind]];
    }

    int second(int kind) {
        return item[start[kind] + 1];
    }

    /** The pull on the first of two items. */
    double ofFirst(int kind) {
        return gradient[start[kind]];
    }

    /** {@code u · ∇(-log p)} of one vote of a kind. */
    double along(double[] u, int kind) {
        double sum = 0;
        for (int k = start[kind]; k < start[kind + 1]; k++) {
            sum += u[item[k]] * gradient[k];
        }
        for (int k = 0; k < extras; k++) {
            sum += u[n + k] * ofExtras[kind * extras + k];
        }
        return sum;
    }

    /** The quadratic form of the gradient of a kind. */
    double square(int kind, Quadratic form) {
        int size = start[kind + 1] - start[kind];
        double sum = 0;
        for (int a = 0; a < size + extras; a++) {
            for (int b = 0; b < size + extras; b++) {
                sum += part(kind, a, size) * part(kind, b, size) * form.at(place(kind, a, size), place(kind, b, size));
            }
        }
        return sum;
    }

    private double part(int kind, int a, int size) {
        return a < size ? gradient[start[kind] + a] : ofExtras[kind * extras + a - size];
    }

    private int place(int kind, int a, int size) {
        return a < size ? item[start[kind] + a] : n + a - size;
    }

    /** A symmetric matrix, by score and, behind the scores, by shared parameter. */
    @FunctionalInterface
    interface Quadratic {
        double at(int a, int b);
    }
}
