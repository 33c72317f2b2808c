package org.teeter.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Sentences on a terminal, in lines of a hundred columns at most, of which the later ones are indented. */
final class Wrapped {
    private static final int WIDTH = 100;

    private final PrintWriter out;

    Wrapped(PrintWriter out) {
        this.out = out;
    }

    void println(String sentence) {
        lines(sentence).forEach(out::println);
    }

    static List<String> lines(String sentence) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder("  ");
            } else if (line.length() > 0) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
