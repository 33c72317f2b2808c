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
            "callable",
            "defined",
            "divisibleby",
            "even",
            "false",
            "float",
            "in",
            "integer",
            "iterable",
            "lower",
            "mapping",
            "none",
            "number",
            "odd",
            "sameas",
            "sequence",
            "string",
            "true",
            "undefined",
            "upper");

    private Tests() {}

    static boolean has(String name) {
        return NAMES.contains(name) || OTHER_NAMES.containsKey(name) || OTHER_NAMES.containsValue(name);
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
            case "divisibleby" -> {
                return Arithmetic.apply("%", value, argument(arguments, called), work)
                        .equals(0L);
            }
            case "sameas" -> {
                Object other = argument(arguments, called);
                if (value instanceof Boolean || value == None.NONE || other instanceof Boolean || other == None.NONE) {
                    return value.equals(other);
                }
                throw new TemplateException("sameas is supported for true, false and none alone");
            }
            default -> arguments.of(called);
        }
        return switch (name) {
            case "boolean" -> value instanceof Boolean;
            case "callable" -> value instanceof Function;
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
            case "even" -> Arithmetic.apply("%", value, 2L, work).equals(0L);
            case "odd" -> Arithmetic.apply("%", value, 2L, work).equals(1L);
            case "lower", "upper" -> cased(Values.string(value, work), name.equals("upper"), work);
            default -> throw new TemplateException("the test '" + called + "' is not known");
        };
    }

    private static Object argument(Arguments arguments, String test) {
        return arguments.of(test, "other")[0];
    }

    private static boolean cased(String text, boolean upper, Work work) {
        String large = Text.upper(text, work);
        String small = Text.lower(text, work);
        return !large.equals(small) && text.equals(upper ? large : small);
    }
}
