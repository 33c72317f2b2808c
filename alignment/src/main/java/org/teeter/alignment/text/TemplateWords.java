package org.teeter.alignment.text;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The filters and tests that a template's code names. The renderer passes over those that it does not know, and prints something else
 * than Jinja would; so they are looked for before.
 *
 * @param filters what stands after a bar
 * @param tests what stands after {@code is}
 */
record TemplateWords(Set<String> filters, Set<String> tests) {
    private static final Pattern FILTER = Pattern.compile("\\|\\s*([A-Za-z_]\\w*)");
    private static final Pattern TEST = Pattern.compile("\\bis\\s+(?:not\\s+)?([A-Za-z_]\\w*)");

    TemplateWords {
        filters = Set.copyOf(filters);
        tests = Set.copyOf(tests);
    }

    static TemplateWords of(String template) {
        String code = code(template);
        return new TemplateWords(found(FILTER, code), found(TEST, code));
    }

    private static Set<String> found(Pattern pattern, String code) {
        Set<String> names = new TreeSet<>();
        for (Matcher matcher = pattern.matcher(code); matcher.find(); ) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** What is between the marks of code, without the texts in it, which become a 0. */
    private static String code(String template) {
        StringBuilder code = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            if (open < 0 || open + 1 >= template.length()) {
                break;
            }
            char kind = template.charAt(open + 1);
            if (kind == '#') {
                int end = template.indexOf("#}", open + 2);
                at = end < 0 ? template.length() : end + 2;
            } else if (kind == '{' || kind == '%') {
                at = afterCode(template, open + 2, kind == '{' ? '}' : '%', code);
            } else {
                at = open + 1;
            }
        }
        return code.toString();
    }

    private static int afterCode(String template, int from, char last, StringBuilder code) {
        int at = from;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c == last && template.startsWith("}", at + 1)) {
                code.append(" ; ");
                return at + 2;
            }
            if (c == '\'' || c == '"') {
                at = afterText(template, at);
                code.append('0');
            } else {
                code.append(c);
                at++;
            }
        }
        return at;
    }

    private static int afterText(String template, int from) {
        char quote = template.charAt(from);
        int at = from + 1;
        while (at < template.length() && template.charAt(at) != quote) {
            at += template.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
