package org.teeter.lab.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.teeter.lm.ask.OptionNames;
import org.teeter.lm.loss.LossName;
import org.teeter.lm.loss.LossParameter;
import org.teeter.lm.loss.PreferenceLoss;

/**
 * One run: which data are drawn, and how a copy of the model is trained on them. Its {@link #key} says all that the result follows
 * from.
 *
 * @param model which model is trained, by its recipe's hash or its folder
 * @param order ω, the options; the first three are the paper's, more only for rankings
 * @param p12 stated probability that option 1 is preferred to 2
 * @param p23 stated probability that option 2 is preferred to 3
 * @param data which judgements are drawn, and how many
 * @param method what is made of them
 * @param samples answers drawn for each pair in each order of the question, 0 for none; the paper draws 200, always in one order
 * @param seed of data, order and answers
 */
public record Job(
        String model, List<String> order, double p12, double p23, Data data, Method method, int samples, long seed)
        implements Keyed {

    /**
     * The judgements.
     *
     * @param form what a judgement is, and how it is used
     * @param draw {@code bernoulli} or {@code exact}; rankings are drawn from the model of their scores
     * @param k options in a judgement
     * @param judgements how many are drawn
     */
    public record Data(Form form, String draw, int k, int judgements) {
        public Data {
            if (!draw.equals("bernoulli") && !draw.equals("exact")) {
                throw new IllegalArgumentException("draws must be bernoulli or exact, got " + draw);
            }
            if (judgements < 2) {
                throw new IllegalArgumentException("at least two judgements must be drawn, got " + judgements);
            }
            if (form == Form.PAIRS ? k != 2 : k < 3 || k > 4) {
                throw new IllegalArgumentException("judgements must be of 2 options as pairs, of 3 or 4 as rankings,"
                        + " got " + k + " as " + form);
            }
        }

        /** The paper's: pairs (1,2) and (2,3), half of all judgements each. */
        public static Data pairs(String draw, int judgements) {
            return new Data(Form.PAIRS, draw, 2, judgements);
        }
    }

    /** What judgements are. */
    public enum Form {
        /** Pairs (1,2) and (2,3). */
        PAIRS,
        /** Rankings of K among five options, no set holding both 1 and 3. */
        RANKINGS,
        /** The same rankings, broken into all their pairs of answers. */
        BROKEN,
        /** Pairs that cost a labeller as many choices as the rankings would have. */
        EQUAL_COST
    }

    /**
     * The training.
     *
     * @param loss a preference loss, or imitation of the preferred answers
     * @param beta β of the loss
     * @param smoothing ε of losses that have one
     * @param learningRate at the beginning; it falls linearly to zero
     * @param batch judgements to a step
     * @param epochs how often they are all seen
     * @param rank of a low-rank adapter of all matrices, whose factors are trained instead; 0: all weights are trained
     */
    public record Method(
            LossName loss, double beta, double smoothing, double learningRate, int batch, double epochs, int rank) {

        /** Training of all weights. */
        public Method(LossName loss, double beta, double smoothing, double learningRate, int batch, double epochs) {
            this(loss, beta, smoothing, learningRate, batch, epochs, 0);
        }

        public Method {
            if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("beta must be positive and finite, got " + beta);
            }
            if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the learning rate must be positive and finite, got " + learningRate);
            }
            if (batch < 1 || !(epochs > 0 && epochs <= 1000)) {
                throw new IllegalArgumentException(
                        "batch and epochs must be positive, at most 1000 epochs, got " + batch + " and " + epochs);
            }
            if (!Theory.isOf(loss)) {
                throw new IllegalArgumentException("the loss " + loss + " can be trained by (teeter train dpo), but it"
                        + " drives two options to no lead that theory knows; the experiment takes "
                        + LossName.list(Theory::isOf));
            }
            if (rank < 0) {
                throw new IllegalArgumentException("the rank must be zero (no adapter) or more, got " + rank);
            }
        }

        /** The same with another loss. */
        public Method withLoss(LossName other, double otherSmoothing) {
            return new Method(other, beta, otherSmoothing, learningRate, batch, epochs, rank);
        }

        /** The loss with its settings; empty for imitation. */
        public Optional<PreferenceLoss> preferenceLoss() {
            return loss.with(Map.of(LossParameter.BETA, beta, LossParameter.SMOOTHING, smoothing));
        }

        /** β of the implicit reward: of imitation 1, whatever is given. */
        double rewardScale() {
            return loss == LossName.SFT ? 1 : beta;
        }
    }

    public Job {
        order = OptionNames.require(order);
        if (order.size() < 3) {
            throw new IllegalArgumentException("an order must name three options, got " + order);
        }
        requireProbability("p12", p12);
        requireProbability("p23", p23);
        if (samples < 0) {
            throw new IllegalArgumentException("the number of answers must be zero or more, got " + samples);
        }
    }

    @Override
    public String key() {
        return dataKey() + " | " + method.loss + " beta=" + method.beta + " eps=" + method.smoothing + " lr="
                + method.learningRate + " batch=" + method.batch + " epochs=" + method.epochs
                + (method.rank == 0 ? "" : " rank=" + method.rank) + " | samples=" + samples
                + " | model=" + model;
    }

    /** The part that the data follow from: jobs that differ in the method alone are trained on the same data. */
    String dataKey() {
        return String.join(">", order) + " p12=" + p12 + " p23=" + p23 + " " + data.form + " " + data.draw + " k="
                + data.k + " n=" + data.judgements + " seed=" + seed;
    }

    private static void requireProbability(String name, double p) {
        if (!(0 <= p && p <= 1)) {
            throw new IllegalArgumentException(name + " must be a probability in [0, 1], got " + p);
        }
    }
}
