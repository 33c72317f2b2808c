package org.teeter.lab.experiment;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.teeter.lm.loss.LossName;
import org.teeter.report.figure.LineFigure;
import org.teeter.report.figure.PictureFormat;

/**
 * The figures of docs/experiment, drawn of the tables beside them. After a change of the drawing, run {@link #main} in this module's
 * folder: the hours of training are not needed again.
 */
final class KeptFigures {
    static final Path FOLDER = Path.of("..", "docs", "experiment");

    private KeptFigures() {}

    /** Draws all of them anew. */
    public static void main(String[] none) throws IOException {
        for (Study study : studies()) {
            Files.writeString(FOLDER.resolve(study.name() + ".svg"), svg(study, FOLDER));
        }
    }

    static List<Study> studies() {
        Study real = new Study(
                "real",
                "Learned preferences of SmolLM2-135M-Instruct",
                "Does the jump that theory puts at p23 = 0.01 appear in a pretrained model?",
                false,
                List.of());
        Study sharp = new Study(
                "real-sharp",
                "Learned preferences of SmolLM2-135M-Instruct at β = 0.1",
                "Is the policy's jump as steep as section 4 has it, where 1/β sharpens what is learned?",
                false,
                List.of());
        return Stream.concat(Stream.of(Study.main(3), real, sharp), Study.open(1).stream())
                .toList();
    }

    static String svg(Study study, Path folder) throws IOException {
        LineFigure figure = CurveFigure.drawn(study.title(), study.question(), curves(study, folder), 3);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PictureFormat.SVG.write(figure, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static final List<String> OF_A_CURVE = List.of(
            "order", "data", "k", "judgements", "loss", "beta", "smoothing", "learning_rate", "epochs", "rank", "p12");

    /** Rows that agree in all that a curve has, in their order. */
    private static List<Drawn> curves(Study study, Path folder) throws IOException {
        Map<List<String>, List<NamedCsvRecord>> groups = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(folder.resolve(study.name() + ".csv"))) {
            for (NamedCsvRecord row : rows) {
                groups.computeIfAbsent(OF_A_CURVE.stream().map(row::getField).toList(), g -> new ArrayList<>())
                        .add(row);
            }
        }
        List<NamedCsvRecord> firsts =
                groups.values().stream().map(rows -> rows.get(0)).toList();
        List<String> pooled = Curve.names(firsts.stream()
                .map(row -> Curve.parts(number(row, "p12"), data(row), method(row)))
                .toList());
        List<Drawn> curves = new ArrayList<>();
        for (List<NamedCsvRecord> rows : groups.values()) {
            NamedCsvRecord first = rows.get(0);
            String name = study.pooled()
                    ? pooled.get(curves.size())
                    : first.getField("order").replace(">", " > ");
            Optional<StoppedScores> stopped = Optional.of(first.getField("stopped_time"))
                    .filter(time -> !time.isEmpty())
                    .map(time -> new StoppedScores(Double.parseDouble(time)));
            curves.add(new Drawn(
                    name,
                    !study.pooled(),
                    number(first, "p12"),
                    method(first),
                    stopped,
                    rows.stream().map(KeptFigures::point).toList()));
        }
        return curves;
    }

    private static Drawn.Point point(NamedCsvRecord row) {
        return new Drawn.Point(
                number(row, "p23"),
                number(row, "exact13"),
                number(row, "exact13_sd"),
                number(row, "exact23"),
                number(row, "exact23_sd"),
                number(row, "bt13_drawn"));
    }

    private static Job.Data data(NamedCsvRecord row) {
        String[] words = row.getField("data").split(" ", -1);
        return new Job.Data(
                Job.Form.valueOf(words[0].toUpperCase(Locale.ROOT)),
                words[1],
                Integer.parseInt(row.getField("k")),
                Integer.parseInt(row.getField("judgements")));
    }

    /** Its batch, which the table does not have, changes nothing in a figure. */
    private static Job.Method method(NamedCsvRecord row) {
        return new Job.Method(
                LossName.of(row.getField("loss")).orElseThrow(),
                number(row, "beta"),
                number(row, "smoothing"),
                number(row, "learning_rate"),
                1,
                number(row, "epochs"),
                Integer.parseInt(row.getField("rank")));
    }

    private static double number(NamedCsvRecord row, String column) {
        String field = row.getField(column);
        return field.isEmpty() ? Double.NaN : Double.parseDouble(field);
    }
}
