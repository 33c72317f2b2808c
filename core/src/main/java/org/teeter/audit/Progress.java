package org.teeter.audit;

/** Is told now and then how far a long computation has come; called from any thread. */
@FunctionalInterface
public interface Progress {

    /** Says nothing. */
    Progress SILENT = (stage, share) -> {};

    /**
     * The state of things.
     *
     * @param stage what is being done, in a few words
     * @param share of it that is done, in [0, 1]
     */
    void at(String stage, double share);
}
