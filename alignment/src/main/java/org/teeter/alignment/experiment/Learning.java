package org.teeter.alignment.experiment;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.teeter.alignment.loss.ConservativeDpo;
import org.teeter.alignment.loss.Dpo;
import org.teeter.alignment.loss.Hinge;
import org.teeter.alignment.loss.Ipo;
import org.teeter.alignment.loss.PlackettLuceDpo;
import org.teeter.alignment.loss.PreferenceLoss;
import org.teeter.alignment.loss.RobustDpo;

/**
 * What the trainings that the experiment compares make of judgements, under the names of the results file and of the command line.
 *
 * <p>Each has an effective link, the lead {@code x*(y)} that it drives two options to which are judged y to 1 − y; see
 * {@link EffectiveLink}, [M78].
 */
public enum Learning {
    DPO("dpo") {
        @Override
        Optional<PreferenceLoss> loss(double beta, double smoothing) {
            return Optional.of(new Dpo(beta));
        }
    },
    CDPO("cdpo") {
        @Override
        Optional<PreferenceLoss> loss(double beta, double smoothing) {
            return Optional.of(new ConservativeDpo(beta, smoothing));
        }

        @Override
        double lead(double y, double smoothing) {
            return EffectiveLink.logit(smoothing + (1 - 2 * smoothing) * y);
        }
    },
    RDPO("rdpo") {
        @Override
        Optional<PreferenceLoss> loss(double beta, double smoothing) {
            return Optional.of(new RobustDpo(beta, smoothing));
        }

        @Override
        double lead(double y, double smoothing) {
            return EffectiveLink.logit(Math.max(0, Math.min(1, (y - smoothing) / (1 - 2 * smoothing))));
        }
    },
    IPO("ipo") {
        @Override
        Optional<PreferenceLoss> loss(double beta, double smoothing) {
            return Optional.of(new Ipo(beta, false));
        }

        @Override
        double lead(double y, double smoothing) {
            return (2 * y - 1) / 2;
        }
    },
    HINGE("hinge") {
        @Override
        Optional<PreferenceLoss> loss(double beta, double smoothing) {
            return Optional.of(new Hinge(beta));
        }

        @Override
        double lead(double y, double smoothing) {
            return Math.signum(2 * y - 1);
        }
    },
    PL_DPO("pl_dpo") {
        @Override
        Optional<PreferenceLoss> loss(double beta, double smoothing) {
            return Optional.of(new PlackettLuceDpo(beta));
        }
    },
    /** Of the preferred answers, which is no preference loss: nothing is made of the others, and there is no β. */
    IMITATION("sft") {
        @Override
        Optional<PreferenceLoss> loss(double beta, double smoothing) {
            return Optional.empty();
        }

        @Override
        double beta(double given) {
            return 1;
        }
    };

    private final String label;

    Learning(String label) {
        this.label = label;
    }

    /** The loss; empty for imitation. */
    abstract Optional<PreferenceLoss> loss(double beta, double smoothing);

    /** x*(y), infinite where the loss has no minimum, or pulls without end. */
    double lead(double y, double smoothing) {
        return EffectiveLink.logit(y);
    }

    /** What the policy's log-ratios are multiplied by to be rewards. */
    double beta(double given) {
        return given;
    }

    /** The one of this name. */
    public static Learning named(String label) {
        return Arrays.stream(values())
                .filter(learning -> learning.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the loss must be one of "
                        + Arrays.stream(values()).map(Learning::toString).collect(Collectors.joining(", ")) + ", got "
                        + label));
    }

    /** Its name, in results and keys too. */
    @Override
    public String toString() {
        return label;
    }
}
