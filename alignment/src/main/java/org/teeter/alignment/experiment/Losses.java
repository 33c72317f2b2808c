package org.teeter.alignment.experiment;

import java.util.List;
import org.teeter.alignment.loss.ConservativeDpo;
import org.teeter.alignment.loss.Dpo;
import org.teeter.alignment.loss.Hinge;
import org.teeter.alignment.loss.Ipo;
import org.teeter.alignment.loss.PlackettLuceDpo;
import org.teeter.alignment.loss.PreferenceLoss;
import org.teeter.alignment.loss.RobustDpo;

/** The trainings that the experiment compares, by name. */
final class Losses {
    /** Imitation of the preferred answers, which is no preference loss. */
    static final String IMITATION = "sft";

    static final List<String> NAMES = List.of("dpo", "cdpo", "rdpo", "ipo", "hinge", "pl_dpo", IMITATION);

    private Losses() {}

    static PreferenceLoss of(Job.Method method) {
        double beta = method.beta();
        return switch (method.loss()) {
            case "dpo" -> new Dpo(beta);
            case "cdpo" -> new ConservativeDpo(beta, method.smoothing());
            case "rdpo" -> new RobustDpo(beta, method.smoothing());
            case "ipo" -> new Ipo(beta, false);
            case "hinge" -> new Hinge(beta);
            case "pl_dpo" -> new PlackettLuceDpo(beta);
            default -> throw new IllegalArgumentException(method.loss() + " is no preference loss");
        };
    }

    static void require(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("the loss must be one of " + String.join(", ", NAMES) + ", got " + name);
        }
    }
}
