package org.teeter.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is inside of values: {@code a.b}, {@code a[b]}, {@code a[b:c:d]}. */
final class Access {
    /** What Python's dictionaries and lists can do besides; a chat template may not change what it was given. */
    private static final Set<String> OTHER_METHODS = Words.of("""
            append clear copy extend fromkeys insert pop popitem remove reverse setdefault sort update
            """);

    private Access() {}

    static Object attribute(Object value, String name, Work work) {
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (name.startsWith("_")) {
            throw new TemplateException("access to attribute '" + name + "' is unsafe");
        }
        if (value instanceof Namespace namespace) {
            return orUndefined(namespace.names().get(name), value, name, work);
        }
        if (value instanceof Loop loop) {
            return loop.attribute(name);
        }
        if (value instanceof String text) {
            return orUndefined(StringMethods.of(text, name), value, name, work);
        }
        if (value instanceof Map<?, ?> map) {
            Object method = dictionaryMethod(map, name);
            return method != null ? method : orUndefined(map.get(name), value, name, work);
        }
        if (value instanceof List<?> && OTHER_METHODS.contains(name)) {
            throw unsafe(name);
        }
        return orUndefined(null, value, name, work);
    }

    private static TemplateException unsafe(String name) {
        return new TemplateException("access to attribute '" + name + "' is unsafe, or not supported");
    }

    private static Object orUndefined(@Nullable Object found, Object in, String name, Work work) {
        if (found != null) {
            return found;
        }
        work.take(2L * name.length() + 192);
        return new Undefined(Values.type(in) + " has no attribute '" + name + "'");
    }

    @Nullable
    private static Object dictionaryMethod(Map<?, ?> map, String name) {
        Function method = switch (name) {
            case "items" ->
                (arguments, work) -> {
                    arguments.of("items");
                    return new Generated(pairs(map, work), true);
                };
            case "keys" ->
                (arguments, work) -> {
                    arguments.of("keys");
                    return new Generated(Values.items(map, work), true);
                };
            case "values" ->
                (arguments, work) -> {
                    arguments.of("values");
                    work.items(map.size());
                    return new Generated(new ArrayList<>(map.values()), true);
                };
            case "get" ->
                (arguments, work) -> {
                    Object[] a = arguments.of("get", "key", "default");
                    Object found = a[0] instanceof String ? map.get(a[0]) : null;
                    return found != null ? found : a[1] instanceof Undefined ? None.NONE : a[1];
                };
            default -> null;
        };
        if (method == null && OTHER_METHODS.contains(name)) {
            throw unsafe(name);
        }
        return method;
    }

    /** Keys and values, pair by pair. */
    static List<Object> pairs(Map<?, ?> map, Work work) {
        work.take(96L * (1 + map.size()));
        List<Object> pairs = new ArrayList<>();
        map.forEach((key, value) -> pairs.add(new Tuple(List.of(key, value))));
        return pairs;
    }

    static Object item(Object value, Object key, Work work) {
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (key instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (value instanceof Map<?, ?> map) {
            Object found = key instanceof String ? map.get(key) : null; // all keys are texts
            if (found != null) {
                return found;
            }
        } else if (Values.isNumber(key) && !(key instanceof Double)) {
            if (!(value instanceof Generated) && Values.isIterable(value)) {
                long size = Values.length(value, work);
                long index = Arithmetic.whole(key);
                long at = index < 0 ? index + size : index;
                if (at < 0 || at >= size) {
                    work.take(256);
                    return new Undefined(Values.type(value) + " has no element " + index);
                }
                return value instanceof String text
                        ? Character.toString(text.codePointAt(text.offsetByCodePoints(0, (int) at)))
                        : Values.items(value, work).get((int) at);
            }
        }
        if (key instanceof String name) {
            return attribute(value, name, work);
        }
        work.take(256);
        return new Undefined(Values.type(value) + " has no such element");
    }

    /** {@code value[start:stop:step]}; what is {@link None} is left out. */
    static Object slice(Object value, Object start, Object stop, Object step, Work work) {
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (!(value instanceof String || value instanceof List<?> || value instanceof Tuple)) {
            throw new TemplateException(Values.type(value) + " cannot be sliced");
        }
        long by = step == None.NONE ? 1 : Arguments.integer(step);
        if (by == 0) {
            throw new TemplateException("slice step cannot be zero");
        }
        long size = Values.length(value, work);
        long lowest = by > 0 ? 0 : -1;
        long highest = by > 0 ? size : size - 1;
        long from = start == None.NONE ? (by > 0 ? lowest : highest) : bounded(start, size, lowest, highest);
        long to = stop == None.NONE ? (by > 0 ? highest : lowest) : bounded(stop, size, lowest, highest);
        if (value instanceof String text && by == 1) {
            work.text(text.length());
            int begin = text.offsetByCodePoints(0, (int) from);
            return text.substring(begin, text.offsetByCodePoints(begin, (int) Math.max(0, to - from)));
        }
        List<Object> items = Values.items(value, work);
        work.items(size);
        List<Object> taken = new ArrayList<>();
        long at = from;
        while (by > 0 ? at < to : at > to) {
            taken.add(items.get((int) at));
            if (Math.abs(by) > size) {
                break; // and no overflow
            }
            at += by;
        }
        if (value instanceof String) {
            Draft text = new Draft(work);
            taken.forEach(character -> text.add((String) character));
            return text.text();
        }
        return value instanceof Tuple ? new Tuple(taken) : taken;
    }

    private static long bounded(Object bound, long size, long lowest, long highest) {
        long at = Arguments.integer(bound);
        return Math.max(lowest, Math.min(highest, at < 0 ? at + size : at));
    }

    /** A dictionary of these keys, which must be texts, and values. */
    static Map<String, Object> dictionary(List<Object> keys, List<Object> values, Work work) {
        work.take(64L * (1 + keys.size()));
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            map.put(Arguments.text(keys.get(i)), values.get(i));
        }
        return map;
    }
}
