package org.teeter.audit;

/**
 * How much of all targets an audit speaks for. Up to 5,000 items it examines each of them; beyond, it visits pairs by falling
 * bounds of their reach, until what is left cannot matter or the work allowed is done.
 *
 * @param above every target whose sensitivity exceeds this is known to the audit; 0 if all targets were examined
 * @param exhausted whether the search ended at its limit of work: findings below {@code above} may then be missing or have a worse
 *     source than the one named
 * @param solves how many linear systems were solved by the search
 * @param failure an upper bound of the probability that the statement about {@code above} is wrong: 0 if all targets were examined
 */
public record Coverage(double above, boolean exhausted, long solves, double failure) {

    /** Of an audit that examined each of its targets. */
    static final Coverage EVERYTHING = new Coverage(0, false, 0, 0);

    /** Whether the number of targets more sensitive than {@code m} is known, not only a lower bound of it. */
    public boolean isExactAbove(double m) {
        return m >= above;
    }
}
