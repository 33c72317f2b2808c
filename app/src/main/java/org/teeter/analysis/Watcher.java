package org.teeter.analysis;

/** Is told how far an analysis has come: of reading, of what follows, and when each stage ends. */
public interface Watcher extends org.teeter.audit.Progress, org.teeter.tabular.bytes.Progress {

    /** The named stage has just ended. */
    void ended(String stage);
}
