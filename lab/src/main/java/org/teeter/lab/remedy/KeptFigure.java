package org.teeter.lab.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.teeter.lab.experiment.Statistic;
import org.teeter.report.figure.Axis;
import org.teeter.report.figure.FigureWidth;
import org.teeter.report.figure.Label;
import org.teeter.report.figure.LineFigure;
import org.teeter.report.figure.LinePanel;
import org.teeter.report.figure.LineSeries;

/** A panel for each remedy of a board: what is promised of the asked pair while a share moves, and what trained models say. */
public final class KeptFigure {
    private KeptFigure() {}

    /** Of one board. */
    public static LineFigure of(Board board, List<Kept> kept) {
        List<Double> shares = board.shares();
        double edge = (shares.get(shares.size() - 1) - shares.get(0)) / 8; // so that names of ticks stand apart
        List<LinePanel> panels = new ArrayList<>();
        for (Kept one : kept) {
            panels.add(new LinePanel(
                    Label.markup(one.cure().title()),
                    List.of(
                            series(
                                    one,
                                    "trained models",
                                    0,
                                    LineSeries.Style.MEASURED,
                                    r -> r.asked().exact()),
                            series(one, "promised by the fit", 0, LineSeries.Style.THEORY, Kept::promised)),
                    List.of()));
        }
        return new LineFigure(
                "Remedies in trained models: " + board.title().replace("*", "").replace("_{12}", "12"),
                "How often " + board.i() + " is preferred to " + board.j()
                        + ", which nobody judged, while the share of "
                        + board.moved().i() + " over " + board.moved().j() + " moves by single points. Bands are one"
                        + " standard deviation over seeds.",
                new Axis(
                        "share of " + board.moved().i() + " over "
                                + board.moved().j() + " in the data",
                        shares.get(0) - edge,
                        shares.get(shares.size() - 1) + edge),
                new Axis("preference of " + board.i() + " over " + board.j(), 0, 1),
                panels,
                "",
                3,
                FigureWidth.PAGE);
    }

    private static LineSeries series(
            Kept one, String name, int hue, LineSeries.Style style, ToDoubleFunction<TrialResult> value) {
        List<LineSeries.Point> points = new ArrayList<>();
        for (double share : one.byShare().keySet()) {
            Statistic s = one.at(share, value);
            points.add(
                    style == LineSeries.Style.MEASURED
                            ? LineSeries.Point.ofMean(share, s.mean(), s.sd())
                            : new LineSeries.Point(share, s.mean()));
        }
        return new LineSeries(name, hue, style, points);
    }
}
