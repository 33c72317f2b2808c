package org.teeter.paper;

/**
 * An area, with a bound on how wrong it is.
 *
 * @param value the area, of the unit square
 * @param error estimate of the absolute error: of a quadrature the change of its last refinement, of a closed form its rounding
 */
public record Area(double value, double error) {

    static Area closedForm(double value) {
        return new Area(value, 8 * Math.ulp(value));
    }

    Area plus(Area other) {
        return new Area(value + other.value, error + other.error);
    }

    Area times(double factor) {
        return new Area(factor * value, factor * error);
    }
}
