package org.teeter.cli;

import java.util.ArrayList;
import java.util.List;
import org.teeter.loss.TrainingLoss;
import picocli.CommandLine.Option;

/** The losses under which findings are read. */
@Question("Under which losses")
final class LossOptions {
    @Option(
            names = "--loss",
            paramLabel = "NAME,…",
            split = ",",
            hideParamSyntax = true,
            description =
                    "Also read the findings under losses that train on such data: dpo, cdpo, rdpo, ipo, exo, simpo,"
                            + " hinge, bco, nca, sppo, kto, apo_zero.")
    private List<String> losses = new ArrayList<>();

    @Option(
            names = "--beta",
            paramLabel = "B",
            defaultValue = "0.1",
            description = "β of --loss, by which log-ratios become rewards (default: 0.1).")
    private double beta = 0.1;

    @Option(
            names = "--smoothing",
            paramLabel = "E",
            defaultValue = "0.1",
            description = "Share of labels that cdpo and rdpo count as wrong, and exo allows for (default: 0.1).")
    private double smoothing = 0.1;

    @Option(
            names = "--margin",
            paramLabel = "G",
            defaultValue = "0.5",
            description = "Margin γ of simpo (default: 0.5).")
    private double margin = 0.5;

    List<TrainingLoss> losses() {
        return losses.stream().map(this::loss).toList();
    }

    private TrainingLoss loss(String word) {
        TrainingLoss.Kind kind = TrainingLoss.Kind.of(word)
                .orElseThrow(() -> new UsageException(
                        "--loss must be among " + TrainingLoss.Kind.list() + ", got " + word.strip()));
        try {
            return new TrainingLoss(kind, beta, smoothing, margin);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--" + e.getMessage());
        }
    }
}
