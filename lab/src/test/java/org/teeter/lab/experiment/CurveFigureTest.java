package org.teeter.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.lm.loss.LossName;
import org.teeter.report.figure.LineFigure;
import org.teeter.report.figure.LinePanel;
import org.teeter.report.figure.LineSeries;
import org.teeter.report.figure.PictureFormat;

class CurveFigureTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aPanelAnOrderWithBandsTheoriesAndTheSensitiveStretch() throws Exception {
        List<Curve> curves = Curve.byOrder(SampleOutcomes.grid(p -> p, p -> 0.5, 0.1));
        LineFigure figure = CurveFigure.of("t", "c", curves, 3);
        assertEquals(6, figure.panels().size());
        LinePanel panel = figure.panels().get(0);
        assertEquals("dog > cat > bird", panel.title());
        assertEquals(1, panel.marked().size());
        assertEquals(0.0746, panel.marked().get(0).to(), 5e-5);
        List<String> names = panel.series().stream().map(LineSeries::name).toList();
        assertEquals(
                List.of(
                        "learned *p*_{13}",
                        "learned *p*_{23}",
                        "*p*_{13} if training stops early",
                        "*p*_{23} if training stops early",
                        "Bradley-Terry *p*_{13}",
                        "policy’s *p*_{13} at the optimum",
                        "Bradley-Terry *p*_{13} at the drawn proportions"),
                names);
        LineSeries.Point last = panel.series().get(0).points().get(20);
        assertEquals(0.1, last.high() - last.y(), 1e-12); // seeds .4, .5 and .6
        PictureFormat.SVG.write(figure, folder.resolve("f.svg"));
        assertTrue(Files.size(folder.resolve("f.svg")) > 10_000);
    }

    @Test
    void titlesOfSettingsAreEquations() {
        List<JobResult> outcomes = List.of(0.6, 0.7).stream()
                .flatMap(p12 -> SampleOutcomes.grid(p -> p, p -> 0.5, 0).stream()
                        .map(o -> {
                            Job job = o.job();
                            return SampleOutcomes.outcome(
                                    new Job(
                                            job.model(),
                                            job.order(),
                                            p12,
                                            job.p23(),
                                            job.data(),
                                            job.method(),
                                            job.samples(),
                                            job.seed()),
                                    0.9,
                                    0.1,
                                    0.5);
                        }))
                .toList();
        List<Curve> curves = Curve.pooled(outcomes);
        assertEquals(
                List.of("p12 = 0.6", "p12 = 0.7"),
                curves.stream().map(Curve::name).toList());
        assertEquals(
                List.of("*p*_{12} = 0.6", "*p*_{12} = 0.7"),
                CurveFigure.of("t", "c", curves, 3).panels().stream()
                        .map(LinePanel::title)
                        .toList());
    }

    /** After hours of training is no time to refuse a name. */
    @Test
    void optionsMayBeCalledAnything() throws Exception {
        List<String> order = List.of("犬", "a*b", "c_{d}\\^}");
        List<JobResult> outcomes = Grid.range(0, 1, 0.5).stream()
                .map(p23 -> SampleOutcomes.outcome(SampleOutcomes.job(order, p23, 0), 0.9, p23, 0.5))
                .toList();
        LineFigure figure = CurveFigure.of("t", "c", Curve.byOrder(outcomes), 3);
        PictureFormat.SVG.write(figure, folder.resolve("f.svg"));
        assertTrue(Files.readString(folder.resolve("f.svg")).contains("\"□ &gt; a*b &gt; c_{d}\\^}\""));
    }

    @Test
    void onePointAndALossWithoutMinimumAreDrawnToo() throws Exception {
        List<JobResult> outcomes = SampleOutcomes.grid(p -> p, p -> 0.5, 0).stream()
                .filter(o -> o.job().p23() == 0.05)
                .map(o -> {
                    Job job = o.job();
                    Job robust = new Job(
                            job.model(),
                            job.order(),
                            job.p12(),
                            job.p23(),
                            job.data(),
                            job.method().withLoss(LossName.RDPO, 0.1),
                            job.samples(),
                            job.seed());
                    return SampleOutcomes.outcome(robust, 0.9, 0.1, 0.5);
                })
                .toList();
        LineFigure figure = CurveFigure.of("t", "c", Curve.pooled(outcomes), 3);
        assertEquals(1, figure.panels().size());
        PictureFormat.SVG.write(figure, folder.resolve("f.svg"));
        CurveTable.write(folder.resolve("f.csv"), Curve.pooled(outcomes));
        List<String> lines = Files.readAllLines(folder.resolve("f.csv"));
        assertEquals(2, lines.size());
        assertEquals(lines.get(0).split(",", -1).length, lines.get(1).split(",", -1).length);
        assertFalse(lines.get(1).contains("NaN"), lines.get(1));
    }
}
