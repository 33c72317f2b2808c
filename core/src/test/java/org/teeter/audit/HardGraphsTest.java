package org.teeter.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.teeter.Cases.forAll;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.teeter.Cases;
import org.teeter.audit.search.Effort;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.LinkModel;
import org.teeter.model.PairModel;

/** On graphs that are not well mixed, searches without an inverse find exactly what an exhaustive one finds. */
class HardGraphsTest {
    private static final List<Effort> EFFORTS = List.of(
            new Effort(0, 1_000_000, 1_000_000), // by sparse elimination
            new Effort(0, 60, 1_000_000), // of some blocks, or of none
            new Effort(0, 0, 1_000_000));

    private static final AuditRequest REQUEST =
            new AuditRequest(new Targets.Unobserved(), List.of(1.5, 4.0), 20, 0, 0, 1, false);

    private enum Shape {
        RING {
            @Override
            void pairs(Judging judging, int n) {
                PATH.pairs(judging, n);
                judging.pair(n - 1, 0);
            }
        },
        STAR {
            @Override
            void pairs(Judging judging, int n) {
                each(n, i -> judging.pair(0, i));
            }
        },
        PATH {
            @Override
            void pairs(Judging judging, int n) {
                each(n, i -> judging.pair(i - 1, i));
            }
        },
        GRID {
            @Override
            void pairs(Judging judging, int n) {
                int width = (int) Math.sqrt(n);
                each(n, i -> {
                    if (i % width > 0) {
                        judging.pair(i - 1, i);
                    }
                    if (i >= width) {
                        judging.pair(i - width, i);
                    }
                });
            }
        },
        TREE {
            @Override
            void pairs(Judging judging, int n) {
                each(n, i -> judging.pair(judging.random.nextInt(i), i));
            }
        },
        BAND {
            @Override
            void pairs(Judging judging, int n) {
                each(n, i -> {
                    for (int k = Math.max(0, i - 4); k < i; k++) {
                        judging.pair(k, i);
                    }
                });
            }
        },
        COMMUNITIES {
            @Override
            void pairs(Judging judging, int n) {
                each(n, i -> {
                    int from = i / 12 * 12;
                    if (i == from) {
                        judging.pair(i - 1, i);
                        judging.pair(i - 1 - judging.random.nextInt(12), i);
                    }
                    for (int k = 0; k < 4 && i > from; k++) {
                        judging.pair(from + judging.random.nextInt(i - from), i);
                    }
                });
            }
        },
        /** Each next cycle hangs on a vertex of an earlier one. */
        CACTUS {
            @Override
            void pairs(Judging judging, int n) {
                blocks(judging, n, (from, to, at) -> {
                    int before = at;
                    for (int i = from; i < to; i++) {
                        judging.pair(before, i);
                        before = i;
                    }
                    judging.pair(before, at);
                });
            }
        },
        TREE_OF_CLIQUES {
            @Override
            void pairs(Judging judging, int n) {
                blocks(judging, n, (from, to, at) -> {
                    for (int i = from; i < to; i++) {
                        judging.pair(at, i);
                        for (int k = from; k < i; k++) {
                            judging.pair(k, i);
                        }
                    }
                });
            }
        },
        /** A well-mixed block with chains on it. */
        HANGING {
            @Override
            void pairs(Judging judging, int n) {
                int core = (n + 1) / 2;
                each(n, i -> {
                    judging.pair(i < core ? judging.random.nextInt(i) : i % 7 == 0 ? i % core : i - 1, i);
                    for (int k = 0; k < 5 && i < core; k++) {
                        judging.pair(judging.random.nextInt(core), i);
                    }
                });
            }
        };

        abstract void pairs(Judging judging, int n);

        static void each(int n, IntConsumer work) {
            for (int i = 1; i < n; i++) {
                work.accept(i);
            }
        }

        private interface Block {
            void join(int from, int to, int at);
        }

        private static void blocks(Judging judging, int n, Block block) {
            int from = 1;
            while (from < n) {
                int to = Math.min(n, from + 1 + judging.random.nextInt(5));
                block.join(from, to, judging.random.nextInt(from));
                from = to;
            }
        }

        ComparisonGraph graph(RandomGenerator random, int n) {
            Judging judging = new Judging(random);
            pairs(judging, n);
            return ComparisonGraph.of(judging.tally.counts(Items.numbered(n)), Ties.HALF);
        }
    }

    /** A pair that is judged again is one pair of more judgements. */
    private static final class Judging {
        private final RandomGenerator random;
        private final Tally tally = new Tally();

        Judging(RandomGenerator random) {
            this.random = random;
        }

