package org.teeter.alignment.jinja;

import java.util.ArrayList;
import java.util.List;

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

    static String strip(String text) {
        return stripStart(stripEnd(text));
    }

    static String stripEnd(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    static String stripStart(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    /** Without those of the characters that stand at its start or end, as asked. */
    static String strip(String text, String characters, boolean atStart, boolean atEnd) {
        int[] points = text.codePoints().toArray();
        int start = 0;
        int end = points.length;
        while (atStart && start < end && characters.indexOf(points[start]) >= 0) {
            start++;
        }
        while (atEnd && end > start && characters.indexOf(points[end - 1]) >= 0) {
            end--;
        }
        return new String(points, start, end - start);
    }

    /** Its characters, each a text. */
    static List<Object> characters(String text) {
        List<Object> characters = new ArrayList<>();
        text.codePoints().forEach(c -> characters.add(Character.toString(c)));
        return characters;
    }

    /** {@code str.splitlines()}. */
    static List<Object> lines(String text) {
        List<Object> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029) {
                lines.add(text.substring(start, i));
                i += c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 1 : 0;
                start = i + 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    /** {@code str.split()}, at any white space. */
    static List<Object> words(String text) {
        List<Object> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean space = i == text.length() || isSpace(text.charAt(i));
            if (!space && start < 0) {
                start = i;
            } else if (space && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            }
        }
        return words;
    }

    /** {@code str.split(separator, most)}; most below 0: everywhere. */
    static List<Object> split(String text, String separator, long most) {
        if (separator.isEmpty()) {
            throw new TemplateException("empty separator");
        }
        List<Object> parts = new ArrayList<>();
        int start = 0;
        for (int i = text.indexOf(separator);
                i >= 0 && (most < 0 || parts.size() < most);
                i = text.indexOf(separator, start)) {
            parts.add(text.substring(start, i));
            start = i + separator.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** {@code str.replace(old, by, most)}; most below 0: everywhere. */
    static String replaced(String text, String old, String by, long most) {
        if (old.isEmpty()) {
            throw new TemplateException("replacing an empty text is not supported");
        }
        StringBuilder replaced = new StringBuilder();
        int start = 0;
        long count = 0;
        for (int i = text.indexOf(old); i >= 0 && (most < 0 || count < most); i = text.indexOf(old, start)) {
            replaced.append(text, start, i).append(by);
            if (replaced.length() > Work.LONGEST) {
                throw Work.tooLong();
            }
            start = i + old.length();
            count++;
        }
        return replaced.append(text, start, text.length()).toString();
    }

    /** First letter large, the others small. */
    static String capitalized(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        return upper(text.substring(0, first)) + lower(text.substring(first));
    }

    static String upper(String text) {
        return text.toUpperCase(java.util.Locale.ROOT);
    }

    static String lower(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
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
