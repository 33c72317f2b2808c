package org.teeter.report.document;

import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * The documents that programs may rely on. Each names its schema, {@code docs/schema/NAME.schema.json}, by the number of the form:
 * members may be added to a form, and none goes or changes its meaning within one (docs/COMPATIBILITY.md).
 */
public enum PublishedDocument {
    AUDIT,
    FIT,
    NO_FIT,
    NOTHING_TO_FIT,
    RUN;

    private static final int FORM = 1;

    /** The file of the schema is called so, with {@code .schema.json} after it. */
    public String schemaName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the schema is known by, and documents name it by. */
    public String schema() {
        return "urn:teeter:schema:" + schemaName() + ":" + FORM;
    }

    /** Begins a document of this kind. */
    public void begin(ObjectNode document, String version) {
        document.put("teeter", version);
        document.put("schema", schema());
    }
}
