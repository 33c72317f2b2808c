package org.teeter.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class EffectiveLinkTest {
    private static final List<EffectiveLink> ALL = List.of(
            EffectiveLink.logistic(),
            EffectiveLink.conservative(0.1),
            EffectiveLink.robust(0.1),
            EffectiveLink.identity(),
            EffectiveLink.sign());

    @Test
    void slopeIsTheDerivative() {
        double h = 1e-6;
        for (EffectiveLink link : ALL) {
            for (double y : new double[] {0.05, 0.2, 0.45, 0.7, 0.95}) {
                double rise = link.lead(y + h) - link.lead(y - h);
                // outside (ε, 1−ε) both leads are the same infinity
                assertEquals(Double.isNaN(rise) ? 0 : rise / (2 * h), link.slope(y), 1e-6 * (1 + link.slope(y)));
            }
        }
    }

    /** The losses do not know which option comes first. */
    @Test
    void leadsAreOdd() {
        for (EffectiveLink link : ALL) {
            for (double y : new double[] {0, 0.05, 0.3, 0.5, 0.8, 1}) {
                assertEquals(-link.lead(1 - y), link.lead(y) + 0.0, 1e-12);
            }
        }
    }

    @Test
    void certaintyIsPulledWithoutEndButWhereLabelsAreSmoothed() {
        assertEquals(Double.POSITIVE_INFINITY, EffectiveLink.logistic().lead(1));
        assertEquals(Math.log(9), EffectiveLink.conservative(0.1).lead(1), 1e-14);
        assertEquals(Double.POSITIVE_INFINITY, EffectiveLink.robust(0.1).lead(0.95));
        assertEquals(0.5, EffectiveLink.identity().lead(1));
        assertEquals(1, EffectiveLink.sign().lead(0.51));
    }
}
