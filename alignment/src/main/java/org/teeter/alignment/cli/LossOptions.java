package org.teeter.alignment.cli;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teeter.alignment.loss.ConservativeDpo;
import org.teeter.alignment.loss.Cpo;
import org.teeter.alignment.loss.Dpo;
import org.teeter.alignment.loss.Hinge;
import org.teeter.alignment.loss.Ipo;
import org.teeter.alignment.loss.Kto;
import org.teeter.alignment.loss.Orpo;
import org.teeter.alignment.loss.PlackettLuceDpo;
import org.teeter.alignment.loss.PreferenceLoss;
import org.teeter.alignment.loss.Pro;
import org.teeter.alignment.loss.RobustDpo;
import org.teeter.alignment.loss.SimPo;
import org.teeter.cli.UsageException;
import picocli.CommandLine.Option;

/** Names of losses to their types. */
final class LossOptions {
    static final String KTO = "kto";
    private static final Set<String> NAMES =
            Set.of("dpo", "cdpo", "rdpo", "ipo", "ipo_sum", "hinge", "cpo", "simpo", "orpo", "pl", "pro", KTO);
    private static final Set<String> SMOOTHED = Set.of("cdpo", "rdpo", "cpo");

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            defaultValue = "dpo",
            description =
                    "dpo, cdpo (label smoothing), rdpo (robust), ipo (per token, as TRL), ipo_sum, hinge; without a"
                            + " reference cpo, simpo, orpo; of rankings pl (Plackett-Luce DPO) and pro; of single judgements kto"
                            + " (default: dpo).")
    private String loss = "dpo";

    @Option(
            names = "--beta",
            paramLabel = "BETA",
            description = "Strength of the pull to the reference, or scale of the reward (default: 0.1; simpo 2).")
    @Nullable
    private Double beta;

    @Option(
            names = "--label-smoothing",
            paramLabel = "SHARE",
            description = "Share of labels taken as flipped, of cdpo, rdpo and cpo.")
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

    /** The name that was given. */
    String name() {
        String name = loss.toLowerCase(Locale.ROOT);
        if (!NAMES.contains(name)) {
            throw new UsageException(
                    "--loss must be one of " + String.join(", ", new java.util.TreeSet<>(NAMES)) + "; got " + loss);
        }
        refuse("--label-smoothing", smoothing, SMOOTHED.contains(name), "cdpo, rdpo and cpo");
        refuse("--margin", margin, name.equals("simpo"), "simpo");
        refuse("--imitation", imitation, name.equals("cpo") || name.equals("pro"), "cpo and pro");
        refuse("--beta", beta, !name.equals("pro"), "all losses but pro");
        if (smoothing == null && (name.equals("cdpo") || name.equals("rdpo"))) {
            throw new UsageException(
                    "--loss " + name + " needs --label-smoothing, the share of labels taken as flipped");
        }
        return name;
    }

    private void refuse(String option, @Nullable Double value, boolean fits, String whose) {
        if (value != null && !fits) {
            throw new UsageException(option + " is of " + whose + ", but --loss is " + loss + "; leave it out");
        }
    }

    Kto kto() {
        return Choices.checked(() -> new Kto(or(beta, 0.1), 1, 1));
    }

    PreferenceLoss preference() {
        double b = or(beta, 0.1);
        return Choices.checked(() -> switch (name()) {
            case "cdpo" -> new ConservativeDpo(b, or(smoothing, 0));
            case "rdpo" -> new RobustDpo(b, or(smoothing, 0));
            case "ipo" -> new Ipo(b, true);
            case "ipo_sum" -> new Ipo(b, false);
            case "hinge" -> new Hinge(b);
            case "cpo" -> new Cpo(b, or(smoothing, 0), or(imitation, 1));
            case "simpo" -> new SimPo(or(beta, 2), or(margin, 0.5));
            case "orpo" -> new Orpo(b);
            case "pl" -> new PlackettLuceDpo(b);
            case "pro" -> new Pro(or(imitation, 0.05));
            default -> new Dpo(b);
        });
    }

    private static double or(@Nullable Double given, double usual) {
        return given == null ? usual : given;
    }
}
