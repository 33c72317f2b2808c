package org.teeter.data;

/** What becomes of ties in a {@link ComparisonGraph}; {@link Outcome#BOTH_BAD} is one. */
public enum Ties {
    /** Half a win for each. */
    HALF,
    /** Left out. */
    DROP,
    /** An outcome of its own, for models that predict ties. */
    KEEP
}
