package org.teeter.serve;

import java.io.IOException;
import java.util.List;
import org.teeter.analysis.Tables;
import org.teeter.analysis.Watcher;

/** Has data read, fitted and audited by the options that the command line was given. */
public interface Auditor {

    /** The models that a reader may choose among; the first is the one that was asked for. */
    List<String> models();

    /** The priors, in the same way. */
    List<String> priors();

    /**
     * Reads, fits and audits; tables, the document and the page go into the files.
     *
     * @param watcher may throw, which ends it
     */
    Audited audit(Input input, Choice choice, Watcher watcher, Tables files) throws IOException;

    /** What ended an audit, as the command line says it: one line, and what to do, a line each. */
    List<String> told(Throwable failure);
}
