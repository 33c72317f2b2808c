package org.teeter.report.document;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What an audit found, of one problem or of many: sentences, and documents that say the same. */
public interface AuditReport {

    /** The verdict, the headline first; names stand between the marks that {@link Verdict} explains. */
    List<String> sentences();

    /** The findings, the worst first. */
    List<NamedFinding> findings();

    /** What the losses that were named make of them. */
    Losses losses();

    /** The contents of {@code audit.json}. */
    ObjectNode json();

    /**
     * The data object of the page.
     *
     * @param json {@link #json}
     */
    ObjectNode page(ObjectNode json, String created);
}
