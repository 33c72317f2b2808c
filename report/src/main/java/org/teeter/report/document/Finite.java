package org.teeter.report.document;

import org.teeter.tabular.bytes.Visible;
import tools.jackson.databind.JsonNode;

/**
 * What every writer of results asks of a number. A result that is NaN or infinite is none: JSON cannot hold it, a table must not, and
 * the data from which it came need another treatment.
 */
public final class Finite {

    private Finite() {}

    /** Thrown instead of writing a number that is none; the message says which. */
    public static final class NotFiniteException extends ArithmeticException {
        private static final long serialVersionUID = 1;

        NotFiniteException(String what, double value) {
            super(what + " comes out as " + value + ", which is no result");
        }
    }

    /** The value itself. */
    public static double required(String what, double value) {
        if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
            throw new NotFiniteException(what, value);
        }
        return value;
    }

    /** A document as indented text, once all of its numbers are known to be some; what would not be seen in a name is written as its code. */
    public static String text(JsonNode document) {
        require(document);
        return Visible.json(JsonText.indented(document));
    }

    /** Refuses a document with a number that is none. */
    public static void require(JsonNode document) {
        requireIn("", document);
    }

    private static void requireIn(String path, JsonNode node) {
        if (node.isNumber()) {
            required(path, node.doubleValue());
        } else if (node.isObject()) {
            node.forEachEntry((name, member) -> requireIn(path.isEmpty() ? name : path + "." + name, member));
        } else if (node.isArray()) {
            for (int k = 0; k < node.size(); k++) {
                requireIn(path + "[" + k + "]", node.get(k));
            }
        }
    }
}
