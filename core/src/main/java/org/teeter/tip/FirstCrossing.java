package org.teeter.tip;

import java.util.Optional;

/**
 * Follows a lead from the data towards an end of the share and finds where it first vanishes.
 *
 * <p>Between two places nothing is overlooked, where the model allows a proof. Let the difference t of the source's own scores move by δ. Then
 * no difference of scores moves by more, since current through one pair drops its largest voltage there: a lead m that stays {@code |m_1| +
 * |m_2| > δ} on both ends has not vanished between [SLOPE]. And no conductance changes by more than e^δ, so that with H' between e^-δ H and
 * e^δ H
 *
 * <pre>{@code |b_ijᵀ (H'⁻¹ - H⁻¹) b_e| <= (e^δ - 1) sqrt(R_ij R_e):    [M86]}</pre>
 *
 * <p>where that is less than the transfer itself, the lead is monotone [CURVATURE]. Both are read from the nearer end, within δ/2. A step
 * between whose ends neither holds is halved.
 */
final class FirstCrossing {
    /** The lead that is taken for none. */
    static final double NOTHING = 1e-11;

    /** A step of the own difference that is not divided further. */
    private static final double SMALLEST = 1e-7;

    /** So close to an end without a finite fit, as a share of the room, the way is given up. */
    private static final double LAST = 1e-6;

    private static final double LONGEST = 4;
    private static final double SHORTER = 0.7;
    /** The first step where nothing is known, as a share of the room. */
    private static final double BLIND = 1.0 / 256;

    private static final double LONGEST_BLIND = 1.0 / 16;

    private static final int MOST = 2000;

    private final Lead lead;
    private final Lead.Knowledge knowledge;
    private boolean proven = true;
    private boolean finite = true;

    FirstCrossing(Lead lead) {
        this.lead = lead;
        this.knowledge = lead.knowledge();
    }

    /** Whether what was found, or that nothing was, is proven but for rounding. */
    boolean isProven() {
        return proven;
    }

    /** Whether the end that was reached has a finite fit. */
    boolean isFinite() {
        return finite;
    }

    /** Where the lead first vanishes on the way from a point to {@code end}; empty if nowhere. */
    Optional<Lead.Point> towards(double end, Lead.Point from) {
        boolean limit = end == lead.low() || end == lead.high();
        Optional<Lead.Point> last = limit && from.y() != end ? lead.at(end) : Optional.empty();
        boolean open = limit && last.isEmpty();
        finite = !open;
        Lead.Point at = from;
        double step = BLIND * Math.abs(end - from.y());
        for (int k = 0; k < MOST && at.y() != end; k++) {
            double to = next(at, end, step);
            if (open && (to - end) * (at.y() - end) <= 0) {
                to = end + (at.y() - end) / 4;
            }
            Optional<Lead.Point> reached = to == end && limit ? last : lead.at(to);
            if (reached.isEmpty() || (open && Math.abs(to - end) < LAST * (lead.high() - lead.low()))) {
                finite = false;
                return Optional.empty();
            }
            Lead.Point next = reached.get();
            while (!isSettled(at, next)) {
                double middle = between(at.y(), next.y());
                Optional<Lead.Point> half = lead.at(middle);
                if (half.isEmpty()) {
                    finite = false;
                    return Optional.empty();
                }
                next = half.get();
            }
            if (Math.abs(next.lead()) <= NOTHING) {
                return Optional.of(next);
            }
            if (at.lead() * next.lead() < 0) {
                return Optional.of(root(at, next));
            }
            step = Math.min(2 * Math.abs(next.y() - at.y()), LONGEST_BLIND * (lead.high() - lead.low()));
            at = next;
        }
        proven &= at.y() == end;
        return Optional.empty();
    }

    /** Where to look next: as far as the step is expected to be settled. */
    private double next(Lead.Point at, double end, double blind) {
        double way = Math.signum(end - at.y());
        if (knowledge == Lead.Knowledge.NONE) {
            return Math.abs(end - at.y()) <= blind ? end : at.y() + way * blind;
        }
        double delta = LONGEST;
        while (delta > SMALLEST && !isSettled(at, expected(at, way * delta))) {
            delta *= SHORTER;
        }
        double slope = at.transfer() / at.ofSource() * way;
        if (slope * at.lead() < 0) { // not much beyond where the lead is expected to vanish
            delta = Math.min(delta, Math.max(SMALLEST, 1.2 * Math.abs(at.lead() / slope)));
        }
        double to = moved(at, way * delta);
        return (end - to) * way <= 0 ? end : to;
    }

