package org.teeter.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.teeter.Cases;

class LaplacianSolverTest {

    /** Graphs with items 0 … n - 1 in one piece, as the numbers {@code a n + b} of their edges. */
    private enum Shape {
        PATH {
            @Override
            LongStream edges(int n, RandomGenerator random) {
                return LongStream.range(1, n).map(b -> (b - 1) * n + b);
            }
        },
        RING {
            @Override
            LongStream edges(int n, RandomGenerator random) {
                return LongStream.concat(PATH.edges(n, random), LongStream.of(n - 1));
            }
        },
        BAND {
            @Override
            LongStream edges(int n, RandomGenerator random) {
                return LongStream.range(1, n)
                        .flatMap(b -> LongStream.range(Math.max(0, b - 4), b).map(a -> a * n + b));
            }
        },
        GRID {
            @Override
            LongStream edges(int n, RandomGenerator random) {
                int width = (int) Math.sqrt(n);
                return LongStream.concat(
                        PATH.edges(n, random), LongStream.range(width, n).map(b -> (b - width) * n + b));
            }
        },
        TREE {
            @Override
            LongStream edges(int n, RandomGenerator random) {
                return LongStream.range(1, n).map(b -> random.nextLong(b) * n + b);
            }
        },
        RANDOM {
            @Override
            LongStream edges(int n, RandomGenerator random) {
                LongStream further = LongStream.range(0, 3L * n).map(k -> {
                    int a = random.nextInt(n - 1);
                    return (long) a * n + a + 1 + random.nextInt(n - 1 - a);
                });
                return LongStream.concat(TREE.edges(n, random), further);
            }
        };

        abstract LongStream edges(int n, RandomGenerator random);

