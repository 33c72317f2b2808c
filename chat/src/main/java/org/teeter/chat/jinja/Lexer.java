package org.teeter.chat.jinja;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.teeter.chat.jinja.Token.Kind;

/**
 * Cuts a template into tokens, by Jinja's rules for white space with {@code trim_blocks} and {@code lstrip_blocks}, which chat
 * templates are written for: a tag takes the newline after it and, alone on its line, the indentation before it; a minus inside its
 * marks takes all white space on that side, a plus none.
 */
final class Lexer {
    private static final Pattern RAW =
            Pattern.compile("\\{%[-+]?\\s*raw\\s*(-%}\\s*|%})", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern END_RAW =
            Pattern.compile("\\{%([-+]?)\\s*endraw\\s*(\\+%}|-%}\\s*|%}\\n?)", Pattern.UNICODE_CHARACTER_CLASS);
    // Possessive, as others call themselves once for each digit.
    private static final Pattern FLOAT =
            Pattern.compile("D(?:(?:\\.D)?[eE][-+]?D|\\.D)".replace("D", "(?:\\d++_)*+\\d++"));
    private static final Pattern INTEGER = Pattern.compile("[1-9](?:_?\\d)*+|0(?:_?0)*+");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nl}_][\\w]*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern OPERATOR = Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}<>=.:|,]");

    private final String source;
    private final Matcher floats;
    private final Matcher integers;
    private final Matcher names;
    private final Matcher operators;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int counted;

    private Lexer(String source) {
        this.source = source;
        this.floats = FLOAT.matcher(source);
        this.integers = INTEGER.matcher(source);
        this.names = NAME.matcher(source);
        this.operators = OPERATOR.matcher(source);
    }

    static List<Token> tokens(String template) {
        String source = template.replace("\r\n", "\n").replace('\r', '\n');
        Lexer lexer = new Lexer(source.endsWith("\n") ? source.substring(0, source.length() - 1) : source);
        lexer.read();
        return lexer.tokens;
    }

    private void read() {
        while (at < source.length()) {
            int open = opening();
            if (open < 0) {
                add(Kind.DATA, source.substring(at));
                at = source.length();
                break;
            }
            char kind = source.charAt(open + 1);
            char sign = open + 2 < source.length() ? source.charAt(open + 2) : ' ';
            data(open, sign, kind != '{');
            Matcher raw = RAW.matcher(source).region(open, source.length());
            if (raw.lookingAt()) {
                at = raw.end();
                raw();
                continue;
            }
            at = open + (sign == '-' || sign == '+' ? 3 : 2);
            switch (kind) {
                case '#' -> comment();
                case '{' -> code(Kind.PRINT_BEGIN, Kind.PRINT_END);
                default -> code(Kind.TAG_BEGIN, Kind.TAG_END);
            }
        }
        add(Kind.END, "");
    }

    private int opening() {
        for (int i = source.indexOf('{', at); i >= 0 && i + 1 < source.length(); i = source.indexOf('{', i + 1)) {
            char next = source.charAt(i + 1);
            if (next == '{' || next == '%' || next == '#') {
                return i;
            }
        }
        return -1;
    }

    /** The text up to a tag, less the white space that the tag takes. */
    private void data(int open, char sign, boolean takesIndentation) {
        String text = source.substring(at, open);
        if (sign == '-') {
            text = Text.strip(text, Text::isSpace, false, true);
        } else if (sign != '+' && takesIndentation) {
            int lineStart = text.lastIndexOf('\n') + 1;
            boolean startsLine = lineStart > 0 || at == 0 || source.charAt(at - 1) == '\n';
            if (startsLine && Text.strip(text.substring(lineStart)).isEmpty()) {
                text = text.substring(0, lineStart);
            }
        }
        if (!text.isEmpty()) {
            add(Kind.DATA, text);
        }
    }

    private void raw() {
        Matcher end = END_RAW.matcher(source);
        if (!end.find(at)) {
            throw new TemplateException("a raw block must be ended by endraw", line());
        }
        data(end.start(), end.group(1).isEmpty() ? ' ' : end.group(1).charAt(0), true);
        at = end.end();
    }

    private void comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw new TemplateException("a comment must be ended by #}", line());
        }
        char sign = end > at ? source.charAt(end - 1) : ' ';
        at = end + 2;
        afterTag(sign, true);
    }

    /** Goes over the white space that the end of a tag takes. */
    private void afterTag(char sign, boolean takesNewline) {
        if (sign == '-') {
            while (at < source.length() && Text.isSpace(source.charAt(at))) {
                at++;
            }
        } else if (sign != '+' && takesNewline && at < source.length() && source.charAt(at) == '\n') {
            at++;
        }
    }

    private void code(Kind begin, Kind end) {
        add(begin, begin == Kind.PRINT_BEGIN ? "{{" : "{%");
        String mark = end == Kind.PRINT_END ? "}}" : "%}";
        Deque<String> open = new ArrayDeque<>();
        while (true) {
            while (at < source.length() && Text.isSpace(source.charAt(at))) {
                at++;
            }
            if (at >= source.length()) {
                throw new TemplateException("a tag must be ended by " + mark, line());
            }
            char c = source.charAt(at);
            boolean signed = c == '-' || (c == '+' && end == Kind.TAG_END);
            if (open.isEmpty() && source.startsWith(mark, signed ? at + 1 : at)) {
                add(end, mark);
                at += signed ? 3 : 2;
                afterTag(signed ? c : ' ', end == Kind.TAG_END);
                return;
            }
            if (c == '\'' || c == '"') {
                string(c);
            } else if (Character.isDigit(c)
                    ? !(matched(floats, Kind.FLOAT) || matched(integers, Kind.INTEGER))
                    : !matched(names, Kind.NAME)) {
                if (!matched(operators, Kind.OPERATOR)) {
                    throw new TemplateException("unexpected character '" + c + "'", line());
                }
                balance(tokens.get(tokens.size() - 1).text(), open);
            }
        }
    }

    private void balance(String operator, Deque<String> open) {
        switch (operator) {
            case "(" -> open.push(")");
            case "[" -> open.push("]");
            case "{" -> open.push("}");
            case ")", "]", "}" -> {
                if (open.isEmpty() || !open.pop().equals(operator)) {
                    throw new TemplateException("unexpected '" + operator + "'", line());
                }
            }
            default -> {}
        }
    }

    private boolean matched(Matcher matcher, Kind kind) {
        if (!matcher.region(at, source.length()).lookingAt()) {
            return false;
        }
        add(kind, matcher.group());
        at = matcher.end();
        return true;
    }

    private void string(char quote) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw new TemplateException("a text must be ended by " + quote, line());
        }
        add(Kind.STRING, Text.unescaped(source.substring(at + 1, end), line()));
        at = end + 1;
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text, line()));
    }

    private int line() {
        for (; counted < Math.min(at, source.length()); counted++) {
            line += source.charAt(counted) == '\n' ? 1 : 0;
        }
        return line;
    }
}
