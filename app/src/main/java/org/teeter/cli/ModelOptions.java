package org.teeter.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.ModelChoice;
import org.teeter.data.Ties;
import org.teeter.fit.Prior;
import org.teeter.link.Probit;
import org.teeter.link.Smooth;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Davidson;
import org.teeter.model.Hold;
import org.teeter.model.LinkModel;
import org.teeter.model.PairModel;
import org.teeter.model.RaoKupper;
import org.teeter.model.RatedBradleyTerry;
import picocli.CommandLine.Option;

/** Which model, and how it is fitted: the one place where words become types. */
@Question("Which model")
final class ModelOptions {

    /** Those that a reader may choose among, as they are written. */
    static final List<String> OFFERED = List.of(
            "bradley-terry",
            "davidson",
            "rao-kupper",
            "probit",
            "cauchit",
            "hyperbolic_secant",
            "student_t3",
            "plackett-luce");

    /** Priors, in the same way. */
    static final List<String> PRIORS = List.of("none", "normal:2", "pseudo:0.5", "firth");

    private static final String MODELS =
            "--model must be bradley-terry, probit, davidson, rao-kupper, plackett-luce, cauchit, hyperbolic_secant or"
                    + " student_tNU, got ";

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "bradley-terry",
            description =
                    "bradley-terry (the default); probit: Thurstone's Case V; davidson, rao-kupper: Bradley-Terry with ties as"
                            + " an outcome; cauchit, student_tNU, hyperbolic_secant: pairs under that link; plackett-luce: the model of rankings, which are always fitted by it. fit"
                            + " takes several, with commas between them, and puts the others beside the first.")
    String model = "bradley-terry";

    @Option(
            names = "--ties",
            paramLabel = "half|drop",
            description =
                    "Count a tie, or \"both bad\", as half a win for each (the default), or leave it out. Of models that"
                            + " predict ties they are an outcome.")
    @Nullable
    private String ties;

    @Option(
            names = "--prior",
            paramLabel = "PRIOR",
            defaultValue = "none",
            description =
                    "none (the default): maximum likelihood; normal:SIGMA: each score N(0, SIGMA²) in log-odds; pseudo:N: N"
                            + " wins and N losses of each item against one ghost item (npseudo of R's PlackettLuce); firth:"
                            + " Firth's bias reduction, by Jeffreys's penalty, finite where judged pairs connect all items.")
    String prior = "none";

    @Option(
            names = "--raters",
            paramLabel = "TAU",
            description =
                    "Bradley-Terry with a precision for each rater (--column rater=COLUMN), log-normal around 1 with a standard"
                            + " deviation of TAU, such as 0.5: a rater of precision near 0 answers at random, and counts for"
                            + " little. Of fit, audit and tip.")
    @Nullable
    private Double raters;

    /** What the options say together. */
    ModelChoice choice() {
        if (model.contains(",")) {
            throw new UsageException("--model takes one model here, got " + model);
        }
        return choices().get(0);
    }

    /** The same of several models, with commas between them. */
    List<ModelChoice> choices() {
        String[] words = model.toLowerCase(Locale.ROOT).split(",", -1);
        return Stream.of(words)
                .map(String::strip)
                .map(word -> choice(word, words.length == 1))
                .toList();
    }

    /** The same of another model and another prior; ties are an outcome where the model predicts them, whatever else was said of them. */
    ModelChoice choice(String named, String held) {
        return choice(named.strip().toLowerCase(Locale.ROOT), false, prior(held));
    }

    private ModelChoice choice(String word, boolean alone) {
        return choice(word, alone, prior(prior));
    }

    private ModelChoice choice(String word, boolean alone, Prior held) {
        PairModel chosen = model(word);
        boolean ofRankings = List.of("plackett-luce", "pl").contains(word);
        if (held.hold() == Hold.INFORMATION && !chosen.isConcave()) {
            throw new UsageException("--prior firth is of models whose likelihood is concave, got --model " + word);
        }
        Optional<RatedBradleyTerry> ofRaters = ofRaters();
        boolean plain = chosen instanceof BradleyTerry && !ofRankings && held.hold() != Hold.INFORMATION;
        if (ofRaters.isPresent() && !plain) {
            throw new UsageException("--raters is of bradley-terry without --prior firth, got "
                    + (held.hold() == Hold.INFORMATION ? "--prior firth" : "--model " + word));
        }
        return new ModelChoice(chosen, ties(chosen, alone), held, ofRankings, ofRaters);
    }

    private Optional<RatedBradleyTerry> ofRaters() {
        if (raters == null) {
            return Optional.empty();
        }
        if (!(raters >= 1e-3 && raters <= 10)) {
            throw new UsageException("--raters must be a number from 0.001 to 10, the standard deviation of raters'"
                    + " log-precisions, such as 0.5, got " + raters);
        }
        return Optional.of(new RatedBradleyTerry(raters));
    }

    private Ties ties(PairModel chosen, boolean alone) {
        if (chosen.predictsTies()) {
            if (ties != null && alone) {
                throw new UsageException("--ties decides ties for models that know none; " + model + " predicts them");
            }
            return Ties.KEEP;
        }
        return switch (ties == null ? "half" : ties.toLowerCase(Locale.ROOT)) {
            case "half" -> Ties.HALF;
            case "drop" -> Ties.DROP;
            default -> throw new UsageException("--ties must be half or drop, got " + ties);
        };
    }

    private PairModel model(String word) {
        return switch (word) {
            case "bradley-terry", "bt", "plackett-luce", "pl" -> new BradleyTerry(); // that of two items
            case "probit", "thurstone" -> new LinkModel(new Probit());
            case "davidson" -> new Davidson();
            case "rao-kupper" -> new RaoKupper();
            default -> ofLink(word);
        };
    }

    /** Pairs under a link of another name. */
    private PairModel ofLink(String name) {
        try {
            if (new LinkNames().named(name) instanceof Smooth link) {
                return new LinkModel(link);
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(MODELS + name);
        }
        throw new UsageException(MODELS + name + ", a link of which the logarithm is not smooth");
    }

    private static Prior prior(String said) {
        String[] parts = said.toLowerCase(Locale.ROOT).split(":", 2);
        if (parts.length == 1 && parts[0].equals("none")) {
            return Prior.none();
        }
        if (parts.length == 1 && parts[0].equals("firth")) {
            return Prior.firth();
        }
        if (parts.length == 2 && parts[0].equals("normal")) {
            return Prior.normal(strength(parts[1], said));
        }
        if (parts.length == 2 && parts[0].equals("pseudo")) {
            return Prior.pseudo(strength(parts[1], said));
        }
        throw badPrior(said);
    }

    /** Beyond these bounds a prior is all or nothing, and its curvature leaves the range of doubles in the end. */
    private static double strength(String word, String said) {
        try {
            double strength = Double.parseDouble(word);
            if (strength >= 1e-6 && strength <= 1e6) {
                return strength;
            }
            throw badPrior(said);
        } catch (NumberFormatException e) {
            throw badPrior(said);
        }
    }

    private static UsageException badPrior(String said) {
        return new UsageException(
                "--prior must be none, firth, or normal:SIGMA or pseudo:N with a number from 1e-6 to 1e6, got " + said);
    }
}
