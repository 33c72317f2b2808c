package org.teeter.lab.experiment;

import java.util.List;
import java.util.Optional;

/**
 * A curve as its row of the table has it, five digits a number, which is all that a figure draws: so the figure can be drawn again of the
 * table.
 *
 * @param name of its panel, as it is to be read
 * @param isOrder whether that names an order of options, which may be called anything
 * @param stopped the time at which scores would stop early
 */
record Drawn(
        String name,
        boolean isOrder,
        double p12,
        Job.Method method,
        Optional<StoppedScores> stopped,
        List<Point> points) {

    /**
     * What is drawn at a value of p23.
     *
     * @param atDrawn Bradley-Terry's p13 at the drawn proportions, NaN where there is none
     */
    record Point(double p23, double p13, double p13Sd, double learned23, double learned23Sd, double atDrawn) {}

    Drawn {
        points = List.copyOf(points);
    }

    static Drawn of(Curve curve) {
        return new Drawn(
                curve.name(),
                !curve.order().isEmpty(),
                curve.p12(),
                curve.method(),
                curve.stopped().map(scores -> new StoppedScores(CurveTable.rounded(scores.time()))),
                curve.grid().stream().map(p23 -> point(curve, p23)).toList());
    }

    private static Point point(Curve curve, double p23) {
        Statistic p13 = curve.at(p23, o -> o.r13().exact());
        Statistic learned23 = curve.at(p23, o -> o.r23().exact());
        return new Point(
                p23,
                CurveTable.rounded(p13.mean()),
                CurveTable.rounded(p13.sd()),
                CurveTable.rounded(learned23.mean()),
                CurveTable.rounded(learned23.sd()),
                CurveTable.rounded(curve.at(p23, CurveTable::bradleyTerryDrawn).mean()));
    }
}
