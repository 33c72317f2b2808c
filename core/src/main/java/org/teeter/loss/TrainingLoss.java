package org.teeter.loss;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.teeter.link.EffectiveLink;
import org.teeter.model.BradleyTerry;
import org.teeter.model.PairModel;

/**
 * A loss by which language models are trained on preferences, as far as a finding depends on it: of the rewards {@code x = β Δ} that it
 * teaches, Δ the log-ratio of policy and reference of one answer less that of another.
 *
 * @param kind which loss
 * @param beta β
 * @param smoothing ε: the share of labels that count as wrong
 * @param margin γ, of {@link Kind#SIMPO}
 */
public record TrainingLoss(Kind kind, double beta, double smoothing, double margin) {

    /** The losses, under the names of trainers. */
    public enum Kind {
        DPO("logit y: a pair that always goes one way is pushed on without end"),
        CDPO("logit(ε + (1 - 2ε) y): no pair is pushed beyond logit(1 - ε)"),
        RDPO("logit((y - ε)/(1 - 2ε)): steeper than dpo, and without end already for shares outside (ε, 1 - ε)"),
        IPO("y - ½: as steep everywhere, and never beyond ½"),
        EXO("(2y - 1) logit(1 - ε): as steep everywhere"),
        SIMPO("logit y beyond the margin; near ½ a small share makes all the margin"),
        HINGE("the sign of y - ½: only the majority counts, and at ½ it jumps"),
        BCO("2 logit y of two answers judged against each other alone"),
        NCA("logit y of two answers judged against each other alone"),
        SPPO("2y - 1 of two answers judged against each other alone"),
        KTO("all to the majority of each answer, however narrow"),
        APO_ZERO("all to the majority of each answer, however narrow");

        private final String reading;

        Kind(String reading) {
            this.reading = reading;
        }

        /** The lead that it ends at for a share y, in words. */
        public String reading() {
            return reading;
        }

        /** Whether it takes a share of labels that count as wrong. */
        public boolean smooths() {
            return this == CDPO || this == RDPO || this == EXO;
        }

        /** As it is written. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The one of this name, in letters of any size; {@code ipo_sum} is IPO, on sums over tokens. */
        public static Optional<Kind> of(String word) {
            String name = word.strip().toLowerCase(Locale.ROOT);
            return Arrays.stream(values())
                    .filter(kind -> kind.toString().equals("ipo_sum".equals(name) ? "ipo" : name))
                    .findFirst();
        }

        /** All names, as a list in a sentence. */
        public static String list() {
            return Arrays.stream(values()).map(Kind::toString).collect(Collectors.joining(", "));
        }
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if one is outside of its range
     */
    public TrainingLoss {
        require(beta > 0 && beta < Double.POSITIVE_INFINITY, "beta must be positive and finite", beta);
        require(!kind.smooths() || (smoothing > 0 && smoothing < 0.5), "smoothing must be inside (0, 0.5)", smoothing);
        require(
                kind != Kind.SIMPO || (margin >= 0 && margin < Double.POSITIVE_INFINITY),
                "margin must be 0 or more, and finite",
                margin);
    }

    private static void require(boolean holds, String what, double found) {
        if (!holds) {
            throw new IllegalArgumentException(what + ", got " + found);
        }
    }

    /** What it makes of a share of judgements where nothing else pulls at the two scores. */
    public EffectiveLink link() {
        return switch (kind) {
            case DPO, NCA -> EffectiveLink.logistic();
            case CDPO -> EffectiveLink.conservative(smoothing);
            case RDPO -> EffectiveLink.robust(smoothing);
            case IPO -> EffectiveLink.identity();
            case EXO -> EffectiveLink.linear(Math.log1p(-smoothing) - Math.log(smoothing));
            case SIMPO -> EffectiveLink.margin(margin);
            case HINGE -> EffectiveLink.sign();
            case BCO -> EffectiveLink.twice(EffectiveLink.logistic());
            case SPPO -> EffectiveLink.linear(1);
            case KTO, APO_ZERO -> EffectiveLink.majority();
        };
    }

    /** The model of all judgements together that training to the end fits; none where the loss is not convex, or fits no leads of pairs. */
    public Optional<PairModel> model() {
        return switch (kind) {
            case DPO -> Optional.of(new BradleyTerry());
            case CDPO -> Optional.of(new MixedLabels("cdpo", 1 - smoothing));
            case RDPO -> Optional.of(new MixedLabels("rdpo", (1 - smoothing) / (1 - 2 * smoothing)));
            case IPO -> Optional.of(new SquaredLead());
            case SIMPO -> Optional.of(new MarginLogistic(margin));
            case EXO, HINGE, BCO, NCA, SPPO, KTO, APO_ZERO -> Optional.empty();
        };
    }

    /** What users of trainers should know of it; most is of TRL, in the version of July 2026. */
    public Optional<String> caution() {
        return switch (kind) {
            case CDPO ->
                Optional.of("TRL ignores label_smoothing of its loss sigmoid since 0.29 and trains dpo; OpenRLHF,"
                        + " LLaMA-Factory and torchtune take it");
            case IPO ->
                Optional.of("TRL and LLaMA-Factory divide by the lengths of answers, so that β is per token; OpenRLHF"
                        + " takes sums");
            case SIMPO ->
                Optional.of("TRL's CPO trainer adds imitation to it unless cpo_alpha is 0; rewards are means over"
                        + " tokens, without a reference");
            case KTO, APO_ZERO -> Optional.of("only early stopping keeps it finite");
            case DPO, RDPO, EXO, HINGE, BCO, NCA, SPPO -> Optional.empty();
        };
    }

    /** The name with the settings that it takes, but for β. */
    @Override
    public String toString() {
        return kind + (kind.smooths() ? " (ε = " + smoothing + ")" : kind == Kind.SIMPO ? " (γ = " + margin + ")" : "");
    }
}
