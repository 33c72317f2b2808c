package org.teeter.lab.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.UsageException;
import org.teeter.lab.experiment.BaseRecipe;
import org.teeter.lab.experiment.Grid;
import org.teeter.lab.experiment.Job;
import org.teeter.lab.experiment.Study;
import org.teeter.lab.experiment.Theory;
import org.teeter.lm.ask.OptionNames;
import org.teeter.lm.loss.LossName;
import org.teeter.lm.loss.LossParameter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code teeter experiment}: a grid of runs of the paper's section 4. */
@Command(
        name = "experiment",
        description = "Trains copies of a language model on preferences with chosen probabilities, and asks them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The paper's grid on its model:",
            "  teeter experiment --model Meta-Llama-3-8B-Instruct --out llama",
            "The jump where the theory puts it, on the base model:",
            "  teeter experiment --orders 'dog>cat>bird' --p23 0:0.05:0.005 --draw exact \\",
            "    --pairs 2000 --out jump"
        })
final class ExperimentCommand implements Callable<Integer> {
    @Mixin
    private CopiedModelOptions model = new CopiedModelOptions();

    @Option(
            names = "--orders",
            paramLabel = "all|A>B>C,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "all",
            description = "Orders of three options (default: the six of dog, cat and bird).")
    private List<String> orders = List.of("all");

    @Option(
            names = "--p12",
            paramLabel = "P,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "0.99",
            description = "Probabilities that option 1 is preferred to 2; a list, or FROM:TO:STEP (default: 0.99).")
    private List<String> p12 = List.of("0.99");

    @Option(
            names = "--p23",
            paramLabel = "P,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "0:1:0.05",
            description = "Probabilities that option 2 is preferred to 3 (default: 0:1:0.05).")
    private List<String> p23 = List.of("0:1:0.05");

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Seeds, so many runs of each kind (default: 3).")
    private int seeds = 3;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "1600",
            description = "Judgements, half of each pair (default: 1600).")
    private int pairs = 1600;

    @Option(
            names = "--draw",
            paramLabel = "bernoulli|exact",
            defaultValue = "bernoulli",
            description = "Each judgement by chance (the default, as the paper), or exact counts.")
    private String draw = "bernoulli";

    @Option(
            names = "--loss",
            paramLabel = "NAME,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "dpo",
            completionCandidates = Losses.class,
            description = "${COMPLETION-CANDIDATES}; ipo_sum is IPO of sums over tokens, sft imitates the preferred"
                    + " answers (default: dpo).")
    private List<String> losses = List.of("dpo");

    @Option(
            names = "--beta",
            paramLabel = "B,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "0.1",
            description = "β (default: 0.1).")
    private List<Double> betas = List.of(0.1);

    @Option(
            names = {"--label-smoothing", "--smoothing"},
            paramLabel = "E",
            defaultValue = "0.1",
            description = "ε of cdpo and rdpo (default: 0.1).")
    private double smoothing = 0.1;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            description =
                    "At the beginning; it falls to zero (default: 1e-4, with --model and no --lora the paper's 5e-6).")
    @Nullable
    private Double rate;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "16",
            description = "Judgements to a step (default: 16).")
    private int batch = 16;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "1", description = "Times all are seen (default: 1).")
    private double epochs = 1;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "100",
            description = "Answers sampled for each pair in each order of the question (default: 100).")
    private int samples = 100;

    @Option(names = "--quick", description = "Only a reduced grid of ten runs, whatever the other options ask for.")
    private boolean quick;

    @Mixin
    private StudyOptions run = new StudyOptions();

    @Spec
    @Nullable
    private CommandSpec spec;

    /** The losses that the grid takes. */
    static final class Losses extends LossName.Words {
        Losses() {
            super(ExperimentCommand::takes);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        model.require();
        Study study = quick
                ? Study.quick()
                : new Study(
                        "main",
                        "Learned preferences",
                        "Learned preferences over p23 of the data, beside the theory.",
                        false,
                        List.of(Choices.checked(this::grid)));
        Choices.checked(() -> study.jobs("")); // refused before the model is made
        return run.run(spec, List.of(study), quick ? BaseRecipe.QUICK : BaseRecipe.STANDARD, model);
    }

    private static boolean takes(LossName loss) {
        return Theory.isOf(loss) && !loss.ranks();
    }

    private Grid grid() {
        List<Job.Method> methods = new ArrayList<>();
        for (String loss : losses) {
            LossName name = LossName.of(loss)
                    .orElseThrow(() -> new UsageException(
                            "--loss must be one of " + LossName.list(ExperimentCommand::takes) + "; got " + loss));
            if (name.ranks()) {
                throw new UsageException("--loss " + name + " is of rankings, and this grid is of pairs; see teeter"
                        + " reproduce experiment --studies tuples");
            }
            boolean smoothed = name.usual().containsKey(LossParameter.SMOOTHING);
            for (double beta : betas) {
                methods.add(new Job.Method(
                        name,
                        beta,
                        smoothed ? smoothing : 0,
                        rate == null ? (model.trainsAllOfAModel() ? 5e-6 : 1e-4) : rate,
                        batch,
                        epochs,
                        model.rank()));
            }
        }
        return new Grid(
                orders(),
                numbers("--p12", p12),
                numbers("--p23", p23),
                seeds,
                Job.Data.pairs(draw, pairs),
                methods,
                samples);
    }

    private List<List<String>> orders() {
        if (orders.equals(List.of("all"))) {
            return Grid.orders("dog", "cat", "bird");
        }
        List<List<String>> named = new ArrayList<>();
        for (String order : orders) {
            List<String> options = new ArrayList<>();
            for (String option : order.split(">", -1)) {
                options.add(option.strip());
            }
            if (options.size() != 3) {
                throw new UsageException(
                        "--orders must be all, or orders of three options as dog>cat>bird, got " + order);
            }
            OptionNames.require(options);
            if (model.model() == null && !BaseRecipe.STANDARD.options().containsAll(options)) {
                throw new UsageException("the base model knows the options "
                        + String.join(", ", BaseRecipe.STANDARD.options()) + ", got " + order
                        + "; use those, or give --model");
            }
            named.add(options);
        }
        return named;
    }

    private static List<Double> numbers(String option, List<String> words) {
        List<Double> numbers = new ArrayList<>();
        for (String word : words) {
            String[] parts = word.strip().split(":", -1);
            try {
                if (parts.length == 3) {
                    numbers.addAll(Grid.range(
                            Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2])));
                } else {
                    numbers.add(Double.parseDouble(word.strip()));
                }
            } catch (NumberFormatException e) {
                throw new UsageException(option + " must be numbers, or FROM:TO:STEP, got " + word);
            }
        }
        return numbers;
    }
}
