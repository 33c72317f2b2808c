package org.teeter.tabular.meaning;

import org.teeter.tabular.row.BadRow;

/** A row whose label says nothing that is known. */
public final class UnknownLabel extends BadRow {
    private static final long serialVersionUID = 1;

    private final String label;

    public UnknownLabel(String reason, String label) {
        super(reason);
        this.label = label;
    }

    public String label() {
        return label;
    }
}
