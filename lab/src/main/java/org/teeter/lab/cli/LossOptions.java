package org.teeter.lab.cli;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.UsageException;
import org.teeter.lm.loss.Kto;
import org.teeter.lm.loss.LossName;
import org.teeter.lm.loss.LossParameter;
import org.teeter.lm.loss.PreferenceLoss;
import picocli.CommandLine.Option;

/** Names of losses to their types. */
final class LossOptions {
    @Option(
            names = "--loss",
            paramLabel = "NAME",
            defaultValue = "dpo",
            completionCandidates = Losses.class,
            description = "${COMPLETION-CANDIDATES}. cdpo is DPO with label smoothing, rdpo the robust one; ipo is per"
                    + " token, as TRL's, ipo_sum of sums over tokens; cpo, simpo and orpo need no reference; pl"
                    + " (Plackett-Luce DPO) and pro are of rankings, kto of single judgements (default: dpo).")
    private String loss = "dpo";

    @Option(
            names = "--beta",
            paramLabel = "BETA",
            description = "Strength of the pull to the reference, or scale of the reward (default: 0.1; simpo 2).")
    @Nullable
    private Double beta;

    @Option(
            names = {"--label-smoothing", "--smoothing"},
            paramLabel = "SHARE",
            description = "Share of labels taken as flipped, of cdpo, rdpo and cpo (default: 0 for cpo).")
    @Nullable
    private Double smoothing;

    @Option(
            names = "--margin",
            paramLabel = "GAMMA",
            description = "Lead that simpo asks for, in log-odds (default: 0.5).")
    @Nullable
    private Double margin;

    @Option(
            names = "--imitation",
            paramLabel = "WEIGHT",
            description = "Weight of imitating the best answer, of cpo (default: 1) and pro (default: 0.05).")
    @Nullable
    private Double imitation;

    /** The losses that preferences are trained by. */
    static final class Losses extends LossName.Words {
        Losses() {
            super(LossOptions::takes);
        }
    }

    private static boolean takes(LossName loss) {
        return loss != LossName.SFT;
    }

    /** The name that was given. */
    LossName name() {
        LossName name = LossName.of(loss)
                .orElseThrow(() -> new UsageException(
                        "--loss must be one of " + LossName.list(LossOptions::takes) + "; got " + loss));
        if (!takes(name)) {
            throw new UsageException("--loss sft imitates, which teeter train sft does; here it must be one of "
                    + LossName.list(LossOptions::takes));
        }
        for (LossParameter parameter : given().keySet()) {
            if (!name.usual().containsKey(parameter)) {
                throw new UsageException(option(parameter) + " is of "
                        + LossName.list(other -> other.usual().containsKey(parameter)) + ", but --loss is " + loss
                        + "; leave it out");
            }
        }
        if (smoothing == null
                && name.usual().getOrDefault(LossParameter.SMOOTHING, 0.0).isNaN()) {
            throw new UsageException(
                    "--loss " + name + " needs --label-smoothing, the share of labels taken as flipped");
        }
        return name;
    }

    private static String option(LossParameter parameter) {
        return switch (parameter) {
            case BETA -> "--beta";
            case SMOOTHING -> "--label-smoothing";
            case MARGIN -> "--margin";
            case IMITATION -> "--imitation";
        };
    }

    private Map<LossParameter, Double> given() {
        Map<LossParameter, Double> given = new EnumMap<>(LossParameter.class);
        put(given, LossParameter.BETA, beta);
        put(given, LossParameter.SMOOTHING, smoothing);
        put(given, LossParameter.MARGIN, margin);
        put(given, LossParameter.IMITATION, imitation);
        return given;
    }

    private static void put(Map<LossParameter, Double> given, LossParameter parameter, @Nullable Double value) {
        if (value != null) {
            given.put(parameter, value);
        }
    }

    /** The loss on single judgements, of {@link LossName#KTO}. */
    Kto kto() {
        double b = beta == null ? LossName.KTO.usual().getOrDefault(LossParameter.BETA, Double.NaN) : beta;
        return Choices.checked(() -> new Kto(b, 1, 1));
    }

    /** The loss on ordered answers, of any other name. */
    PreferenceLoss preference() {
        return Choices.checked(() -> name().with(given())).orElseThrow();
    }
}
