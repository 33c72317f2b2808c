package org.teeter.serve;

import java.nio.file.Path;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.bytes.Visible;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Data to audit, and what they are called. A file that was dropped lies under a name that we made, which no name in data can be; wherever
 * that name comes up, the reader's own is shown.
 *
 * @param path to read
 * @param label what a person calls it, every character of it to be seen
 */
public record Input(Path path, String label) {

    /** What was named on the command line. */
    public static Input named(Path path) {
        return new Input(path, StandardInput.shown(path));
    }

    boolean isRenamed() {
        return !StandardInput.shown(path).equals(label);
    }

    /** The text with our name replaced by the reader's. */
    String named(String text) {
        return isRenamed()
                ? text.replace(Visible.of(path.toString()), label)
                        .replace(path.toString(), label)
                        .replace(String.valueOf(path.getFileName()), label)
                : text;
    }

    /** The same in every text of a document, which is changed. */
    <T extends JsonNode> T named(T document) {
        if (isRenamed()) {
            rename(document);
        }
        return document;
    }

    private void rename(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : object.propertyNames().toArray(String[]::new)) {
                if (object.get(name) instanceof StringNode text) {
                    object.put(name, named(text.asString()));
                } else {
                    rename(object.get(name));
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int k = 0; k < array.size(); k++) {
                if (array.get(k) instanceof StringNode text) {
                    array.set(k, named(text.asString()));
                } else {
                    rename(array.get(k));
                }
            }
        }
    }
}
