package org.teeter.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Texts as Python has them: made of code points, with its white space, its lines, its escapes. */
final class Text {
    private Text() {}

    /** Python's {@code str.isspace} of one character. */
    static boolean isSpace(int c) {
        return (c >= 0x09 && c <= 0x0d)
                || (c >= 0x1c && c <= 0x20)
                || c == 0x85
                || Character.getType(c) == Character.SPACE_SEPARATOR
                || c == 0x2028
                || c == 0x2029;
    }

    /** Python's {@code str.isprintable} of one character. */
    static boolean isPrinted(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    static String strip(String text) {
        return strip(text, Text::isSpace, true, true);
    }

    /** Without what holds for characters at its start or end, as asked. */
    static String strip(String text, IntPredicate stripped, boolean atStart, boolean atEnd) {
        int start = 0;
        int end = text.length();
        while (atStart && start < end && stripped.test(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (atEnd && end > start && stripped.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /** Its characters, each a text. */
    static List<Object> characters(String text, Work work) {
        work.take(64L * text.length());
        List<Object> characters = new ArrayList<>();
        text.codePoints().forEach(c -> characters.add(Character.toString(c)));
        return characters;
    }

    /** {@code str.splitlines()}. */
    static List<Object> lines(String text, Work work) {
        List<Object> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029) {
                lines.add(part(text, start, i, work));
                i += c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 1 : 0;
                start = i + 1;
            }
        }
        if (start < text.length()) {
            lines.add(part(text, start, text.length(), work));
        }
        return lines;
    }

    /** {@code str.split()}, at any white space. */
    static List<Object> words(String text, Work work) {
        List<Object> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean space = i == text.length() || isSpace(text.charAt(i));
            if (!space && start < 0) {
                start = i;
            } else if (space && start >= 0) {
                words.add(part(text, start, i, work));
                start = -1;
            }
        }
        return words;
    }

    /** {@code str.split(separator, most)}; most below 0: everywhere. */
    static List<Object> split(String text, String separator, long most, Work work) {
        if (separator.isEmpty()) {
            throw new TemplateException("empty separator");
        }
        work.search(text.length(), separator.length());
        List<Object> parts = new ArrayList<>();
        int start = 0;
        for (int i = text.indexOf(separator);
                i >= 0 && (most < 0 || parts.size() < most);
                i = text.indexOf(separator, start)) {
            parts.add(part(text, start, i, work));
            start = i + separator.length();
        }
        parts.add(part(text, start, text.length(), work));
        return parts;
    }

    private static String part(String text, int from, int to, Work work) {
        work.text(to - from);
        return text.substring(from, to);
    }

    /** {@code str.replace(old, by, most)}; most below 0: everywhere. */
    static String replaced(String text, String old, String by, long most, Work work) {
        if (old.isEmpty()) {
            throw new TemplateException("replacing an empty text is not supported");
        }
        work.search(text.length(), old.length());
        Draft replaced = new Draft(work);
        int start = 0;
        long count = 0;
        for (int i = text.indexOf(old); i >= 0 && (most < 0 || count < most); i = text.indexOf(old, start)) {
            replaced.add(text, start, i).add(by);
            start = i + old.length();
            count++;
        }
        return replaced.add(text, start, text.length()).text();
    }

    /** The order of two texts by their code points. */
    static int compare(String a, String b) {
        int end = Math.min(a.length(), b.length());
        int same = 0;
        while (same < end && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        if (same == end) {
            return a.length() - b.length();
        }
        char x = a.charAt(same);
        char y = b.charAt(same);
        boolean high = Character.isSurrogate(x); // beyond all that are none
        return high == Character.isSurrogate(y) ? x - y : high ? 1 : -1;
    }

    /** First letter large, the others small. */
    static String capitalized(String text, Work work) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        work.text(2L * text.length());
        return upper(text.substring(0, first), work) + lower(text.substring(first), work);
    }

    /** In pieces: where a letter becomes several, Java's own time goes with the square of the length. */
    static String upper(String text, Work work) {
        Draft upper = new Draft(work);
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(text.length(), start + 64);
            end += end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? 1 : 0;
            upper.add(text.substring(start, end).toUpperCase(Locale.ROOT));
            start = end;
        }
        return upper.text();
    }

    /** In one piece, since a sigma depends on what is around it; the only letter that becomes two is written as two before. */
    static String lower(String text, Work work) {
        work.text(text.length());
        work.take(2L * text.length());
        return text.replace("\u0130", "I\u0307").toLowerCase(Locale.ROOT);
    }

    /** What a text in quotes means, by Python's escapes; a backslash before anything else stands for itself. */
    static String unescaped(String written, int line) {
        if (written.indexOf('\\') < 0) {
            return written;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char e = written.charAt(++i);
            int known = "\n\\'\"abfnrtv".indexOf(e);
            if (known > 0) {
                text.append("\n\\'\"\u0007\b\f\n\r\t\u000b".charAt(known));
            } else if (e == 'x' || e == 'u' || e == 'U') {
                int digits = e == 'x' ? 2 : e == 'u' ? 4 : 8;
                text.appendCodePoint(hexadecimal(written, i + 1, digits, line));
                i += digits;
            } else if (e >= '0' && e <= '7') {
                int end = i;
                while (end < written.length()
                        && end < i + 3
                        && written.charAt(end) >= '0'
                        && written.charAt(end) <= '7') {
                    end++;
                }
                text.append((char) Integer.parseInt(written.substring(i, end), 8));
                i = end - 1;
            } else if (e == 'N') {
                throw new TemplateException("characters by name (\\N) are not supported", line);
            } else if (e != '\n') { // before which a backslash makes the line go on
                text.append('\\').append(e);
            }
        }
        return text.toString();
    }

    private static int hexadecimal(String written, int from, int digits, int line) {
        String code = written.substring(from, Math.min(written.length(), from + digits));
        if (!code.matches("[0-9a-fA-F]{" + digits + "}")) {
            throw new TemplateException("an escape must have " + digits + " hexadecimal digits, got " + code, line);
        }
        long point = Long.parseLong(code, 16);
        if (point > Character.MAX_CODE_POINT || (point >= 0xd800 && point <= 0xdfff)) {
            throw new TemplateException("an escape must be a character, got " + code, line);
        }
        return (int) point;
    }
}
