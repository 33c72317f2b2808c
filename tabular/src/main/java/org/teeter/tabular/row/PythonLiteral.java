package org.teeter.tabular.row;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list as Python prints it, which pandas writes to tables of separated values: {@code ['a', "b's", None]}, {@code ('a', 'b')}, and
 * NumPy's arrays of objects, which have no commas.
 */
public final class PythonLiteral {
    private static final Pattern TOKEN = Pattern.compile(
            "(?s)'((?:[^'\\\\]++|\\\\.)*+)'|\"((?:[^\"\\\\]++|\\\\.)*+)\"|\\b(None|True|False)\\b|(-?\\d[\\d.eE+-]*)|([\\[({])|([\\])}])"
                    + "|(,\\s*(?=[\\])}]))|([,:])|(\\s+)");
    private static final Pattern ESCAPE = Pattern.compile("(?s)\\\\(x..|u.{4}|U.{8}|.)");

    private PythonLiteral() {}

    /** The same as JSON; empty if it is none. */
    public static Optional<String> json(String text) {
        StringBuilder json = new StringBuilder();
        String literal = text.strip();
        Matcher token = TOKEN.matcher(literal);
        boolean wasValue = false;
        int end = 0;
        try {
            while (token.lookingAt()) {
                boolean opens = token.group(5) != null;
                boolean closes = token.group(6) != null;
                boolean separates = token.group(7) != null || token.group(8) != null;
                boolean isBlank = token.group(9) != null;
                boolean isValue = !closes && !separates && !isBlank;
                if (isValue && wasValue) {
                    json.append(','); // NumPy
                }
                if (isValue || closes) {
                    json.append(value(token));
                } else if (token.group(8) != null) { // a last comma is left out
                    json.append(token.group());
                }
                wasValue = isBlank ? wasValue : !opens && !separates;
                end = token.end();
                token.region(end, literal.length());
            }
        } catch (IllegalArgumentException e) { // an escape that is none
            return Optional.empty();
        }
        return end == literal.length() && end > 0 ? Optional.of(json.toString()) : Optional.empty();
    }

    private static String value(Matcher token) {
        if (token.group(1) != null || token.group(2) != null) {
            return '"' + string(token.group(1) != null ? token.group(1) : token.group(2)) + '"';
        } else if (token.group(3) != null) {
            return token.group(3).equals("None") ? "null" : token.group(3).equals("True") ? "true" : "false";
        }
        return token.group().replace('(', '[').replace(')', ']');
    }

    /** What a string says, in JSON's escapes. */
    private static String string(String escaped) {
        String plain = ESCAPE.matcher(escaped).replaceAll(found -> {
            String code = found.group(1);
            String said = code.length() > 1
                    ? Character.toString(Integer.parseInt(code.substring(1), 16))
                    : switch (code) {
                        case "n" -> "\n";
                        case "t" -> "\t";
                        case "r" -> "\r";
                        case "\\", "'", "\"" -> code;
                        case "\n" -> "";
                        default -> throw new IllegalArgumentException(code);
                    };
            return Matcher.quoteReplacement(said);
        });
        StringBuilder json = new StringBuilder();
        plain.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.toString();
    }
}
