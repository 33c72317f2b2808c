package org.teeter.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.teeter.report.figure.Axis;
import org.teeter.report.figure.FigureWidth;
import org.teeter.report.figure.Label;
import org.teeter.report.figure.LineFigure;
import org.teeter.report.figure.LinePanel;
import org.teeter.report.figure.LineSeries;

/**
 * The paper's Fig. 3 and Fig. C4: learned preferences over p23 of the data, one panel a curve, one standard deviation over seeds to
 * either side, with what the theory says.
 */
public final class CurveFigure {
    private static final int FINE = 120;
    private static final double LEAST = 1e-4;
    private static final double TENTH = 0.1;

    private CurveFigure() {}

    /** A panel for each curve, titled by its name. */
    public static LineFigure of(String title, String caption, List<Curve> curves, int columns) {
        return drawn(title, caption, curves.stream().map(Drawn::of).toList(), columns);
    }

    /** The same of what the table has. */
    static LineFigure drawn(String title, String caption, List<Drawn> curves, int columns) {
        double from = 1;
        double to = 0;
        for (Drawn curve : curves) {
            List<Drawn.Point> points = curve.points();
            from = Math.min(from, points.get(0).p23());
            to = Math.max(to, points.get(points.size() - 1).p23());
        }
        if (from == to) {
            from = 0;
            to = 1;
        }
        List<LinePanel> panels = new ArrayList<>();
        for (Drawn curve : curves) {
            panels.add(panel(curve, from, to));
        }
        return new LineFigure(
                title,
                caption,
                axis(from, to),
                new Axis("learned preference", 0, 1),
                panels,
                String.format(Locale.ROOT, "*p*_{13} is %.0f-sensitive to *p*_{12}", Findings.M),
                columns,
                FigureWidth.PAGE);
    }

    /** Where all of p23 is shown, its first tenth takes half of the axis: there p13 jumps. */
    private static Axis axis(double from, double to) {
        return from < TENTH / 2 && to > 5 * TENTH
                ? new Axis("*p*_{23} of the data, up to 0.1 enlarged", from, TENTH, to)
                : new Axis("*p*_{23} of the data", from, to);
    }

    private static LinePanel panel(Drawn curve, double from, double to) {
        List<LineSeries> series = new ArrayList<>();
        series.add(measured(curve, "learned *p*_{13}", 0, Drawn.Point::p13, Drawn.Point::p13Sd));
        series.add(measured(curve, "learned *p*_{23}", 1, Drawn.Point::learned23, Drawn.Point::learned23Sd));
        Theory theory = new Theory(curve.method());
        double reference = 0.5;
        curve.stopped().ifPresent(stopped -> {
            series.add(theory(
                    "*p*_{13} if training stops early",
                    0,
                    from,
                    to,
                    p -> theory.frequency(stopped.leads(curve.p12(), p).x13(), reference)));
            series.add(theory(
                    "*p*_{23} if training stops early",
                    1,
                    from,
                    to,
                    p -> theory.frequency(stopped.leads(curve.p12(), p).x23(), reference)));
        });
        series.add(theory("Bradley-Terry *p*_{13}", 2, from, to, p -> Theory.bradleyTerry(curve.p12(), p)));
        series.add(theory(
                "policy’s *p*_{13} at the optimum",
                3,
                from,
                to,
                p -> theory.frequency(theory.composed(curve.p12(), p), reference)));
        atDrawn(curve).ifPresent(series::add);
        List<LinePanel.Stretch> marked = Findings.stretches(curve.p12(), Findings.M).stream()
                .filter(s -> s.from().p() < to && s.to().p() > from)
                .map(s -> new LinePanel.Stretch(Math.max(from, s.from().p()), Math.min(to, s.to().p())))
                .toList();
        return new LinePanel(title(curve), series, marked);
    }

    /** Settings with their symbols set as such; names of options, which may be called anything, as they are. */
    private static String title(Drawn curve) {
        String name = Label.markup(curve.name());
        return curve.isOrder()
                ? name
                : name.replace("p12 = ", "*p*_{12} = ")
                        .replace("β = ", "*β* = ")
                        .replace("ε = ", "*ε* = ");
    }

    /** Bradley-Terry at the proportions that were drawn, where all of them have one. */
    private static Optional<LineSeries> atDrawn(Drawn curve) {
        List<LineSeries.Point> points = new ArrayList<>();
        for (Drawn.Point point : curve.points()) {
            if (!Double.isNaN(point.atDrawn())) {
                points.add(new LineSeries.Point(point.p23(), point.atDrawn()));
            }
        }
        return points.size() < 2
                ? Optional.empty()
                : Optional.of(new LineSeries(
                        "Bradley-Terry *p*_{13} at the drawn proportions", 4, LineSeries.Style.THEORY, points));
    }

    private static LineSeries measured(
            Drawn curve,
            String name,
            int hue,
            ToDoubleFunction<Drawn.Point> mean,
            ToDoubleFunction<Drawn.Point> spread) {
        List<LineSeries.Point> points = new ArrayList<>();
        for (Drawn.Point point : curve.points()) {
            points.add(LineSeries.Point.ofMean(point.p23(), mean.applyAsDouble(point), spread.applyAsDouble(point)));
        }
        return new LineSeries(name, hue, LineSeries.Style.MEASURED, points);
    }

    private static LineSeries theory(String name, int hue, double from, double to, DoubleUnaryOperator value) {
        List<LineSeries.Point> points = new ArrayList<>();
        for (int k = 0; k <= FINE; k++) {
            // Denser towards 0, where p13 rises.
            double share = k / (double) FINE;
            double p23 = Math.max(LEAST, Math.min(1 - LEAST, from + (to - from) * share * share));
            double y = value.applyAsDouble(p23);
            boolean further = points.isEmpty() || points.get(points.size() - 1).x() < p23;
            if (further && !Double.isNaN(y)) { // a loss without a minimum predicts nothing
                points.add(new LineSeries.Point(p23, y));
            }
        }
        return new LineSeries(name, hue, LineSeries.Style.THEORY, points);
    }
}
