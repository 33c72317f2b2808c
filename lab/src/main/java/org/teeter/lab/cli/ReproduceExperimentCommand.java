package org.teeter.lab.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.UsageException;
import org.teeter.lab.experiment.BaseRecipe;
import org.teeter.lab.experiment.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code teeter reproduce experiment}: the paper's section 4 from nothing, and what it leaves open. */
@Command(
        name = "experiment",
        description =
                "Makes the base model, trains copies of it as in the paper's section 4 and beyond, and tells whether the"
                        + " paper's observations hold.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "The paper's grid, an hour on two cores:", "  teeter reproduce experiment --out reproduction"})
final class ReproduceExperimentCommand implements Callable<Integer> {
    @Option(
            names = "--studies",
            paramLabel = "all|NAME,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "all",
            description = "Which: main (Fig. 3), losses, tuples, fine, beta, dominance, steps (default: all).")
    private List<String> studies = List.of("all");

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "Seeds of the main grid (default: 3, as the paper). The other studies repeat each run over three"
                            + " orders with --open-seeds seeds.")
    private int seeds = 3;

    @Option(
            names = "--open-seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seeds of each of the three orders in the other studies (default: 1).")
    private int openSeeds = 1;

    @Option(names = "--quick", description = "Only a reduced main grid of ten runs, to see that all works.")
    private boolean quick;

    @Mixin
    private StudyOptions run = new StudyOptions();

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seeds < 1 || openSeeds < 1) {
            throw new UsageException("--seeds and --open-seeds must be at least 1, got " + seeds + " and " + openSeeds);
        }
        List<Study> all = new ArrayList<>();
        all.add(quick ? Study.quick() : Study.main(seeds));
        if (!quick) {
            all.addAll(Study.open(openSeeds));
        }
        List<Study> chosen = StudyOptions.chosen("--studies", all, Study::name, studies);
        return run.run(spec, chosen, quick ? BaseRecipe.QUICK : BaseRecipe.STANDARD, new CopiedModelOptions());
    }
}
