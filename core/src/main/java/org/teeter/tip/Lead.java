package org.teeter.tip;

import java.util.Optional;

/** The lead of one item over another beyond a threshold, as a function of one observed share y. */
interface Lead {

    /** How far a lead can be known between two places. */
    enum Knowledge {
        /** Nothing: what happens between two places is taken from them alone. */
        NONE,
        /** No difference of scores moves by more than that of the source's own pair: true of log-concave links. */
        SLOPE,
        /** Besides, no conductance changes by more than e^δ while that difference moves by δ: true of Bradley-Terry. */
        CURVATURE
    }

    /**
     * The lead at one share.
     *
     * @param y the share
     * @param lead of i over j, less the threshold's
     * @param own the difference x_e of the source's pair
     * @param pull {@code dx_e/dy}
     * @param transfer {@code b_ijᵀ H⁺ b_e}
     * @param ofSource {@code R_e}
     * @param ofTarget {@code R_ij}
     */
    record Point(double y, double lead, double own, double pull, double transfer, double ofSource, double ofTarget) {}

    /** Where the data are. */
    double y();

    /** The least share that there can be. */
    double low();

    /** The largest share that there can be. */
    double high();

    Knowledge knowledge();

    /** The lead after a refit; empty where there is no finite fit. */
    Optional<Point> at(double y);
}
