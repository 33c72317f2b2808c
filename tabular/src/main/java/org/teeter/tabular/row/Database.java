package org.teeter.tabular.row;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.teeter.tabular.bytes.DatabaseName;
import org.teeter.tabular.bytes.InputException;

/**
 * A statement of which the rows are read, and the database that answers it.
 *
 * @param address {@code jdbc:…}, passwords included
 * @param query one statement that begins with SELECT or WITH
 * @param driver the JAR of its driver, where that is not on the class path
 */
public record Database(String address, String query, Optional<Path> driver) {
    private static final Pattern SELECTING = Pattern.compile("(?is)[\\s(]*(SELECT|WITH)\\b.*");
    /** What is to be passed over in SQL: a text, a name in quotes, a comment. */
    private static final Pattern PASSED =
            Pattern.compile("(?s)'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|--[^\\n]*|/\\*.*?\\*/");

    private static final Pattern SECRET =
            Pattern.compile("(?i)[?&;(]\\w*(?:pass|pwd|secret|token|key|credential)\\w*=([^&;)]*)");
    private static final Pattern USER = Pattern.compile("(?://|:)[^:/@]*[:/]([^@]*)@");

    /** Refuses what is not one statement that only reads. */
    public Database {
        String said = PASSED.matcher(query)
                .replaceAll(found -> " ".repeat(found.group().length()));
        String one = said.stripTrailing();
        while (one.endsWith(";")) {
            one = one.substring(0, one.length() - 1).stripTrailing();
        }
        if (!SELECTING.matcher(one).matches()) {
            throw InputException.of("--query must be one statement that begins with SELECT or WITH, got "
                    + (query.isBlank()
                            ? "nothing"
                            : query.strip().lines().findFirst().orElse("")));
        }
        if (one.indexOf(';') >= 0) {
            throw InputException.of("--query must be one statement, and a semicolon ends it before its end; name one");
        }
        query = query.substring(0, one.length()) + tail(query, one.length(), said);
    }

    /** What follows a statement beside semicolons: its last quotes and comments. */
    private static String tail(String query, int from, String said) {
        StringBuilder tail = new StringBuilder();
        for (int at = from; at < query.length(); at++) {
            tail.append(said.charAt(at) == ';' ? ' ' : query.charAt(at));
        }
        return tail.toString();
    }

    /** What it is called: its address without what may be secret. */
    public Path name() {
        return DatabaseName.of(DatabaseName.shown(address));
    }

    /** What somebody says of it, without passwords. */
    String withoutSecrets(String said) {
        String safe = said.replace(address, DatabaseName.shown(address));
        for (String secret : secrets()) {
            safe = safe.replace(secret, "…");
        }
        return safe;
    }

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        for (Pattern pattern : List.of(SECRET, USER)) {
            Matcher matcher = pattern.matcher(address);
            while (matcher.find()) {
                secrets.add(matcher.group(1));
                secrets.add(decoded(matcher.group(1)));
            }
        }
        secrets.removeIf(String::isEmpty);
        secrets.sort(Comparator.comparingInt(String::length).reversed());
        return secrets;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a percent sign that encodes nothing
        }
    }

    /** Shows no password. */
    @Override
    public String toString() {
        return DatabaseName.shown(address) + " " + query;
    }
}
