package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.CsvFile;
import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.report.figure.FigureWidth;
import org.teeter.report.figure.PictureFormat;
import org.teeter.report.figure.RegionFigure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code teeter figures}: the paper's Fig. 1 and Fig. 2, for any link, M, α and β, with the areas of what is drawn. */
@Command(
        name = "figures",
        description =
                "Draws where one preference moves another more than M-fold: the paper's Fig. 1 and Fig. 2, for any link and M.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The paper's two figures:",
            "  teeter figures",
            "Another link, other thresholds, for LaTeX:",
            "  teeter figures --link probit --m 1.5,3,20 --format pdf",
            "One column of a journal, one figure beside the other:",
            "  teeter figures --width column --out figures"
        })
final class FiguresCommand implements Callable<Integer> {
    private static final double PAPER_ALPHA = 1.01;
    private static final double PAPER_BETA = 0.99;

    @Option(
            names = "--m",
            paramLabel = "M,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "1.01,2,3,5,10",
            description = "Bounds of sensitivity, each above 0 (default: 1.01,2,3,5,10).")
    private List<Double> m = new ArrayList<>();

    @Option(
            names = "--link",
            paramLabel = "LINK,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "logistic",
            description = "Links of Fig. 1, a figure each (default: logistic, which is Bradley-Terry).")
    private List<String> links = new ArrayList<>();

    @Option(
            names = "--alpha",
            paramLabel = "A",
            defaultValue = "1.01",
            description = "α of Fig. 2, at least 1 (default: 1.01).")
    private double alpha = PAPER_ALPHA;

    @Option(
            names = "--beta",
            paramLabel = "B",
            defaultValue = "0.99",
            description = "β of Fig. 2, above 0 and at most 1 (default: 0.99).")
    private double beta = PAPER_BETA;

    @Option(
            names = "--format",
            paramLabel = "FORMAT,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "svg,pdf,png",
            description = "Any of svg, pdf and png (default: all three).")
    private List<PictureFormat> formats = new ArrayList<>();

    @Option(
            names = "--width",
            paramLabel = "page|column",
            defaultValue = "page",
            description = "6.75 inches with the panels side by side, or 3.25 with one above the other (default: page).")
    private FigureWidth width = FigureWidth.PAGE;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "teeter-figures",
            description = "Folder for the figures (default: ./teeter-figures).")
    private Path out = Path.of("teeter-figures");

    @Option(names = "--quiet", description = "No messages; the areas are printed.")
    private boolean quiet;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec known = Objects.requireNonNull(spec);
        PrintWriter err = known.commandLine().getErr();
        System.setProperty("java.awt.headless", "true"); // or macOS would show a program in its dock
        RunRecord record = new RunRecord(Arguments.of(known));
        RegionFigures figures = figures();
        record.ended("trace");
        List<String> files;
        try (OutputFolder folder = OutputFolder.at(out)) {
            files = figures.write(folder, new LinkedHashSet<>(formats));
            record.ended("draw");
            record.write(folder.file("run.json"));
            folder.publish();
        }
        PrintWriter print = known.commandLine().getOut();
        figures.print(print);
        print.println("Figures: " + out.resolve(files.get(0)) + " (also "
                + String.join(", ", files.subList(1, files.size())) + ", run.json)");
        print.flush();
        if (!quiet) {
            figures.notes().forEach(note -> err.println("teeter: " + note));
            if (m.stream().anyMatch(bound -> bound < beta)) {
                err.println(
                        "teeter: for M below β the regions of Fig. 2 reach beyond p_uv + p_vu = 1, where nothing is drawn;"
                                + " their areas, by formula and as outlined, count that part too");
            }
            err.flush();
        }
        return ExitCode.DONE;
    }

    private RegionFigures figures() {
        RegionFigures figures = new RegionFigures();
        LinkNames names = new LinkNames();
        try {
            for (String name : links) {
                Link link = names.named(name.strip());
                figures.add(
                        link instanceof Logistic ? "fig1" : "fig1-" + link.name(), RegionFigure.pairs(link, m, width));
            }
            boolean paper = alpha == PAPER_ALPHA && beta == PAPER_BETA;
            figures.add(
                    paper ? "fig2" : "fig2-alpha" + CsvFile.number(alpha) + "-beta" + CsvFile.number(beta),
                    RegionFigure.rankings(alpha, beta, m, width));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--m, --link, --alpha and --beta: " + e.getMessage());
        }
        return figures;
    }
}
