package org.teeter.alignment.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of Python's texts that chat templates use. */
final class StringMethods {
    private static final Set<String> OTHERS = Set.of(
            "casefold",
            "center",
            "encode",
            "expandtabs",
            "format",
            "format_map",
            "index",
            "isalnum",
            "isalpha",
            "isascii",
            "isdecimal",
            "isdigit",
            "isidentifier",
            "islower",
            "isnumeric",
            "isprintable",
            "isspace",
            "istitle",
            "isupper",
            "ljust",
            "maketrans",
            "partition",
            "rfind",
            "rindex",
            "rjust",
            "rpartition",
            "swapcase",
            "title",
            "translate",
            "zfill");

    private StringMethods() {}

    /** The method of this name; null where Python has none. */
    @Nullable
    static Function of(String text, String name) {
        Function method = switch (name) {
            case "strip" -> (a, work) -> strip(text, a.of(name, "chars"), true, true);
            case "lstrip" -> (a, work) -> strip(text, a.of(name, "chars"), true, false);
            case "rstrip" -> (a, work) -> strip(text, a.of(name, "chars"), false, true);
            case "upper" -> (a, work) -> plain(a, name, Text.upper(text));
            case "lower" -> (a, work) -> plain(a, name, Text.lower(text));
            case "capitalize" -> (a, work) -> plain(a, name, Text.capitalized(text));
            case "splitlines" -> (a, work) -> plain(a, name, Text.lines(text));
            case "startswith" -> (a, work) -> affixed(a.of(name, "prefix")[0], text::startsWith);
            case "endswith" -> (a, work) -> affixed(a.of(name, "suffix")[0], text::endsWith);
            case "removeprefix" ->
                (a, work) -> {
                    String prefix = Arguments.text(a.of(name, "prefix")[0]);
                    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
                };
            case "removesuffix" ->
                (a, work) -> {
                    String suffix = Arguments.text(a.of(name, "suffix")[0]);
                    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
                };
            case "split" -> (a, work) -> split(text, a.of(name, "sep", "maxsplit"), false);
            case "rsplit" -> (a, work) -> split(text, a.of(name, "sep", "maxsplit"), true);
            case "replace" ->
                (a, work) -> {
                    Object[] of = a.of(name, "old", "new", "count");
                    return work.made(Text.replaced(text, Arguments.text(of[0]), Arguments.text(of[1]), most(of[2])));
                };
            case "join" ->
                (a, work) -> {
                    List<String> parts = new ArrayList<>();
                    Values.items(a.of(name, "iterable")[0]).forEach(part -> parts.add(Arguments.text(part)));
                    return joined(parts, text, work);
                };
            case "find" ->
                (a, work) -> {
                    int at = text.indexOf(Arguments.text(a.of(name, "sub")[0]));
                    return at < 0 ? -1L : (long) text.codePointCount(0, at);
                };
            case "count" ->
                (a, work) -> Text.split(text, Arguments.text(a.of(name, "sub")[0]), -1)
                                .size()
                        - 1L;
            default -> null;
        };
        if (method == null && OTHERS.contains(name)) {
            throw new TemplateException("the method '" + name + "' of texts is not supported");
        }
        return method;
    }

    static String joined(List<String> parts, String between, Work work) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            work.append(joined, i > 0 ? between : "");
            work.append(joined, parts.get(i));
        }
        return work.made(joined.toString());
    }

    private static Object plain(Arguments none, String name, Object result) {
        none.of(name);
        return result;
    }

    private static long most(Object count) {
        return count instanceof Undefined ? -1 : Arguments.integer(count);
    }

    private static String strip(String text, Object[] of, boolean atStart, boolean atEnd) {
        if (of[0] instanceof Undefined || of[0] == None.NONE) {
            String ended = atEnd ? Text.stripEnd(text) : text;
            return atStart ? Text.stripStart(ended) : ended;
        }
        return Text.strip(text, Arguments.text(of[0]), atStart, atEnd);
    }

    private static boolean affixed(Object affix, java.util.function.Predicate<String> test) {
        return affix instanceof Tuple several
                ? several.values().stream().map(Arguments::text).anyMatch(test)
                : test.test(Arguments.text(affix));
    }

    private static Object split(String text, Object[] of, boolean fromEnd) {
        long most = most(of[1]);
        if (of[0] instanceof Undefined || of[0] == None.NONE) {
            if (most >= 0) {
                throw new TemplateException("split() at white space with a largest number is not supported");
            }
            return Text.words(text);
        }
        String separator = Arguments.text(of[0]);
        if (!fromEnd || most < 0) {
            return Text.split(text, separator, most);
        }
        List<Object> reversed = new ArrayList<>();
        for (Object part : Text.split(reverse(text), reverse(separator), most)) {
            reversed.add(reverse((String) part));
        }
        Collections.reverse(reversed);
        return reversed;
    }

    static String reverse(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
