package org.teeter.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.teeter.remedy.Kind;
import org.teeter.report.document.MitigationDocument;
import org.teeter.report.document.Shown;
import org.teeter.report.figure.Axis;
import org.teeter.report.figure.Drawing;
import org.teeter.report.figure.FigureWidth;
import org.teeter.report.figure.LineFigure;
import org.teeter.report.figure.LinePanel;
import org.teeter.report.figure.LineSeries;

/** Held-out log-loss against the largest sensitivity, a line for each remedy that comes in strengths. */
final class FrontierFigure {
    private static final double AROUND = 0.06; // of the range, left free

    private FrontierFigure() {}

    /** Empty where fewer than two strengths have a log-loss. */
    static Optional<Drawing> of(MitigationDocument document) {
        List<LineSeries> lines = new ArrayList<>();
        add(lines, document, Kind.SMOOTH, "label smoothing");
        add(lines, document, Kind.PRIOR, "normal prior");
        if (lines.stream().mapToInt(line -> line.points().size()).sum() < 2) {
            return Optional.empty();
        }
        double now = document.before().largest();
        document.heldOut()
                .ifPresent(loss -> lines.add(new LineSeries(
                        "as it is", 2, LineSeries.Style.MEASURED, List.of(new LineSeries.Point(now, loss)))));
        double far = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(LineSeries.Point::x)
                .max()
                .orElseThrow();
        double low = bound(lines, 1);
        double high = -bound(lines, -1);
        double room = Math.max(1e-6, (high - low) * AROUND);
        double most = document.most();
        return Optional.of(new LineFigure(
                "What less sensitivity costs",
                "Held-out log-loss of a judgement against the largest sensitivity of a prediction, for rising strengths of label smoothing ("
                        + strengths(document, Kind.SMOOTH) + ") and of a normal prior (σ = "
                        + strengths(document, Kind.PRIOR) + "). Shaded: no prediction above M = "
                        + Shown.threshold(most)
                        + ".",
                new Axis("largest sensitivity", 0, far * (1 + AROUND)),
                new Axis("held-out log-loss", low - room, high + room),
                List.of(new LinePanel(
                        "", lines, List.of(new LinePanel.Stretch(0, Math.min(most, far * (1 + AROUND)))))),
                "at most M = " + Shown.threshold(most),
                1,
                FigureWidth.PAGE));
    }

    private static double bound(List<LineSeries> lines, int sign) {
        return lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(point -> sign * point.y())
                .min()
                .orElseThrow();
    }

    private static String strengths(MitigationDocument document, Kind kind) {
        return String.join(
                ", ",
                document.frontier().stream()
                        .filter(point -> point.kind() == kind)
                        .map(point -> Shown.shortest(point.strength()))
                        .toList());
    }

    /** By ascending sensitivity; of strengths that share one, the first. */
    private static void add(List<LineSeries> lines, MitigationDocument document, Kind kind, String name) {
        List<LineSeries.Point> points = new ArrayList<>();
        document.frontier().stream()
                .filter(point -> point.kind() == kind && point.heldOut().isPresent())
                .sorted(Comparator.comparingDouble(MitigationDocument.Point::largest))
                .forEach(point -> {
                    boolean further =
                            points.isEmpty() || points.get(points.size() - 1).x() < point.largest();
                    if (further) {
                        points.add(new LineSeries.Point(
                                point.largest(), point.heldOut().getAsDouble()));
                    }
                });
        if (!points.isEmpty()) {
            lines.add(new LineSeries(name, kind == Kind.SMOOTH ? 0 : 1, LineSeries.Style.MEASURED, points));
        }
    }
}
