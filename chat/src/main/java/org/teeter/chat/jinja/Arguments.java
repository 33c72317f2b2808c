package org.teeter.chat.jinja;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a function is called with. */
record Arguments(List<Object> positional, Map<String, Object> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());

    /** Those of a function that has these parameters, {@link Undefined} where there is none. */
    Object[] of(String function, String... parameters) {
        if (positional.size() > parameters.length) {
            throw new TemplateException(
                    function + "() takes " + parameters.length + " arguments, got " + positional.size());
        }
        Map<String, Object> left = new LinkedHashMap<>(named);
        Object[] values = new Object[parameters.length];
        for (int i = 0; i < values.length; i++) {
            Object byName = left.remove(parameters[i]);
            if (i < positional.size()) {
                if (byName != null) {
                    throw new TemplateException(function + "() got '" + parameters[i] + "' twice");
                }
                values[i] = positional.get(i);
            } else {
                values[i] = byName == null
                        ? new Undefined(function + "() needs an argument '" + parameters[i] + "'")
                        : byName;
            }
        }
        if (!left.isEmpty()) {
            throw new TemplateException(
                    function + "() has no argument '" + left.keySet().iterator().next() + "' here");
        }
        return values;
    }

    /** Without the first n. */
    Arguments from(int n) {
        return new Arguments(positional.subList(Math.min(n, positional.size()), positional.size()), named);
    }

    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw value instanceof Undefined undefined
                ? undefined.error()
                : new TemplateException("a text is needed, got " + Values.type(value));
    }

    static long integer(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw value instanceof Undefined undefined
                ? undefined.error()
                : new TemplateException("a whole number is needed, got " + Values.type(value));
    }
}
