package org.teeter.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.teeter.Cases;

class SparseEliminationTest {
    private static final long UNLIMITED = Long.MAX_VALUE / 4;

    /** A random tree and further edges, conductances over six decades, with a ground or without. */
    private static Laplacian random(RandomGenerator random, int n, int further) {
        TreeSet<Long> edges = new TreeSet<>();
        for (int b = 1; b < n; b++) {
            edges.add((long) random.nextInt(b) * n + b);
        }
        for (int k = 0; k < further; k++) {
            int a = random.nextInt(n);
            int b = random.nextInt(n);
            if (a < b) {
                edges.add((long) a * n + b);
            }
        }
        return laplacian(n, edges, random, random.nextBoolean() ? Math.pow(10, -3 * random.nextDouble()) : 0);
    }

    private static Laplacian laplacian(int n, SortedSet<Long> edges, RandomGenerator random, double ground) {
        int[] start = new int[n + 1];
        int[] second = new int[edges.size()];
        double[] conductance = new double[edges.size()];
        int e = 0;
        for (long edge : edges) {
            start[(int) (edge / n) + 1]++;
            second[e] = (int) (edge % n);
            conductance[e++] = Math.pow(10, -6 * random.nextDouble());
        }
        for (int i = 0; i < n; i++) {
            start[i + 1] += start[i];
        }
        double[] grounds = new double[n];
        Arrays.fill(grounds, ground);
        return new Laplacian(start, second, conductance, grounds);
    }

    @Test
    void resistancesAreThoseOfTheWholeInverse() {
        forAll(60, (random, size) -> random(random, 2 + (int) (120 * size), (int) (400 * size * size)), h -> {
            double[][] g = Elimination.of(h.closed()).inverse();
            EdgeResistances found =
                    SparseElimination.of(h, UNLIMITED).orElseThrow().resistances();
            for (int a = 0; a < h.size(); a++) {
                for (int e = h.start(a); e < h.start(a + 1); e++) {
                    int b = h.second(e);
                    double expected = (g[a][a] - g[a][b]) + (g[b][b] - g[b][a]);
                    double rounding = 1e-13 * (g[a][a] + g[b][b]) + found.error(a, b);
                    assertEquals(expected, found.at(e), rounding);
                    assertTrue(found.error(a, b) <= 1e-9 * (found.toGround(a) + found.toGround(b)));
                }
                if (!h.isFloating()) {
                    int ground = h.size();
                    double expected = (g[a][a] - g[a][ground]) + (g[ground][ground] - g[ground][a]);
                    assertEquals(expected, found.toGround(a), 1e-12 * (g[a][a] + g[ground][ground]));
                }
            }
        });
    }

    @Test
    void solvesTheCircuitAndItsClosedForm() {
        forAll(60, (random, size) -> random(random, 2 + (int) (120 * size), (int) (400 * size * size)), h -> {
            Laplacian closed = h.closed();
            double[] b = new double[closed.size()];
            b[0] = 1;
            b[closed.size() - 1] -= 1;
            double[] x = new double[b.length];
            SparseElimination.of(h, UNLIMITED).orElseThrow().apply(b, x);
            double[] exact = Elimination.of(closed).solve(b);
            for (int i = 1; i < b.length; i++) {
                double drop = exact[0] - exact[b.length - 1];
                assertEquals(exact[i] - exact[0], x[i] - x[0], 1e-10 * drop);
            }
        });
    }

    /** Vertices of very many neighbours go last, joined to each other. */
    @Test
    void hubsCostNoFill() {
        int n = 3000;
        RandomGenerator random = Cases.random(3);
        TreeSet<Long> edges = new TreeSet<>();
        for (int b = 2; b < n; b++) {
            edges.add((long) b % 2 * n + b);
            if (b % 5 == 0) {
                edges.add((long) (b - 1) * n + b);
            }
        }
        edges.add(1L);
        Laplacian h = laplacian(n, edges, random, 0);
        EdgeResistances found = SparseElimination.of(h, 3L * n).orElseThrow().resistances();
        double sum = 0;
        double error = 0;
        for (int a = 0; a < n; a++) {
            for (int e = h.start(a); e < h.start(a + 1); e++) {
                sum += h.conductance(e) * found.at(e);
                error += h.conductance(e) * found.error(a, h.second(e));
            }
        }
        assertEquals(n - 1, sum, error);
        assertTrue(error < 1e-3);
    }

    @Test
    void saysWhereItWouldTakeTooMuch() {
        Laplacian h = random(Cases.random(5), 400, 4000);
        assertFalse(SparseElimination.of(h, 5000).isPresent());
        assertTrue(SparseElimination.of(h, 80_000).isPresent());
    }

    @Test
    void refusesAGraphThatFallsApart() {
        TreeSet<Long> edges = new TreeSet<>();
        edges.add(1L);
        edges.add(2L * 4 + 3);
        Laplacian h = laplacian(4, edges, Cases.random(1), 0);
        assertThrows(IllegalArgumentException.class, () -> SparseElimination.of(h, UNLIMITED));
    }
}
