package org.teeter.chat.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What stands after a bar. */
final class Filters {
    private static final Set<String> NAMES = Set.of(
            "abs",
            "capitalize",
            "count",
            "d",
            "default",
            "first",
            "float",
            "indent",
            "int",
            "items",
            "join",
            "last",
            "length",
            "list",
            "lower",
            "map",
            "max",
            "min",
            "reject",
            "rejectattr",
            "replace",
            "reverse",
            "select",
            "selectattr",
            "sort",
            "string",
            "sum",
            "title",
            "tojson",
            "trim",
            "unique",
            "upper");

    /** Jinja's others: they are refused when a rendering comes to them, which for a chat of texts it may never do. */
    private static final Set<String> OTHERS = Set.of(
            "attr",
            "batch",
            "center",
            "dictsort",
            "e",
            "escape",
            "filesizeformat",
            "forceescape",
            "format",
            "groupby",
            "pprint",
            "random",
            "round",
            "safe",
            "slice",
            "striptags",
            "truncate",
            "urlencode",
            "urlize",
            "wordcount",
            "wordwrap",
            "xmlattr");

    private Filters() {}

    static boolean has(String name) {
        return NAMES.contains(name) || OTHERS.contains(name);
    }

    static Object apply(String name, Object value, Arguments arguments, Work work) {
        work.step();
        work.enter(); // a map of maps of maps
        Object result = applied(name, value, arguments, work);
        work.leave();
        return result;
    }

    private static Object applied(String name, Object value, Arguments arguments, Work work) {
        return switch (name) {
            case "d", "default" -> {
                Object[] of = arguments.of(name, "default_value", "boolean");
                boolean replaced = value instanceof Undefined || (Values.isTrue(of[1]) && !Values.isTrue(value));
                yield !replaced ? value : of[0] instanceof Undefined ? "" : of[0];
            }
            case "map" -> mapped(value, arguments, work);
            case "select", "reject" -> selected(value, arguments, name.equals("select"), work);
            case "selectattr", "rejectattr" -> selectedByAttribute(value, arguments, name.equals("selectattr"), work);
            case "join" -> {
                Object[] of = arguments.of(name, "d", "attribute");
                List<String> parts = new ArrayList<>();
                for (Object item : Values.items(value, work)) {
                    work.take(16);
                    parts.add(Values.string(of[1] instanceof Undefined ? item : attribute(item, of[1], work), work));
                }
                yield StringMethods.joined(parts, of[0] instanceof Undefined ? "" : Values.string(of[0], work), work);
            }
            case "replace" -> {
                Object[] of = arguments.of(name, "old", "new", "count");
                long most = of[2] instanceof Undefined || of[2] == None.NONE ? -1 : Arguments.integer(of[2]);
                yield Text.replaced(
                        Values.string(value, work), Values.string(of[0], work), Values.string(of[1], work), most, work);
            }
            case "trim" -> {
                Object[] of = arguments.of(name, "chars");
                String text = Values.string(value, work);
                work.text(text.length());
                yield of[0] instanceof Undefined || of[0] == None.NONE
                        ? Text.strip(text)
                        : Text.strip(text, StringMethods.set(of[0], text, work), true, true);
            }
            case "indent" -> indented(Values.string(value, work), arguments, work);
            case "tojson" -> {
                Object[] of = arguments.of(name, "ensure_ascii", "indent");
                if (Values.isTrue(of[0])) {
                    throw new TemplateException("tojson is supported without ensure_ascii alone");
                }
                long indent = of[1] instanceof Undefined || of[1] == None.NONE ? 0 : Arguments.integer(of[1]);
                if (indent < 0 || indent > 16 || (indent == 0 && of[1] instanceof Long)) {
                    throw new TemplateException("tojson is supported with an indent of 1 to 16, got " + indent);
                }
                yield Json.of(value, (int) indent, work);
            }
            case "sort" -> {
                Object[] of = arguments.of(name, "reverse");
                List<Object> sorted = list(value, work);
                Comparator<Object> order = (a, b) -> Arithmetic.compare(folded(a, work), folded(b, work), work);
                sorted.sort(Values.isTrue(of[0]) ? order.reversed() : order);
                yield sorted;
            }
            case "sum" -> {
                arguments.of(name);
                Object sum = 0L;
                for (Object item : Values.items(value, work)) {
                    work.step();
                    sum = Arithmetic.apply("+", sum, item, work);
                }
                yield sum;
            }
            case "int", "float" -> {
                arguments.of(name);
                yield number(value, name.equals("int"), work);
            }
            default -> {
                if (OTHERS.contains(name)) {
                    throw new TemplateException("the filter '" + name + "' is not supported");
                }
                arguments.of(name);
                yield plain(name, value, work);
            }
        };
    }