        void pair(int a, int b) {
            if (a != b) {
                double n = 1 + random.nextInt(100);
                double y = 1 / (1 + Math.exp(-2 * random.nextGaussian()));
                tally.add(a, b, Outcome.FIRST, n * y, 1);
                tally.add(a, b, Outcome.SECOND, n * (1 - y), 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void searchesFindWhatTheInverseFinds(Shape shape) {
        for (PairModel model : new PairModel[] {new BradleyTerry(), new LinkModel(new Probit())}) {
            for (Prior prior : new Prior[] {Prior.none(), Prior.normal(2)}) {
                forAll(3, (random, size) -> shape.graph(random, 4 + (int) (80 * size)), graph -> {
                    Fit<ComparisonGraph> fit = Estimator.of(prior).fit(model, graph);
                    for (Targets targets : new Targets[] {new Targets.Unobserved(), new Targets.All()}) {
                        AuditRequest request = new AuditRequest(targets, List.of(1.5, 4.0), 20, 0, 0, 1, false);
                        Audit dense = Audit.of(fit, request);
                        for (Effort effort : EFFORTS) {
                            compare(dense, Audit.of(fit, request, Progress.SILENT, effort));
                        }
                    }
                });
            }
        }
    }

    private static void compare(Audit dense, Audit found) {
        assertFalse(found.coverage().exhausted());
        assertEquals(dense.targets(), found.targets());
        assertEquals(dense.findings().size(), found.findings().size());
        for (int k = 0; k < dense.findings().size(); k++) {
            Finding finding = found.findings().get(k);
            double size = dense.findings().get(k).size();
            assertEquals(size, finding.size(), 1e-9 * size + 1e-12);
            // near-ties may swap places, so each finding is held against its own target too
            assertEquals(worst(dense, finding.i(), finding.j()), finding.size(), 1e-9 * size + 1e-12);
        }
        for (int m = 0; m < 2; m++) {
            if (found.coverage().isExactAbove(found.request().thresholds().get(m))) {
                assertEquals(dense.fragile().get(m), found.fragile().get(m));
            }
        }
        found.widestIndex()
                .ifPresent(widest ->
                        assertEquals(dense.widestIndex().orElseThrow().index(), widest.index(), 1e-9 * widest.index()));
    }

    /** A target's largest sensitivity, by a look at every pair. */
    private static double worst(Audit audit, int i, int j) {
        double most = 0;
        for (int e = 0; e < audit.sources().count(); e++) {
            if (audit.sources().graph().edge(i, j) != e) {
                most = Math.max(most, Math.abs(audit.sensitivity(i, j, e)));
            }
        }
        return most;
    }

    /** Where elimination does, nothing is left to chance, and the leverages are all known. */
    @ParameterizedTest
    @EnumSource
    void leveragesAddUp(Shape shape) {
        for (Prior prior : new Prior[] {Prior.none(), Prior.normal(2)}) {
            forAll(4, (random, size) -> shape.graph(random, 4 + (int) (150 * size)), graph -> {
                Fit<ComparisonGraph> fit = Estimator.of(prior).fit(new BradleyTerry(), graph);
                int rank = graph.size() - (prior.holds() ? 0 : 1);
                Audit dense = Audit.of(fit, REQUEST);
                Audit sparse = Audit.of(fit, REQUEST, Progress.SILENT, EFFORTS.get(0));
                for (Audit audit : List.of(dense, sparse)) {
                    Foster foster = audit.foster().orElseThrow();
                    assertEquals(rank, foster.rank());
                    assertTrue(foster.holds(), foster::toString);
                    assertTrue(foster.error() < 1e-6 * rank, foster::toString);
                    assertEquals(0, audit.coverage().failure());
                }
                double sum = dense.influences().stream()
                        .mapToDouble(ComparisonInfluence::leverage)
                        .sum();
                assertTrue(sum <= rank * (1 + 1e-9));
                assertTrue(prior.holds() || sum >= rank * (1 - 1e-9));
                assertTrue(Audit.of(fit, REQUEST, Progress.SILENT, EFFORTS.get(2))
                        .foster()
                        .isEmpty());
            });
        }
    }

    @Test
    void aSumThatIsOffIsNoFosterSum() {
        assertFalse(new Foster(99.1, 100, 1e-9).holds());
        assertTrue(new Foster(99.9999999999, 100, 1e-9).holds());
    }

    /** What hangs on a well-mixed block makes none of its bounds worse: a few visits do, as without it. */
    @Test
    void chainsDoNotSpoilABlock() {
        Fit<ComparisonGraph> fit =
                Estimator.of(Prior.none()).fit(new BradleyTerry(), Shape.HANGING.graph(Cases.random(4), 1500));
        Audit audit = Audit.of(fit, REQUEST, Progress.SILENT, EFFORTS.get(2));
        assertFalse(audit.coverage().exhausted());
        assertTrue(
                audit.coverage().solves() <= 100,
                () -> "visited " + audit.coverage().solves());
    }
}
