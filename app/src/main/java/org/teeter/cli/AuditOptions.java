package org.teeter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.Analysis;
import org.teeter.analysis.AuditChoice;
import org.teeter.analysis.ModelChoice;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Targets;
import org.teeter.data.Items;
import org.teeter.loss.TrainingLoss;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is audited, of which fit of what was read: of {@code audit}, and of the page that serves it. */
final class AuditOptions {
    @Mixin
    ModelOptions model = new ModelOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private UnsplitOptions unsplit = new UnsplitOptions();

    @Mixin
    private ItemOptions items = new ItemOptions();

    @Mixin
    private LossOptions loss = new LossOptions();

    @Option(
            names = "--m",
            paramLabel = "M,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "2,5,10",
            description = "Thresholds of sensitivity, each" + " above 1 (default: 2,5,10).")
    private List<Double> m = new ArrayList<>();

    @Option(
            names = "--targets",
            paramLabel = "unobserved|all|A,B",
            description =
                    "Which predictions: of pairs that were never compared (the default), of all pairs, or of the named pair;"
                            + " repeatable for several pairs.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--as-if-unobserved",
            description = "For one named pair: drop its own judgements and fit again before auditing its prediction.")
    private boolean asIfUnobserved;

    @Option(
            names = "--across-parts",
            description =
                    "Where a prior joins data that fall into parts between which no pair was compared: audit the predictions"
                            + " across parts too, which come from the prior alone.")
    private boolean acrossParts;

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "20",
            description = "How many findings to write, 0 for all (default: 20).")
    private int top = 20;

    @Option(
            names = "--refits",
            paramLabel = "K",
            defaultValue = "10000",
            description = "How many findings to check by refitting" + " (default: 10000, the worst first).")
    private int refits = 10_000;

    @Option(
            names = "--tips",
            paramLabel = "K",
            description =
                    "How many findings to follow to the share at which they turn round (default: 20, the worst first; fewer"
                            + " where fits take long).")
    @Nullable
    private Integer tips;

    @Option(
            names = "--rows",
            paramLabel = "K",
            description =
                    "Write rows.csv with the rows of the files that hold K of the votes behind the worst findings, and what dropping or"
                            + " turning round one of them does there; 0 for none (default: 1000, none beyond 64 MB of files).")
    @Nullable
    private Integer rows;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the random sample that is checked too (default: 1).")
    private long seed = 1;

    long seed() {
        return seed;
    }

    /** Refuses what no data can make right, and is then ready for data. */
    Asked asked() {
        return asked(model.choice());
    }

    /**
     * The same of another model and prior.
     *
     * @param named of the model, as {@code --model} takes it
     * @param held the prior, as {@code --prior} takes it
     */
    Asked asked(String named, String held) {
        return asked(model.choice(named, held));
    }

    private Asked asked(ModelChoice choice) {
        unsplit.require();
        requireNumbers();
        return new Asked(choice, loss.losses());
    }

    private void requireNumbers() {
        for (double bound : m) {
            if (!(bound > 1 && bound < Double.POSITIVE_INFINITY)) {
                throw new UsageException("--m must be finite and above 1, got " + bound);
            }
        }
        if (top < 0 || refits < 0) {
            throw new UsageException("--top and --refits must not be negative, got " + top + " and " + refits);
        }
        optional("--tips", tips);
        optional("--rows", rows);
    }

    /** Options that were looked at. */
    final class Asked {
        private final ModelChoice choice;
        private final List<TrainingLoss> losses;

        private Asked(ModelChoice choice, List<TrainingLoss> losses) {
            this.choice = choice;
            this.losses = losses;
        }

        /** Leaves items out of what was read, and asks of the others. */
        Question of(Analysis analysis) {
            analysis.select(selection.selection(), choice);
            ModelChoice known = items.known(analysis, choice);
            AuditRequest request = request(targets(analysis.items()));
            return new Question(
                    known,
                    new AuditChoice(
                            request, asIfUnobserved, optional("--tips", tips), optional("--rows", rows), losses));
        }
    }

    /** What is fitted, and what an audit of that is to tell. */
    record Question(ModelChoice model, AuditChoice audit) {}

    private static OptionalInt optional(String name, @Nullable Integer number) {
        if (number == null) {
            return OptionalInt.empty();
        }
        if (number < 0) {
            throw new UsageException(name + " must not be negative, got " + number);
        }
        return OptionalInt.of(number);
    }

    private AuditRequest request(Targets wanted) {
        return new AuditRequest(wanted, m, top, refits, 20, seed, acrossParts);
    }

    private Targets targets(Items items) {
        if (targets.isEmpty() || targets.equals(List.of("unobserved"))) {
            return new Targets.Unobserved();
        }
        if (targets.equals(List.of("all"))) {
            return new Targets.All();
        }
        return new Targets.Named(targets.stream()
                .map(pair -> NamedPair.of(
                        "--targets must be unobserved, all, or two different items of the data, A,B", pair, items))
                .toList());
    }
}