    private static Lead.Point expected(Lead.Point at, double delta) {
        double lead = at.lead() + delta * at.transfer() / at.ofSource();
        return new Lead.Point(at.y(), lead, at.own() + delta, at.pull(), at.transfer(), at.ofSource(), at.ofTarget());
    }

    /** The share at which the own difference is expected to have moved by so much: exact on bridges. */
    private double moved(Lead.Point at, double delta) {
        double below = at.y() - lead.low();
        double above = lead.high() - at.y();
        double slope = at.pull() / (below + above) * below * above; // of the own difference along the log-odds of y
        if (!(slope > 0)) {
            return at.y() + delta / at.pull();
        }
        double odds = Math.log(below / above) + delta / slope;
        return lead.low() + (lead.high() - lead.low()) / (1 + Math.exp(-odds));
    }

    /** Whether the lead vanishes between two places exactly if its signs differ. */
    private boolean isSettled(Lead.Point a, Lead.Point b) {
        if (knowledge == Lead.Knowledge.NONE) {
            proven = false;
            return true;
        }
        double delta = Math.abs(b.own() - a.own());
        boolean across = a.lead() * b.lead() <= 0;
        if (!across && Math.abs(a.lead()) + Math.abs(b.lead()) > delta) {
            return true;
        }
        if (knowledge == Lead.Knowledge.CURVATURE) {
            double most = Math.expm1(delta / 2);
            boolean monotone = a.transfer() * b.transfer() > 0
                    && Math.abs(a.transfer()) > most * Math.sqrt(a.ofTarget() * a.ofSource())
                    && Math.abs(b.transfer()) > most * Math.sqrt(b.ofTarget() * b.ofSource());
            double slope = Math.max(steepest(a, most), steepest(b, most));
            if (monotone || (!across && Math.abs(a.lead()) + Math.abs(b.lead()) > slope * delta)) {
                return true;
            }
        }
        if (delta <= SMALLEST) {
            return true; // a double crossing in here would be one by rounding
        }
        if (knowledge == Lead.Knowledge.SLOPE && a.transfer() * b.transfer() > 0) {
            proven = false;
            return true;
        }
        return false;
    }

    /** The steepest that the lead can be within half a step: {@code |dm/dt| = |transfer| / R_e}. */
    private static double steepest(Lead.Point at, double most) {
        return (Math.abs(at.transfer()) + most * Math.sqrt(at.ofTarget() * at.ofSource())) * (1 + most) / at.ofSource();
    }

    /** Between two places of different signs; by the rule of Illinois, along the log-odds of the share. */
    private Lead.Point root(Lead.Point a, Lead.Point b) {
        Lead.Point left = a;
        Lead.Point right = b;
        double ofLeft = a.lead();
        double ofRight = b.lead();
        int side = 0;
        for (int k = 0; k < 200; k++) {
            double to = weighted(left.y(), right.y(), ofLeft / (ofLeft - ofRight));
            if (to == left.y() || to == right.y()) {
                break;
            }
            Optional<Lead.Point> found = lead.at(to);
            if (found.isEmpty()) {
                break;
            }
            Lead.Point middle = found.get();
            if (Math.abs(middle.lead()) <= NOTHING) {
                return middle;
            }
            if (middle.lead() * left.lead() > 0) {
                left = middle;
                ofLeft = middle.lead();
                ofRight = side == -1 ? ofRight / 2 : ofRight;
                side = -1;
            } else {
                right = middle;
                ofRight = middle.lead();
                ofLeft = side == 1 ? ofLeft / 2 : ofLeft;
                side = 1;
            }
        }
        return Math.abs(left.lead()) < Math.abs(right.lead()) ? left : right;
    }

    private double between(double a, double b) {
        return weighted(a, b, 0.5);
    }

    /** A place between two, along the log-odds of the share where both have some. */
    private double weighted(double a, double b, double weight) {
        double from = odds(a);
        double to = odds(b);
        if (Double.isInfinite(from) || Double.isInfinite(to)) {
            return a + weight * (b - a);
        }
        double odds = from + weight * (to - from);
        double y = lead.low() + (lead.high() - lead.low()) / (1 + Math.exp(-odds));
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), y));
    }

    private double odds(double y) {
        return Math.log((y - lead.low()) / (lead.high() - y));
    }
}
