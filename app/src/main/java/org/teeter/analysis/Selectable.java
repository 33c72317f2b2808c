package org.teeter.analysis;

import java.util.stream.DoubleStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Rankings;
import org.teeter.fit.Estimator;
import org.teeter.fit.Prior;
import org.teeter.graph.Digraph;
import org.teeter.model.PlackettLuce;

/** Data of which items can be left out, with all that was judged of them. */
interface Selectable {
    Items items();

    /** What one judgement is called. */
    String noun();

    /** Judgements of each item, as sums of weights. */
    double[] judgements();

    /** All judgements, as a sum of weights. */
    double total();

    /** Who was preferred to whom. */
    Digraph preferences();

    /** The data among some items, which ascend. */
    Selectable among(int... members);

    /** Whether a finite fit exists. */
    boolean hasFit();

    /** Whether items of a strong component can be fitted by themselves, on a scale of their own. */
    boolean isSeparable();

    /** Whether Firth's penalty is defined. */
    default boolean allowsFirth() {
        return false;
    }

    /** Judgements of pairs; conditions that sway them are forgotten. */
    record Pairs(ComparisonGraph graph, ModelChoice choice, boolean underConditions) implements Selectable {
        @Override
        public Items items() {
            return graph.items();
        }

        @Override
        public String noun() {
            return "judgement";
        }

        @Override
        public double[] judgements() {
            double[] judgements = new double[graph.size()];
            for (int e = 0; e < graph.edges(); e++) {
                judgements[graph.first(e)] += graph.n(e);
                judgements[graph.second(e)] += graph.n(e);
            }
            return judgements;
        }

        @Override
        public double total() {
            return DoubleStream.of(judgements()).sum() / 2;
        }

        @Override
        public Digraph preferences() {
            return graph.preferences();
        }

        @Override
        public Pairs among(int... members) {
            return new Pairs(graph.induced(members), choice, underConditions);
        }

        @Override
        public boolean hasFit() {
            return choice.hasFit(graph);
        }

        @Override
        public boolean allowsFirth() {
            return choice.model().isConcave();
        }

        @Override
        public boolean isSeparable() {
            return !underConditions;
        }
    }

    /** Rankings; a ballot is a judgement of each item that it names. */
    record Ballots(Rankings rankings, Prior prior) implements Selectable {
        @Override
        public Items items() {
            return rankings.items();
        }

        @Override
        public String noun() {
            return "ranking";
        }

        @Override
        public double[] judgements() {
            double[] judgements = new double[rankings.items().size()];
            for (int k = 0; k < rankings.distinct(); k++) {
                for (int place = rankings.start(k); place < rankings.start(k + 1); place++) {
                    judgements[rankings.item(place)] += rankings.weight(k);
                }
            }
            return judgements;
        }

        @Override
        public double total() {
            return rankings.weight();
        }

        @Override
        public Digraph preferences() {
            return rankings.preferences();
        }

        @Override
        public Ballots among(int... members) {
            return new Ballots(rankings.among(members), prior);
        }

        @Override
        public boolean hasFit() {
            return rankings.distinct() > 0 && Estimator.of(prior).hasMaximum(new PlackettLuce(), rankings);
        }

        @Override
        public boolean allowsFirth() {
            return true;
        }

        @Override
        public boolean isSeparable() {
            return true;
        }
    }
}
