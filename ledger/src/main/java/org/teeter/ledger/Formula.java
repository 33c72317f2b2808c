package org.teeter.ledger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.teeter.report.page.Html;

/**
 * Formulas in sentences: {@code p_ij} and {@code e^{s_u}} as a reader of a page wants them, with the index or exponent set off, and
 * {@code <=} as one sign; names of links keep their underscore.
 */
final class Formula {
    private static final Pattern RAISED_OR_LOWERED =
            Pattern.compile("(?<![A-Za-z]{3})([_^])(\\{([^}]*)}|[A-Za-z0-9αβω*]+|-[a-z]|-?\\([^)]*\\)|-?\\|[a-z]\\|)");

    private Formula() {}

    /** Adds a sentence. */
    static Html add(Html html, String typed) {
        String sentence = signs(typed);
        Matcher matcher = RAISED_OR_LOWERED.matcher(sentence);
        int end = 0;
        while (matcher.find()) {
            String inner = matcher.group(3) != null ? matcher.group(3) : matcher.group(2);
            html.text(sentence.substring(end, matcher.start()))
                    .open(matcher.group(1).equals("_") ? "sub" : "sup");
            add(html, inner).close();
            end = matcher.end();
        }
        return html.text(sentence.substring(end));
    }

    /** Adds a line of a picture, in which indices and exponents are moved by their own. */
    static Html addSvg(Html html, String typed) {
        String line = signs(typed);
        Matcher matcher = RAISED_OR_LOWERED.matcher(line);
        int end = 0;
        while (matcher.find()) {
            String inner = matcher.group(3) != null ? matcher.group(3) : matcher.group(2);
            boolean lowered = matcher.group(1).equals("_");
            html.text(line.substring(end, matcher.start()))
                    .leaf("tspan", inner, "class", "small", "dy", lowered ? "4" : "-5");
            end = matcher.end();
            if (end < line.length()) { // the next letter goes back to the line
                boolean another = line.charAt(end) == '_' || line.charAt(end) == '^';
                html.leaf("tspan", another ? "\u200b" : line.substring(end, end + 1), "dy", lowered ? "-4" : "5");
                end += another ? 0 : 1;
            }
        }
        return html.text(line.substring(end));
    }

    private static String signs(String typed) {
        return typed.replace("<=", "≤").replace(">=", "≥");
    }
}