        Laplacian laplacian(int n, RandomGenerator random, DoubleSupplier conductance, double ground) {
            long[] edges = edges(n, random).sorted().distinct().toArray();
            int[] start = new int[n + 1];
            int[] second = new int[edges.length];
            double[] conductances = new double[edges.length];
            for (int e = 0; e < edges.length; e++) {
                start[(int) (edges[e] / n) + 1]++;
                second[e] = (int) (edges[e] % n);
                conductances[e] = conductance.getAsDouble();
            }
            for (int i = 0; i < n; i++) {
                start[i + 1] += start[i];
            }
            double[] grounds = new double[n];
            Arrays.fill(grounds, ground);
            return new Laplacian(start, second, conductances, grounds);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyVerticesTakeFewIterations(Shape shape) {
        takesFewIterations(shape, 10_000);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("slow")
    void aHundredThousandVerticesTakeFewIterations(Shape shape) {
        takesFewIterations(shape, 100_000);
    }

    /** The worst seen of a hundred thousand is 81 iterations, for the band; bounds are on the number, not on the time. */
    private static void takesFewIterations(Shape shape, int n) {
        for (double ground : new double[] {0, 1e-6}) {
            for (double decades : new double[] {0, 12}) {
                RandomGenerator random = Cases.random(7);
                Laplacian h = shape.laplacian(n, random, () -> Math.pow(10, -decades * random.nextDouble()), ground);
                double[] b = new double[n];
                b[3] = 1;
                b[n - 7] = -1;
                double[] x = new double[n];
                ApproximateCholesky factor = ApproximateCholesky.of(h);
                ConjugateGradient cg = new ConjugateGradient(h, factor);
                assertTrue(cg.solve(b, x, 1e-12, 120), () -> shape + " " + ground + " " + decades);
                assertSolves(h, b, x);
                // each edge leaves its later end's column at most once, and those of random graphs a few times what
                // they had
                assertTrue(factor.entries() <= 8 * h.edges());
            }
        }
    }

    /** Where doubles cannot hold the potentials more exactly, no residual can be smaller than what their last bit conducts. */
    private static void assertSolves(Laplacian h, double[] b, double[] x) {
        double[] back = new double[b.length];
        h.multiply(x, back);
        double widest = Arrays.stream(x).map(Math::abs).max().orElseThrow();
        double[] diagonal = h.diagonal();
        for (int i = 0; i < b.length; i++) {
            assertEquals(b[i], back[i], 1e-9 + 4 * Math.ulp(widest) * diagonal[i]);
        }
    }

    @Test
    void treesAreFactorisedExactly() {
        forAll(
                60,
                (random, size) -> Shape.TREE.laplacian(
                        2 + (int) (200 * size), random, () -> Math.exp(3 * random.nextGaussian()), 0),
                h -> {
                    int n = h.size();
                    double[] b = new double[n];
                    b[0] = 1;
                    b[n - 1] = -1;
                    double[] exact = Elimination.of(h).solve(b);
                    double[] x = new double[n];
                    ApproximateCholesky.of(h).apply(b, x);
                    double widest = Math.abs(exact[0] - exact[n - 1]);
                    for (int i = 0; i < n; i++) {
                        assertEquals(exact[i] - exact[0], x[i] - x[0], 1e-11 * widest);
                    }
                });
    }

    /** Sampled elimination is right on average, so its quadratic form lies near that of the whole. */
    @Test
    void theFactorIsSymmetricAndPositive() {
        forAll(
                40,
                (random, size) -> Shape.RANDOM.laplacian(
                        3 + (int) (150 * size), random, () -> Math.exp(random.nextGaussian()), 0.2),
                h -> {
                    int n = h.size();
                    RandomGenerator random = Cases.random(n);
                    double[] u = random.doubles(n, -1, 1).toArray();
                    double[] v = random.doubles(n, -1, 1).toArray();
                    double[] mu = new double[n];
                    double[] mv = new double[n];
                    ApproximateCholesky factor = ApproximateCholesky.of(h);
                    factor.apply(u, mu);
                    factor.apply(v, mv);
                    assertEquals(dot(u, mv), dot(v, mu), 1e-12 * Math.sqrt(dot(u, mu) * dot(v, mv)));
                    double exact = dot(u, Elimination.of(h).solve(u));
                    assertTrue(dot(u, mu) > exact / 5 && dot(u, mu) < exact * 5);
                });
    }

    @Test
    void equalLaplaciansGetEqualFactors() {
        Laplacian h = Shape.RANDOM.laplacian(3000, Cases.random(4), () -> 1, 0);
        double[] b = new double[h.size()];
        b[0] = 1;
        b[1] = -1;
        double[] once = new double[h.size()];
        double[] again = new double[h.size()];
        ApproximateCholesky.of(h).apply(b, once);
        ApproximateCholesky.of(h).apply(b, again);
        assertArrayEquals(once, again, 0);
    }

    @Test
    void agreesWithElimination() {
        for (Shape shape : Shape.values()) {
            for (double ground : new double[] {0, 1e-4}) {
                RandomGenerator random = Cases.random(2);
                Laplacian h = shape.laplacian(1500, random, () -> Math.exp(4 * random.nextGaussian()), ground);
                double[] b = new double[h.size()];
                b[10] = 1;
                b[1400] = -1;
                double[] exact = Elimination.of(h).solve(b);
                double[] x = new LaplacianSolver(h).solve(b, 1e-13);
                double apart = Math.abs(exact[10] - exact[1400]);
                for (int i = 0; i < x.length; i++) {
                    assertEquals(exact[i] - exact[10], x[i] - x[10], 1e-11 * apart, shape::toString);
                }
            }
        }
    }

    @Test
    void aLongRingTurnsToTheStrongerPreconditionerForGood() {
        Laplacian h = Shape.RING.laplacian(20_000, Cases.random(1), () -> 1, 0);
        LaplacianSolver solver = new LaplacianSolver(h);
        double[] b = new double[h.size()];
        b[0] = 1;
        b[10_000] = -1;
        double[] x = solver.solve(b, 1e-12);
        assertEquals(5000, x[0] - x[10_000], 1e-6); // two ways of 10,000
        assertTrue(solver.isStronger());
        int before = solver.iterations();
        solver.solve(b, 1e-12);
        assertTrue(solver.iterations() - before <= 3);
        LaplacianSolver warned = new LaplacianSolver(h, true);
        assertArrayEquals(x, warned.solve(b, 1e-12), 1e-6);
        assertTrue(warned.iterations() <= 3);
        Laplacian mixed = Shape.RANDOM.laplacian(20_000, Cases.random(1), () -> 1, 0);
        LaplacianSolver plain = new LaplacianSolver(mixed);
        plain.solve(b, 1e-12);
        assertFalse(plain.isStronger());
    }

    /** All of a tree hangs on one vertex: nothing is left to iterate. */
    @Test
    void treesAreSolvedExactly() {
        for (Shape shape : new Shape[] {Shape.PATH, Shape.TREE}) {
            RandomGenerator random = Cases.random(3);
            Laplacian h = shape.laplacian(20_000, random, () -> Math.pow(10, -12 * random.nextDouble()), 0);
            double[] b = new double[h.size()];
            b[5] = 1;
            b[h.size() - 9] = -1;
            LaplacianSolver solver = new LaplacianSolver(h).prepared();
            double[] x = solver.solve(b, 1e-12);
            assertSolves(h, b, x);
            assertEquals(
                    0,
                    Arrays.stream(x).sum(),
                    1e-9 * Arrays.stream(x).map(Math::abs).sum());
            assertEquals(0, solver.iterations());
            assertEquals(0, solver.near(h).iterations());
        }
    }

    /** Chains of a hundred on a graph that is well mixed, beside the solution of the whole. */
    @Test
    void whatHangsOnAGraphDoesNotSlowItDown() {
        int n = 8000;
        int core = n / 2;
        RandomGenerator random = Cases.random(5);
        Laplacian mixed = Shape.RANDOM.laplacian(core, random, () -> 1 + random.nextDouble(), 0);
        int[] start = new int[n + 1];
        long[] edges = new long[mixed.edges() + n - core];
        double[] conductance = new double[edges.length];
        int k = 0;
        for (int a = 0; a < core; a++) {
            for (int e = mixed.start(a); e < mixed.start(a + 1); e++) {
                edges[k++] = (long) a * n + mixed.second(e);
            }
        }
        for (int v = core; v < n; v++) {
            edges[k++] = (v % 100 == 0 ? random.nextInt(core) : v - 1L) * n + v;
        }
        Arrays.sort(edges);
        int[] second = new int[edges.length];
        for (int e = 0; e < edges.length; e++) {
            start[(int) (edges[e] / n) + 1]++;
            second[e] = (int) (edges[e] % n);
            conductance[e] = 1 + random.nextDouble();
        }
        for (int a = 0; a < n; a++) {
            start[a + 1] += start[a];
        }
        Laplacian h = new Laplacian(start, second, conductance, new double[n]);
        double[] b = new double[n];
        b[1] = 1;
        b[n - 1] = -1;
        LaplacianSolver solver = new LaplacianSolver(h).prepared();
        double[] x = solver.solve(b, 1e-12);
        assertSolves(h, b, x);
        assertFalse(solver.isStronger());
        assertTrue(solver.iterations() <= 2 * 60, () -> "got " + solver.iterations());
        double[] near = solver.near(h).solve(b, 1e-12);
        assertArrayEquals(x, near, 1e-8);
        double[] exact = new double[n];
        ConjugateGradient cg = new ConjugateGradient(h, ApproximateCholesky.of(h));
        assertTrue(cg.solve(b, exact, 1e-12, 1000));
        assertArrayEquals(exact, x, 1e-8);
    }

    @Test
    void refusesAGraphInTwoParts() {
        int n = 6000;
        int[] start = new int[n + 1];
        int[] second = new int[n - 2];
        int edges = 0;
        for (int a = 0; a < n; a++) {
            start[a] = edges;
            if (a != n / 2 - 1 && a != n - 1) {
                second[edges++] = a + 1;
            }
        }
        start[n] = edges;
        double[] conductance = new double[edges];
        Arrays.fill(conductance, 1);
        Laplacian h = new Laplacian(start, second, conductance, new double[n]);
        double[] b = new double[n];
        b[0] = 1;
        b[n - 1] = -1;
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new LaplacianSolver(h).solve(b, 1e-12));
        assertTrue(String.valueOf(e.getMessage())
                .startsWith("potentials need a connected graph with finite conductances"));
    }

    /** Without iterations to spare, or with a right-hand side that is no number, there is no solution to return. */
    @Test
    void sayWhenTheToleranceWasNotMet() {
        Laplacian h = Shape.BAND.laplacian(6000, Cases.random(1), () -> 1, 0);
        double[] b = new double[h.size()];
        b[0] = 1;
        b[5999] = -1;
        ConjugateGradient cg = new ConjugateGradient(h, Preconditioner.jacobi(h.diagonal()));
        assertFalse(cg.solve(b, new double[h.size()], 1e-12, 20));
        assertEquals(20, cg.iterations());
        b[0] = Double.NaN;
        assertFalse(cg.solve(b, new double[h.size()], 1e-12, 20));
        ArithmeticException e = assertThrows(ArithmeticException.class, () -> new LaplacianSolver(h).solve(b, 1e-12));
        assertEquals(
                "conjugate gradients did not reach their tolerance of 1.0E-12, with 1000 iterations allowed, "
                        + "and 6000 items are too many to eliminate",
                e.getMessage());
    }

    private static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }
}
