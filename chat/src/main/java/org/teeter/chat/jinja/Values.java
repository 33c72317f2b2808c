package org.teeter.chat.jinja;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What Python says of values: whether they are true, equal, what is in them, how they are written. Values are {@link None},
 * {@link Undefined}, booleans, whole numbers ({@link Long}), {@link Double}, {@link String}, {@link List}, {@link Tuple}, {@link Generated},
 * {@link Map}, {@link Namespace}, {@link Loop} and {@link Function}.
 */
final class Values {
    private Values() {}

    static boolean isTrue(Object value) {
        if (value instanceof Boolean b) {
            return b;
        }
        if (value instanceof Long n) {
            return n != 0;
        }
        if (value instanceof Double x) {
            return x != 0;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        if (value instanceof Generated items) {
            return !items.sized() || !items.values().isEmpty();
        }
        if (value instanceof List<?> || value instanceof Tuple) {
            return !(value instanceof Tuple tuple ? tuple.values() : (List<?>) value).isEmpty();
        }
        return value != None.NONE && !(value instanceof Undefined);
    }

    /** What a loop goes through. */
    @SuppressWarnings("unchecked")
    static List<Object> items(Object value, Work work) {
        if (value instanceof List<?> list) {
            return (List<Object>) list;
        }
        if (value instanceof Tuple tuple) {
            return tuple.values();
        }
        if (value instanceof Generated items) {
            return items.values();
        }
        if (value instanceof String text) {
            return Text.characters(text, work);
        }
        if (value instanceof Map<?, ?> map) {
            work.items(map.size());
            return new ArrayList<>(map.keySet());
        }
        if (value instanceof Undefined) {
            return List.of();
        }
        throw new TemplateException(type(value) + " has no items to go through");
    }

    static boolean isIterable(Object value) {
        return value instanceof List<?>
                || value instanceof Tuple
                || value instanceof Generated
                || value instanceof String
                || value instanceof Map<?, ?>
                || value instanceof Undefined;
    }

    static long length(Object value, Work work) {
        if (value instanceof String text) {
            return text.codePointCount(0, text.length());
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        if (value instanceof Generated items && !items.sized()) {
            throw new TemplateException("what a filter makes one by one has no length; make a list of it");
        }
        return items(value, work).size();
    }

    static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof Double || value instanceof Boolean;
    }

    static boolean equal(Object a, Object b, Work work) {
        work.step();
        work.enter();
        boolean equal = areEqual(a, b, work);
        work.leave();
        return equal;
    }

    /** Never by Java's own equals or hash of a list, which for a list that is in itself many times over would not end. */
    private static boolean areEqual(Object a, Object b, Work work) {
        if (isNumber(a) && isNumber(b)) {
            return Arithmetic.compare(a, b, work) == 0;
        }
        if (a instanceof String text) {
            work.through(text.length());
            return text.equals(b);
        }
        if (a instanceof Undefined && b instanceof Undefined) {
            return true;
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            work.through(64L * x.size());
            boolean equal = x.keySet().equals(y.keySet());
            for (Object key : equal ? x.keySet() : List.of()) {
                equal &= equal(value(x, key), value(y, key), work);
            }
            return equal;
        }
        boolean lists = (a instanceof List<?> && b instanceof List<?>) || (a instanceof Tuple && b instanceof Tuple);
        if (!lists) {
            return a == b;
        }
        List<Object> x = items(a, work);
        List<Object> y = items(b, work);
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (!equal(x.get(i), y.get(i), work)) {
                return false;
            }
        }
        return true;
    }

    private static Object value(Map<?, ?> map, Object key) {
        Object value = map.get(key);
        return value == null ? None.NONE : value;
    }

    /** {@code value in container}. */
    static boolean contains(Object container, Object value, Work work) {
        if (container instanceof String text) {
            String part = Arguments.text(value);
            work.search(text.length(), part.length());
            return text.contains(part);
        }
        if (container instanceof Map<?, ?> map) {
            return value instanceof String && map.containsKey(value);
        }
        for (Object item : items(container, work)) {
            if (equal(item, value, work)) {
                return true;
            }
        }
        return false;
    }

    /** As it is printed. */
    static String string(Object value, Work work) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Undefined) {
            return "";
        }
        Draft out = new Draft(work);
        represent(value, out, work);
        return out.text();
    }

    /** As it is printed inside a list. */
    private static void represent(Object value, Draft out, Work work) {
        work.step();
        work.enter();
        if (value instanceof String text) {
            quote(text, out);
        } else if (value instanceof Boolean b) {
            out.add(b ? "True" : "False");
        } else if (value == None.NONE) {
            out.add("None");
        } else if (value instanceof Long n) {
            out.add(Long.toString(n));
        } else if (value instanceof Double x) {
            out.add(written(x));
        } else if (value instanceof List<?>) {
            list(items(value, work), "[", "]", out, work);
        } else if (value instanceof Tuple tuple) {
            list(tuple.values(), "(", tuple.values().size() == 1 ? ",)" : ")", out, work);
        } else if (value instanceof Map<?, ?> map) {
            String before = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.add(before);
                represent(entry.getKey(), out, work);
                out.add(": ");
                represent(entry.getValue(), out, work);
                before = ", ";
            }
            out.add(map.isEmpty() ? "{}" : "}");
        } else {
            throw new TemplateException(type(value) + " cannot be printed");
        }
        work.leave();
    }

    private static void list(List<Object> values, String open, String close, Draft out, Work work) {
        out.add(open);
        for (int i = 0; i < values.size(); i++) {
            out.add(i > 0 ? ", " : "");
            represent(values.get(i), out, work);
        }
        out.add(close);
    }

    private static void quote(String text, Draft out) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.add(quote);
        text.codePoints().forEach(c -> {
            int known = "\\\n\r\t".indexOf(c);
            if (known >= 0 || c == quote) {
                out.add('\\').add(known < 0 ? quote : "\\nrt".charAt(known));
            } else if (Text.isPrinted(c)) {
                out.add(c);
            } else {
                String form = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
                out.add(String.format(java.util.Locale.ROOT, form, c));
            }
        });
        out.add(quote);
    }

    /** A number as Python writes it, within the range where that is without an exponent. */
    static String written(double x) {
        double size = Math.abs(x);
        if (x != 0 && !(size >= 1e-4 && size < 1e16)) {
            throw new TemplateException("the number " + x + " is too large or too small to be written here");
        }
        String plain = new BigDecimal(Double.toString(x)).toPlainString();
        String sign = x == 0 && 1 / x < 0 ? "-" : "";
        return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
    }

    /** For messages. */
    static String type(Object value) {
        if (value instanceof Undefined undefined) {
            return "something that is not there (" + undefined.reason() + ")";
        }
        if (value instanceof String) {
            return "a text";
        }
        if (value instanceof Boolean) {
            return "a truth value";
        }
        if (isNumber(value)) {
            return "a number";
        }
        if (value instanceof Map<?, ?>) {
            return "a dictionary";
        }
        if (isIterable(value)) {
            return "a list";
        }
        return value == None.NONE ? "None" : value instanceof Function ? "a function" : "an object";
    }
}
