package org.teeter.cli;

import java.util.ArrayList;
import java.util.List;

/** The fields of one row of output: those of the input, then what is appended; reused from row to row. */
final class Results {
    private final List<String> fields = new ArrayList<>();

    void start(List<String> input) {
        fields.clear();
        fields.addAll(input);
    }

    void add(String text) {
        fields.add(text);
    }

    void add(double value) {
        fields.add(Numbers.text(value));
    }

    /** Several numbers in one cell, separated by semicolons. */
    void add(double[] values) {
        StringBuilder text = new StringBuilder();
        for (double value : values) {
            text.append(text.isEmpty() ? "" : ";").append(Numbers.text(value));
        }
        fields.add(text.toString());
    }

    /** Leaves cells empty. */
    void skip(int cells) {
        for (int k = 0; k < cells; k++) {
            fields.add("");
        }
    }

    List<String> fields() {
        return fields;
    }
}