    /** Filters without arguments. */
    private static Object plain(String name, Object value, Work work) {
        return switch (name) {
            case "upper" -> Text.upper(Values.string(value, work), work);
            case "lower" -> Text.lower(Values.string(value, work), work);
            case "capitalize" -> Text.capitalized(Values.string(value, work), work);
            case "title" -> titled(Values.string(value, work), work);
            case "string" -> Values.string(value, work);
            case "length", "count" -> Values.length(value, work);
            case "list" -> list(value, work);
            case "first", "last" -> {
                List<Object> items = Values.items(value, work);
                yield items.isEmpty()
                        ? new Undefined("there is no " + name + " item")
                        : items.get(name.equals("first") ? 0 : items.size() - 1);
            }
            case "reverse" -> {
                if (value instanceof String text) {
                    yield StringMethods.reverse(text, work);
                }
                List<Object> reversed = list(value, work);
                Collections.reverse(reversed);
                yield new Items(reversed, false);
            }
            case "items" -> {
                if (!(value instanceof Map<?, ?> || value instanceof Undefined)) {
                    throw new TemplateException("Can only get item pairs from a mapping.");
                }
                yield new Items(value instanceof Map<?, ?> map ? Access.pairs(map, work) : List.of(), false);
            }
            case "unique" -> {
                Map<Object, Object> seen = new LinkedHashMap<>();
                for (Object item : Values.items(value, work)) {
                    work.take(64);
                    if (!(item instanceof String || item instanceof Long)) {
                        throw new TemplateException("unique is supported for texts and whole numbers alone");
                    }
                    seen.putIfAbsent(folded(item, work), item);
                }
                yield new Items(new ArrayList<>(seen.values()), false);
            }
            case "max", "min" -> {
                int sign = name.equals("max") ? 1 : -1;
                Object best = new Undefined("No aggregated item, sequence was empty.");
                boolean first = true;
                for (Object item : Values.items(value, work)) {
                    if (first || sign * Arithmetic.compare(folded(item, work), folded(best, work), work) > 0) {
                        best = item;
                        first = false;
                    }
                }
                yield best;
            }
            case "abs" -> Arithmetic.compare(value, 0L, work) < 0 ? Arithmetic.negated(value) : value;
            default -> throw new TemplateException("the filter '" + name + "' is not known");
        };
    }

    private static List<Object> list(Object value, Work work) {
        List<Object> items = Values.items(value, work);
        work.items(items.size());
        return new ArrayList<>(items);
    }

    private static Object folded(Object value, Work work) {
        return value instanceof String text ? Text.lower(text, work) : value;
    }

    /** An attribute by a path as {@code function.name}. */
    private static Object attribute(Object item, Object path, Work work) {
        Object value = item;
        work.take(32L * Arguments.text(path).length());
        for (String part : Arguments.text(path).split("\\.", -1)) {
            value = Access.item(value, part.matches("\\d{1,9}") ? (Object) Long.valueOf(part) : part, work);
        }
        return value;
    }

