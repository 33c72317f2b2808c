package org.teeter.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.teeter.link.Assumption;
import org.teeter.link.AssumptionCheck;
import org.teeter.link.Link;
import org.teeter.link.Probability;

/** The links that refute statements must themselves be what they are said to be. */
class CounterexampleLinksTest {

    @Test
    void eachBreaksExactlyWhatItDoesNotClaim() {
        for (Link link : List.of(new BimodalLink(), new FlatSpotLink())) {
            Set<Assumption> broken = EnumSet.noneOf(Assumption.class);
            AssumptionCheck.of(link).forEach(violation -> broken.add(violation.assumption()));
            Set<Assumption> unclaimed = EnumSet.allOf(Assumption.class);
            unclaimed.removeAll(link.assumptions());
            assertEquals(unclaimed, broken, link.name());
        }
    }

    @Test
    void quantilesInvertProbabilities() {
        for (Link link : List.of(new BimodalLink(), new FlatSpotLink())) {
            for (double p : new double[] {1e-9, 0.01, 0.2, 0.4, 0.6, 0.9, 0.999}) {
                double back = link.probability(link.quantile(Probability.of(p))).p();
                assertEquals(p, back, 1e-14, link.name()); // a few units in the last place of the larger half
            }
        }
    }

    /** {@code ∫ g'} between two scores by the trapezoidal rule on the pieces between corners is the difference of g. */
    @Test
    void theSpikedDensityIsTheSlopeOfItsLink() {
        PreciseLink spiked = PreciseLink.spiked();
        Real sum = Real.ZERO;
        Real width = PreciseLink.halfWidth(3);
        Real from = Real.of(3).minus(width);
        Real to = Real.of(3).plus(width);
        for (Real[] piece : new Real[][] {{from, Real.of(3)}, {Real.of(3), to}}) {
            sum = sum.plus(Integral.of(piece[0], piece[1], spiked.density()));
        }
        Real rise = spiked.g().apply(to).minus(spiked.g().apply(from));
        Real found = sum;
        assertTrue(rise.relativeDifference(sum).isLessThan(Real.of("1e-28")), () -> rise + " and " + found);
        assertEquals(0, Real.HALF.compareTo(spiked.g().apply(Real.ZERO)));
    }
}
