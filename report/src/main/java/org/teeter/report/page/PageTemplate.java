package org.teeter.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.teeter.data.Sha256;

/** A page that holds all of its data: a template with placeholders, and the hashes by which its own policy knows its style and script. */
public final class PageTemplate {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z-]+)}");

    /** {@code {{if word}}…{{else}}…{{end}}} without another such choice inside. */
    private static final Pattern CHOICE = Pattern.compile(
            "\\{\\{if ([a-z-]+)}}((?:(?!\\{\\{).)*)\\{\\{else}}((?:(?!\\{\\{).)*)\\{\\{end}}", Pattern.DOTALL);

    private PageTemplate() {}

    /** The template with the parts for which the words hold, of those that stand between {@code {{if word}}} and {@code {{end}}}. */
    static String chosen(String template, Map<String, Boolean> words) {
        String text = template;
        for (Matcher at = CHOICE.matcher(text); at.find(); at = CHOICE.matcher(text)) {
            text = at.replaceAll(
                    found -> Matcher.quoteReplacement(found.group(words.getOrDefault(found.group(1), false) ? 2 : 3)));
        }
        return text;
    }

    /** The template with its placeholders replaced in one pass: a value that looks like a placeholder stays as it is. */
    public static String filled(String template, Map<String, String> values) {
        StringBuilder page =
                new StringBuilder(); // values are long, and Matcher.replaceAll goes through them sign by sign
        int from = 0;
        for (Matcher at = PLACEHOLDER.matcher(template); at.find(); from = at.end()) {
            String value = values.get(at.group(1));
            if (value == null) {
                throw new IllegalStateException("the template has an unknown placeholder: " + at.group());
            }
            page.append(template, from, at.start()).append(value);
        }
        return page.append(template, from, template.length()).toString();
    }

    /** The source expression of Content Security Policy for exactly this text. */
    public static String hash(String text) {
        return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text));
    }

    /** The style that all pages share: colours of light and dark, type, tables. */
    public static String sharedStyle() {
        return resource(PageTemplate.class, "report.css");
    }

    /** The script of the button that all pages have, {@code theme}: light or dark, whatever the reader's system says. */
    public static String themeScript() {
        return resource(PageTemplate.class, "theme.js");
    }

    /** A text that the jar has beside a class. */
    public static String resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar must contain " + name + " beside " + beside.getName());
            }
            // A browser hashes what it reads, and it reads CR LF as LF.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
