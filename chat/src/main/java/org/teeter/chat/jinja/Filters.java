package org.teeter.chat.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What stands after a bar, as far as published chat templates use it. */
final class Filters {
    private static final Set<String> NAMES = Words.of("""
            capitalize count d default first items join last length list lower map reject rejectattr replace
            reverse select selectattr string title tojson trim upper
            """);

    /** Jinja's others: they are refused when a rendering comes to them, which for a chat of texts it may never do. */
    private static final Set<String> OTHERS = Words.of("""
            abs attr batch center dictsort e escape filesizeformat float forceescape format groupby indent int
            max min pprint random round safe slice sort striptags sum truncate unique urlencode urlize wordcount
            wordwrap xmlattr
            """);

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
            case "trim" ->
                StringMethods.strip(Values.string(value, work), arguments.of(name, "chars")[0], true, true, work);
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
                yield new Generated(reversed, false);
            }
            case "items" -> {
                if (!(value instanceof Map<?, ?> || value instanceof Undefined)) {
                    throw new TemplateException("Can only get item pairs from a mapping.");
                }
                yield new Generated(value instanceof Map<?, ?> map ? Access.pairs(map, work) : List.of(), false);
            }
            default -> throw new TemplateException("the filter '" + name + "' is not known");
        };
    }

    private static List<Object> list(Object value, Work work) {
        List<Object> items = Values.items(value, work);
        work.items(items.size());
        return new ArrayList<>(items);
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
        return new Generated(mapped, false);
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
        return new Generated(kept, false);
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
}
