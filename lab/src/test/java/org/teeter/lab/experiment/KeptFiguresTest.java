package org.teeter.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.teeter.report.figure.PictureFormat;

/** The figures in the documentation are those that the program draws. */
class KeptFiguresTest {
    @TempDir
    private Path folder = Path.of("");

    static List<Study> studies() {
        return KeptFigures.studies();
    }

    @ParameterizedTest
    @MethodSource("studies")
    void areWhatIsDrawnOfTheTablesBesideThem(Study study) throws IOException {
        String kept = Files.readString(KeptFigures.FOLDER.resolve(study.name() + ".svg"));
        assertTrue(
                kept.equals(KeptFigures.svg(study, KeptFigures.FOLDER)),
                study.name() + ".svg is not what is drawn of " + study.name() + ".csv: run KeptFigures.main");
        assertTrue(
                kept.contains("</defs>\n<path fill-rule=\"evenodd\" fill=\"#ffffff\" d=\"M0 0L"),
                "a ground of its own");
    }

    /** Drawn of results and drawn of the table that they make, a figure is the same to the byte. */
    @Test
    void theTableHasAllThatAFigureDraws() throws IOException {
        Study study = Study.main(3);
        List<Curve> curves = Curve.byOrder(SampleOutcomes.grid(p -> p / 3, p -> 0.3 + p * p / 7, 0.1));
        CurveTable.write(folder.resolve("main.csv"), curves);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PictureFormat.SVG.write(CurveFigure.of(study.title(), study.question(), curves, 3), out);
        assertEquals(out.toString(StandardCharsets.UTF_8), KeptFigures.svg(study, folder));
    }
}
