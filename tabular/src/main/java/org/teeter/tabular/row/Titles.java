package org.teeter.tabular.row;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.teeter.tabular.bytes.Window;

/** Lines that stand above the names of the columns, as spreadsheets and surveys have titles there. */
final class Titles {
    /** So many lines are looked at, in so many bytes. */
    private static final int MOST = 8;

    private static final int MOST_BYTES = 1 << 14;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[\\d.,%]+");

    private final Window window;
    private final byte[] separators;
    private final Predicate<List<String>> sensible;

    /** Of a window that holds the beginning of a file. */
    Titles(Window window, byte[] separators, Predicate<List<String>> sensible) {
        this.window = window;
        this.separators = separators;
        this.sensible = sensible;
    }

    /** How many lines there are above the first one whose fields make sense as columns, each with fewer fields; 0 if none is like that. */
    int above() {
        List<String> lines = lines();
        for (int k = 0; k < lines.size() && !lines.get(k).contains("\""); k++) {
            List<String> above = lines.subList(0, k);
            for (byte separator : separators) {
                List<String> names = fields(lines.get(k), separator);
                if (above.stream().allMatch(line -> filled(line, separator) < names.size()) && isHeader(names)) {
                    return k;
                }
            }
        }
        return 0;
    }

    private static long filled(String line, byte separator) {
        return fields(line, separator).stream()
                .filter(field -> !field.isBlank())
                .count();
    }

    private boolean isHeader(List<String> names) {
        return names.size() > 1
                && names.stream().noneMatch(name -> NUMBER.matcher(name).matches())
                && sensible.test(names);
    }

    /** Whether what would be the header is one text, where the line below it has several fields. */
    boolean isLikely(List<String> header) {
        List<String> lines = lines();
        boolean isOne = header.stream().skip(1).allMatch(String::isBlank) && !sensible.test(header);
        return isOne
                && lines.size() > 1
                && lines.stream().noneMatch(line -> line.contains("\""))
                && IntStream.range(0, separators.length)
                        .anyMatch(k -> fields(lines.get(1), separators[k]).size() > 1
                                && fields(lines.get(0), separators[k]).stream()
                                        .skip(1)
                                        .allMatch(String::isBlank));
    }

    /** Whether Qualtrics wrote the file, which puts the questions, and then numbers of its own, below the names of the columns. */
    boolean areBelow() {
        return begin().contains("\"{\"\"ImportId\"\":\"\"");
    }

    private String begin() {
        int end = Math.min(window.limit(), window.from() + MOST_BYTES);
        return new String(window.buffer(), window.from(), end - window.from(), StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return begin().lines().filter(line -> !line.isEmpty()).limit(MOST).toList();
    }

    private static List<String> fields(String line, byte separator) {
        return List.of(line.split(Pattern.quote(String.valueOf((char) separator)), -1));
    }
}
