package org.teeter.report.document;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.MinimalPrettyPrinter;
import tools.jackson.databind.JsonNode;

/**
 * A tree of JSON as text, the same as its mapper writes. The mapper, which can turn any class into JSON, takes longer to start than the
 * audit of a small file.
 */
public final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String LINE_END = System.lineSeparator();

    private JsonText() {}

    /** On one line, without a space. */
    public static String compact(JsonNode tree) {
        return written(tree, ObjectWriteContext.empty());
    }

    /** On a line for each member. */
    public static String indented(JsonNode tree) {
        return written(tree, new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return new Lines();
            }
        });
    }

    private static String written(JsonNode tree, ObjectWriteContext context) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(context, text)) {
            write(tree, out);
        }
        return text.toString();
    }

    private static void write(JsonNode node, JsonGenerator out) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                node.forEachEntry((name, member) -> {
                    out.writeName(name);
                    write(member, out);
                });
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                node.forEach(element -> write(element, out));
                out.writeEndArray();
            }
            case STRING -> out.writeString(node.stringValue());
            case NUMBER -> number(node, out);
            case BOOLEAN -> out.writeBoolean(node.booleanValue());
            case NULL -> out.writeNull();
            default -> throw new IllegalArgumentException("JSON has no " + node.getNodeType());
        }
    }

    /** As the library's own printer has it, which takes longer to start than to write a document. */
    private static final class Lines extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1;

        private int depth;

        @Override
        public void writeStartObject(JsonGenerator out) {
            out.writeRaw('{');
            depth++;
        }

        @Override
        public void beforeObjectEntries(JsonGenerator out) {
            line(out);
        }

        @Override
        public void writeObjectNameValueSeparator(JsonGenerator out) {
            out.writeRaw(" : ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator out) {
            out.writeRaw(',');
            line(out);
        }

        @Override
        public void writeEndObject(JsonGenerator out, int members) {
            depth--;
            if (members > 0) {
                line(out);
            } else {
                out.writeRaw(' ');
            }
            out.writeRaw('}');
        }

        @Override
        public void beforeArrayValues(JsonGenerator out) {
            out.writeRaw(' ');
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator out) {
            out.writeRaw(", ");
        }

        @Override
        public void writeEndArray(JsonGenerator out, int elements) {
            out.writeRaw(" ]");
        }

        private void line(JsonGenerator out) {
            out.writeRaw(LINE_END);
            for (int k = 0; k < depth; k++) {
                out.writeRaw("  ");
            }
        }
    }

    private static void number(JsonNode node, JsonGenerator out) {
        switch (node.numberType()) {
            case INT -> out.writeNumber(node.intValue());
            case LONG -> out.writeNumber(node.longValue());
            case BIG_INTEGER -> out.writeNumber(node.bigIntegerValue());
            case FLOAT -> out.writeNumber(node.floatValue());
            case DOUBLE -> out.writeNumber(node.doubleValue());
            case BIG_DECIMAL -> out.writeNumber(node.decimalValue());
        }
    }
}