    private static Object mapped(Object value, Arguments arguments, Work work) {
        List<Object> mapped = new ArrayList<>();
        if (arguments.positional().isEmpty()) {
            Object[] of = arguments.of("map", "attribute", "default");
            for (Object item : Values.items(value, work)) {
                work.take(16);
                Object found = attribute(item, of[0], work);
                mapped.add(found instanceof Undefined && !(of[1] instanceof Undefined) ? of[1] : found);
            }
        } else {
            String filter = Arguments.text(arguments.positional().get(0));
            for (Object item : Values.items(value, work)) {
                work.take(16);
                mapped.add(apply(filter, item, arguments.from(1), work));
            }
        }
        return new Items(mapped, false);
    }

    private static Object selected(Object value, Arguments arguments, boolean wanted, Work work) {
        return filtered(value, wanted, item -> test(item, arguments, work), work);
    }

    private static Object selectedByAttribute(Object value, Arguments arguments, boolean wanted, Work work) {
        if (arguments.positional().isEmpty()) {
            throw new TemplateException("selectattr and rejectattr need the name of an attribute");
        }
        Object path = arguments.positional().get(0);
        return filtered(value, wanted, item -> test(attribute(item, path, work), arguments.from(1), work), work);
    }

    private static boolean test(Object value, Arguments arguments, Work work) {
        work.step();
        if (arguments.positional().isEmpty()) {
            return Values.isTrue(value);
        }
        return Tests.holds(Arguments.text(arguments.positional().get(0)), value, arguments.from(1), work);
    }

    private static Object filtered(Object value, boolean wanted, Predicate<Object> test, Work work) {
        List<Object> kept = new ArrayList<>();
        for (Object item : Values.items(value, work)) {
            work.take(16);
            if (test.test(item) == wanted) {
                kept.add(item);
            }
        }
        return new Items(kept, false);
    }

    private static String indented(String text, Arguments arguments, Work work) {
        Object[] of = arguments.of("indent", "width", "first", "blank");
        String by;
        if (of[0] instanceof String given) {
            by = given;
        } else {
            long width = of[0] instanceof Undefined ? 4 : Math.max(0, Arguments.integer(of[0]));
            work.text(width);
            by = " ".repeat((int) width);
        }
        work.text(text.length() + 1L);
        Draft indented = new Draft(work);
        boolean first = true;
        for (Object line : Text.lines(text + "\n", work)) {
            boolean moved = first ? Values.isTrue(of[1]) : Values.isTrue(of[2]) || !((String) line).isEmpty();
            indented.add(first ? "" : "\n").add(moved ? by : "").add((String) line);
            first = false;
        }
        return indented.text();
    }

    private static String titled(String text, Work work) {
        work.take(96L * text.length());
        StringBuilder titled = new StringBuilder();
        boolean start = true;
        for (int c : text.codePoints().toArray()) {
            String letter = Character.toString(c);
            titled.append(start ? Text.upper(letter, work) : Text.lower(letter, work));
            start = Text.isSpace(c) || "-({[<".indexOf(c) >= 0;
        }
        return titled.toString();
    }

    private static Object number(Object value, boolean whole, Work work) {
        work.text(value instanceof String written ? written.length() : 0);
        String text = value instanceof String written ? Text.strip(written) : "";
        if (text.matches("[-+]?\\d{1,18}")) {
            return whole ? (Object) Long.valueOf(text) : Double.valueOf(text);
        }
        if (text.matches("[-+]?\\d{1,15}\\.\\d{1,15}")) {
            double x = Double.parseDouble(text);
            return whole ? (Object) (long) x : x;
        }
        if (value instanceof Double x) {
            if (whole && Math.abs(x) >= 0x1p63) {
                throw new TemplateException("the number " + x + " is too large for a whole number here");
            }
            return whole ? (Object) x.longValue() : x;
        }
        if (Values.isNumber(value)) {
            return whole ? (Object) Arithmetic.whole(value) : (double) Arithmetic.whole(value);
        }
        if (value instanceof String) {
            throw new TemplateException("the text '" + value + "' is no plain number");
        }
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
        return whole ? (Object) 0L : 0.0; // as Jinja has it
    }
}
