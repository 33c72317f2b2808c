package org.teeter.chat.jinja;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands after {@code is}. */
final class Tests {
    private static final Set<String> ORDERS = Set.of("<", "<=", ">", ">=");
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("equalto", "=="),
            Map.entry("eq", "=="),
            Map.entry("ne", "!="),
            Map.entry("lt", "<"),
            Map.entry("lessthan", "<"),
            Map.entry("le", "<="),
            Map.entry("gt", ">"),
            Map.entry("greaterthan", ">"),
            Map.entry("ge", ">="));
    private static final Set<String> NAMES = Set.of(
            "boolean",
            "defined",
            "false",
            "float",
            "in",
            "integer",
            "iterable",
            "mapping",
            "none",
            "number",
            "sequence",
            "string",
            "true",
            "undefined");

    /** Jinja's others: they are refused when a rendering comes to them. */
    private static final Set<String> OTHERS =
            Set.of("callable", "divisibleby", "escaped", "even", "filter", "lower", "odd", "sameas", "test", "upper");

    private Tests() {}

    static boolean has(String name) {
        return NAMES.contains(name)
                || OTHERS.contains(name)
                || OTHER_NAMES.containsKey(name)
                || OTHER_NAMES.containsValue(name);
    }

    static boolean holds(String called, Object value, Arguments arguments, Work work) {
        String name = OTHER_NAMES.getOrDefault(called, called);
        if (ORDERS.contains(name)) {
            return Arithmetic.inOrder(name, value, argument(arguments, called), work);
        }
        switch (name) {
            case "==" -> {
                return Values.equal(value, argument(arguments, called), work);
            }
            case "!=" -> {
                return !Values.equal(value, argument(arguments, called), work);
            }
            case "in" -> {
                return Values.contains(argument(arguments, called), value, work);
            }
            default -> {
                if (OTHERS.contains(name)) {
                    throw new TemplateException("the test '" + called + "' is not supported");
                }
                arguments.of(called);
            }
        }
        return switch (name) {
            case "boolean" -> value instanceof Boolean;
            case "defined" -> !(value instanceof Undefined);
            case "undefined" -> value instanceof Undefined;
            case "none" -> value == None.NONE;
            case "true" -> value.equals(true);
            case "false" -> value.equals(false);
            case "float" -> value instanceof Double;
            case "integer" -> value instanceof Long;
            case "number" -> Values.isNumber(value);
            case "string" -> value instanceof String;
            case "mapping" -> value instanceof Map<?, ?>;
            case "iterable" -> Values.isIterable(value);
            case "sequence" ->
                value instanceof String
                        || value instanceof List<?>
                        || value instanceof Tuple
                        || value instanceof Map<?, ?>
                        || value instanceof Undefined;
            default -> throw new TemplateException("the test '" + called + "' is not known");
        };
    }

    private static Object argument(Arguments arguments, String test) {
        return arguments.of(test, "other")[0];
    }
}
