package org.teeter.chat.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The methods of Python's texts that chat templates use. */
final class StringMethods {
    private static final Set<String> OTHERS = Words.of("""
            casefold center encode expandtabs format format_map index isalnum isalpha isascii isdecimal isdigit
            isidentifier islower isnumeric isprintable isspace istitle isupper ljust maketrans partition rfind
            rindex rjust rpartition swapcase title translate zfill
            """);

    private StringMethods() {}

    /** The method of this name; null where Python has none. */
    @Nullable
    static Function of(String text, String name) {
        Function method = switch (name) {
            case "strip" -> (a, work) -> strip(text, a.of(name, "chars")[0], true, true, work);
            case "lstrip" -> (a, work) -> strip(text, a.of(name, "chars")[0], true, false, work);
            case "rstrip" -> (a, work) -> strip(text, a.of(name, "chars")[0], false, true, work);
            case "upper" -> (a, work) -> plain(a, name, Text.upper(text, work));
            case "lower" -> (a, work) -> plain(a, name, Text.lower(text, work));
            case "capitalize" -> (a, work) -> plain(a, name, Text.capitalized(text, work));
            case "splitlines" -> (a, work) -> plain(a, name, Text.lines(text, work));
            case "startswith" -> (a, work) -> affixed(a.of(name, "prefix")[0], text::startsWith, work);
            case "endswith" -> (a, work) -> affixed(a.of(name, "suffix")[0], text::endsWith, work);
            case "removeprefix" ->
                (a, work) -> {
                    String prefix = Arguments.text(a.of(name, "prefix")[0]);
                    work.text(text.length());
                    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
                };
            case "removesuffix" ->
                (a, work) -> {
                    String suffix = Arguments.text(a.of(name, "suffix")[0]);
                    work.text(text.length());
                    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
                };
            case "split" -> (a, work) -> split(text, a.of(name, "sep", "maxsplit"), false, work);
            case "rsplit" -> (a, work) -> split(text, a.of(name, "sep", "maxsplit"), true, work);
            case "replace" ->
                (a, work) -> {
                    Object[] of = a.of(name, "old", "new", "count");
                    return Text.replaced(text, Arguments.text(of[0]), Arguments.text(of[1]), most(of[2]), work);
                };
            case "join" ->
                (a, work) -> {
                    List<String> parts = new ArrayList<>();
                    for (Object part : Values.items(a.of(name, "iterable")[0], work)) {
                        work.take(16);
                        parts.add(Arguments.text(part));
                    }
                    return joined(parts, text, work);
                };
            case "find" ->
                (a, work) -> {
                    String sub = Arguments.text(a.of(name, "sub")[0]);
                    work.search(text.length(), sub.length());
                    int at = text.indexOf(sub);
                    return at < 0 ? -1L : (long) text.codePointCount(0, at);
                };
            case "count" ->
                (a, work) -> Text.split(text, Arguments.text(a.of(name, "sub")[0]), -1, work)
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
        Draft joined = new Draft(work);
        for (int i = 0; i < parts.size(); i++) {
            joined.add(i > 0 ? between : "").add(parts.get(i));
        }
        return joined.text();
    }

    private static Object plain(Arguments none, String name, Object result) {
        none.of(name);
        return result;
    }

    private static long most(Object count) {
        return count instanceof Undefined ? -1 : Arguments.integer(count);
    }

    /** Without white space, or without certain characters, each looked for among all of them. */
    static String strip(String text, Object characters, boolean atStart, boolean atEnd, Work work) {
        work.text(text.length());
        if (characters instanceof Undefined || characters == None.NONE) {
            return Text.strip(text, Text::isSpace, atStart, atEnd);
        }
        String set = Arguments.text(characters);
        work.search(text.length(), set.length());
        return Text.strip(text, c -> set.indexOf(c) >= 0, atStart, atEnd);
    }

    private static boolean affixed(Object affix, Predicate<String> test, Work work) {
        for (Object one : affix instanceof Tuple several ? several.values() : List.of(affix)) {
            work.through(Arguments.text(one).length());
            if (test.test(Arguments.text(one))) {
                return true;
            }
        }
        return false;
    }

    private static Object split(String text, Object[] of, boolean fromEnd, Work work) {
        long most = most(of[1]);
        if (of[0] instanceof Undefined || of[0] == None.NONE) {
            if (most >= 0) {
                throw new TemplateException("split() at white space with a largest number is not supported");
            }
            return Text.words(text, work);
        }
        String separator = Arguments.text(of[0]);
        if (!fromEnd || most < 0) {
            return Text.split(text, separator, most, work);
        }
        List<Object> reversed = new ArrayList<>();
        for (Object part : Text.split(reverse(text, work), reverse(separator, work), most, work)) {
            reversed.add(reverse((String) part, work));
        }
        Collections.reverse(reversed);
        return reversed;
    }

    static String reverse(String text, Work work) {
        work.text(2L * text.length());
        return new StringBuilder(text).reverse().toString();
    }
}
