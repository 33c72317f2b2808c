package org.teeter.votes;

/** How much may be spent on proving that fewer votes do not tip a claim. */
public enum Proof {
    /** A second at most: for many claims of which none was asked about. */
    BRIEF(1e8, 400),
    /** A few seconds at most. */
    USUAL(6e8, 400),
    /** Minutes: by {@link Exchange} too. */
    THOROUGH(1e10, 4000);

    private final double work;
    private final int mostBranches;

    Proof(double work, int mostBranches) {
        this.work = work;
        this.mostBranches = mostBranches;
    }

    /** How many nodes {@link Branching} may look at, each of which costs the cube of the number of items. */
    int branches(int items) {
        return (int) Math.min(mostBranches, work / Math.pow(items, 3));
    }
}
