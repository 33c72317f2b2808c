package org.teeter.lab.experiment;

/** Something with a name of its own: a run, or its result, which has the run's. */
public interface Keyed {
    /** Equal for equal runs, different for different ones. */
    String key();
}
