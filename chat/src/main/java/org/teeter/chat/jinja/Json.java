package org.teeter.chat.jinja;

import java.util.List;
import java.util.Map;

/** Values as {@code json.dumps} of Python writes them, letters beyond ASCII as they are. */
final class Json {
    private final Work work;
    private final int indent; // 0: all on one line
    private final Draft out;

    private Json(Work work, int indent) {
        this.work = work;
        this.indent = indent;
        this.out = new Draft(work);
    }

    static String of(Object value, int indent, Work work) {
        Json json = new Json(work, indent);
        json.write(value, 1);
        return json.out.text();
    }

    private void write(Object value, int depth) {
        work.step();
        work.enter();
        if (value instanceof String text) {
            quote(text);
        } else if (value == None.NONE) {
            out.add("null");
        } else if (value instanceof Boolean || value instanceof Long) {
            out.add(value.toString());
        } else if (value instanceof Double x) {
            out.add(Values.written(x));
        } else if (value instanceof List<?> || value instanceof Tuple) {
            List<Object> items = Values.items(value, work);
            out.add('[');
            for (int i = 0; i < items.size(); i++) {
                between(i, depth);
                write(items.get(i), depth + 1);
            }
            close(items.isEmpty(), depth, ']');
        } else if (value instanceof Map<?, ?> map) {
            out.add('{');
            int i = 0;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                between(i++, depth);
                quote(Arguments.text(entry.getKey()));
                out.add(": ");
                write(entry.getValue(), depth + 1);
            }
            close(map.isEmpty(), depth, '}');
        } else {
            throw value instanceof Undefined undefined
                    ? undefined.error()
                    : new TemplateException(Values.type(value) + " has no form in JSON");
        }
        work.leave();
    }

    private void between(int before, int depth) {
        if (indent > 0) {
            out.add(before > 0 ? ",\n" : "\n").add(" ".repeat(indent * depth));
        } else {
            out.add(before > 0 ? ", " : "");
        }
    }

    private void close(boolean empty, int depth, char mark) {
        if (indent > 0 && !empty) {
            out.add('\n').add(" ".repeat(indent * (depth - 1)));
        }
        out.add(mark);
    }

    private void quote(String text) {
        out.add('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int known = "\"\\\n\r\t\b\f".indexOf(c);
            if (known >= 0) {
                out.add('\\').add("\"\\nrtbf".charAt(known));
            } else if (c < 0x20) {
                out.add(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.add(c);
            }
        }
        out.add('"');
    }
}
