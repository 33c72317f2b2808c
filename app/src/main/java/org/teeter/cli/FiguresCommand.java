package org.teeter.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.teeter.figure.FigureWidth;
import org.teeter.figure.PictureFormat;
import org.teeter.figure.RegionFigure;
import org.teeter.figure.RegionFigure.Measured;
import org.teeter.link.Link;
import org.teeter.link.Logistic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code teeter figures}: the paper's Fig. 1 and Fig. 2, for any link, M, α and β, with the areas of what is drawn. */
@Command(
        name = "figures",
        description =
                "Draws where one preference moves another more than M-fold: the paper's Fig. 1 and Fig. 2, for any link and M.",
        mixinStandardHelpOptions = true)
final class FiguresCommand implements Callable<Integer> {
    private static final double PAPER_ALPHA = 1.01;
    private static final double PAPER_BETA = 0.99;

    @Option(
            names = "--m",
            paramLabel = "M,…",
            split = ",",
            defaultValue = "1.01,2,3,5,10",
            description = "Bounds of sensitivity, each above 0 (default: 1.01,2,3,5,10).")
    private List<Double> m = new ArrayList<>();

    @Option(
            names = "--link",
            paramLabel = "LINK,…",
            split = ",",
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
        System.setProperty("java.awt.headless", "true"); // or macOS would show a program in its dock
        RunRecord record = new RunRecord(Arguments.of(known));
        Map<String, RegionFigure> figures = figures();
        record.ended("trace");
        List<String> files = write(figures, record);
        print(known.commandLine().getOut(), figures, files);
        if (!quiet && m.stream().anyMatch(bound -> bound < beta)) {
            PrintWriter err = known.commandLine().getErr();
            err.println(
                    "teeter: for M below β the regions of Fig. 2 reach beyond p_uv + p_vu = 1, where nothing is drawn; their"
                            + " areas, by formula and as outlined, count that part too");
            err.flush();
        }
        return ExitCode.DONE;
    }

    /** Each figure by the name of its files. */
    private Map<String, RegionFigure> figures() {
        Map<String, RegionFigure> figures = new LinkedHashMap<>();
        LinkNames names = new LinkNames();
        try {
            for (String name : links) {
                Link link = names.named(name.strip());
                figures.put(
                        link instanceof Logistic ? "fig1" : "fig1-" + link.name(), RegionFigure.pairs(link, m, width));
            }
            boolean paper = alpha == PAPER_ALPHA && beta == PAPER_BETA;
            figures.put(
                    paper ? "fig2" : "fig2-alpha" + CsvFile.number(alpha) + "-beta" + CsvFile.number(beta),
                    RegionFigure.rankings(alpha, beta, m, width));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--m, --link, --alpha and --beta: " + e.getMessage());
        }
        return figures;
    }

    /** The names of the files, in the order of their writing. */
    private List<String> write(Map<String, RegionFigure> figures, RunRecord record) throws IOException {
        List<String> files = new ArrayList<>();
        try (OutputFolder folder = OutputFolder.at(out)) {
            for (Map.Entry<String, RegionFigure> figure : figures.entrySet()) {
                for (PictureFormat format : new LinkedHashSet<>(formats)) {
                    String name = figure.getKey() + "." + format.extension();
                    format.write(figure.getValue(), folder.file(name));
                    files.add(name);
                }
            }
            writeAreas(folder.file("figures.csv"), figures);
            files.add("figures.csv");
            record.ended("draw");
            record.write(folder.file("run.json"));
            files.add("run.json");
            folder.publish();
        }
        return files;
    }

    private static void writeAreas(Path file, Map<String, RegionFigure> figures) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(Files.newBufferedWriter(file))) {
            csv.writeRecord(
                    "figure", "by", "m", "area", "area_error", "drawn_area", "difference", "tolerance", "agrees");
            for (Map.Entry<String, RegionFigure> figure : figures.entrySet()) {
                for (Measured row : figure.getValue().measured()) {
                    csv.writeRecord(
                            figure.getKey(),
                            row.by(),
                            CsvFile.number(row.m()),
                            CsvFile.number(row.area().value()),
                            CsvFile.number(row.area().error()),
                            CsvFile.number(row.drawn()),
                            CsvFile.number(row.drawn() - row.area().value()),
                            CsvFile.number(row.tolerance()),
                            Boolean.toString(row.agrees()));
                }
            }
        }
    }

    private void print(PrintWriter print, Map<String, RegionFigure> figures, List<String> files) {
        print.println("Areas of the M-sensitive regions, by formula, in parts of the unit square:");
        for (Map.Entry<String, RegionFigure> figure : figures.entrySet()) {
            Map<String, List<Measured>> panels = figure.getValue().measured().stream()
                    .collect(Collectors.groupingBy(Measured::by, LinkedHashMap::new, Collectors.toList()));
            print.println();
            print.println(figure.getKey() + ": " + figure.getValue().title());
            List<List<Measured>> columns = new ArrayList<>(panels.values());
            print.println(cell("M", 10)
                    + panels.keySet().stream().map(by -> cell("by " + by, 12)).collect(Collectors.joining()));
            for (int k = 0; k < columns.get(0).size(); k++) {
                StringBuilder line = new StringBuilder(
                        cell(CsvFile.number(columns.get(0).get(k).m()), 10));
                for (List<Measured> column : columns) {
                    line.append(cell(
                            String.format(
                                    Locale.ROOT, "%.6g", column.get(k).area().value()),
                            12));
                }
                print.println(line);
            }
        }
        List<Measured> all =
                figures.values().stream().flatMap(f -> f.measured().stream()).toList();
        double worst = all.stream()
                .filter(row -> row.area().value() > 0)
                .mapToDouble(row -> Math.abs(row.drawn() / row.area().value() - 1))
                .max()
                .orElse(0);
        print.println();
        print.println(String.format(
                Locale.ROOT,
                "What is drawn has these areas to a relative %.1e%s.",
                worst,
                all.stream().allMatch(Measured::agrees) ? "" : ", which is more than it should be: see figures.csv"));
        print.println("Figures: " + out.resolve(files.get(0)) + " (also "
                + String.join(", ", files.subList(1, files.size())) + ")");
        print.flush();
    }

    private static String cell(String text, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
