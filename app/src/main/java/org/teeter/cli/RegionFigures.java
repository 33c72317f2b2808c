package org.teeter.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.teeter.analysis.CsvFile;
import org.teeter.report.figure.PictureFormat;
import org.teeter.report.figure.RegionFigure;
import org.teeter.report.figure.RegionFigure.Measured;

/** Figures of regions by the names of their files, and the areas of what they show. Mutable: figures are added to it. */
final class RegionFigures {
    private final Map<String, RegionFigure> figures = new LinkedHashMap<>();

    void add(String name, RegionFigure figure) {
        figures.put(name, figure);
    }

    /** Writes the pictures and {@code figures.csv}; returns the names of the files in this order. */
    List<String> write(OutputFolder folder, Collection<PictureFormat> formats) throws IOException {
        List<String> files = new ArrayList<>();
        for (Map.Entry<String, RegionFigure> figure : figures.entrySet()) {
            for (PictureFormat format : formats) {
                String name = figure.getKey() + "." + format.extension();
                format.write(figure.getValue(), folder.file(name));
                files.add(name);
            }
        }
        writeAreas(folder.file("figures.csv"));
        files.add("figures.csv");
        return files;
    }

    private void writeAreas(Path file) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(Files.newBufferedWriter(file))) {
            csv.writeRecord("figure", "by", "m", "area", "area_error", "drawn_area", "difference", "tolerance");
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
                            CsvFile.number(row.tolerance()));
                }
            }
        }
    }

    /** What a picture cannot show. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Map.Entry<String, RegionFigure> figure : figures.entrySet()) {
            List<Double> unseen = figure.getValue().tooSmallToSee();
            if (!unseen.isEmpty()) {
                String bounds = unseen.stream().map(CsvFile::number).collect(Collectors.joining(", "));
                notes.add("in " + figure.getKey() + " the regions of M = " + bounds
                        + " are too small to be seen beside the others; draw them by themselves, as with --m "
                        + CsvFile.number(unseen.get(0)));
            }
        }
        return notes;
    }

    /** Prints the areas, a column for each panel. */
    void print(PrintWriter print) {
        print.println("Areas of the M-sensitive regions, by formula, in parts of the unit square");
        for (Map.Entry<String, RegionFigure> figure : figures.entrySet()) {
            Map<String, List<Measured>> panels = figure.getValue().measured().stream()
                    .collect(Collectors.groupingBy(Measured::by, LinkedHashMap::new, Collectors.toList()));
            List<List<Measured>> columns = new ArrayList<>(panels.values());
            StringBuilder header = new StringBuilder(cell("M", 10));
            panels.keySet().forEach(by -> header.append(cell("by " + by, 13)));
            print.println();
            print.println(figure.getKey() + ": " + figure.getValue().title());
            print.println(header);
            for (int k = 0; k < columns.get(0).size(); k++) {
                StringBuilder line = new StringBuilder(
                        cell(CsvFile.number(columns.get(0).get(k).m()), 10));
                for (List<Measured> column : columns) {
                    line.append(cell(
                            String.format(
                                    Locale.ROOT, "%.6g", column.get(k).area().value()),
                            13));
                }
                print.println(line);
            }
        }
        double worst = figures.values().stream()
                .flatMap(figure -> figure.measured().stream())
                .filter(row -> row.area().value() > 0)
                .mapToDouble(row -> Math.abs(row.drawn() / row.area().value() - 1))
                .max()
                .orElse(0);
        print.println();
        print.println(String.format(Locale.ROOT, "What is drawn has these areas to a relative %.1e.", worst));
    }

    private static String cell(String text, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
