package org.teeter.tabular;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.teeter.data.Outcome;

/**
 * The labels that a winner column may hold: those of its shape and no others, since an unknown label taken for a tie would be a
 * judgement that nobody made.
 *
 * @param outcomes what each label says; the labels are in lower case
 * @param ownNames whether the name of one of the two options is a label too
 */
record Labels(Map<String, Outcome> outcomes, boolean ownNames) {

    Labels {
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    }

    /** {@code left}, {@code right} and {@code tie}. */
    static Labels leftRight() {
        return sides("left", "right", false);
    }

    /** Those of the chatbot arenas, or the name of the model that won. */
    static Labels arena() {
        Map<String, Outcome> outcomes = new LinkedHashMap<>(sides("model_a", "model_b", true).outcomes);
        outcomes.put("tie (bothbad)", Outcome.BOTH_BAD);
        outcomes.put("both_bad", Outcome.BOTH_BAD);
        return new Labels(outcomes, true);
    }

    /** Those of every shape, for columns that a person named. */
    static Labels anySides() {
        Map<String, Outcome> outcomes = new LinkedHashMap<>(sides("first", "second", true).outcomes);
        outcomes.putAll(leftRight().outcomes);
        outcomes.putAll(arena().outcomes);
        return new Labels(outcomes, true);
    }

    /** The two sides by these words, and {@code tie}. */
    static Labels sides(String first, String second, boolean ownNames) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        outcomes.put(first, Outcome.FIRST);
        outcomes.put(second, Outcome.SECOND);
        outcomes.put("tie", Outcome.TIE);
        return new Labels(outcomes, ownNames);
    }

    /** These labels and the headers of the two columns, which come first: a column called left may be the second one. */
    Labels withHeaders(String first, String second) {
        Map<String, Outcome> extended = new LinkedHashMap<>();
        extended.put(normal(first), Outcome.FIRST);
        extended.put(normal(second), Outcome.SECOND);
        outcomes.forEach(extended::putIfAbsent);
        return new Labels(extended, ownNames);
    }

    static String normal(String label) {
        StringBuilder lower = new StringBuilder(Names.trimmed(label));
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if ('A' <= c && c <= 'Z') {
                lower.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return lower.toString();
    }

    Optional<Outcome> outcome(String label) {
        return Optional.ofNullable(outcomes.get(normal(label)));
    }

    /** The labels as a sentence lists them. */
    String listed() {
        return String.join(", ", outcomes.keySet()) + (ownNames ? " or the name of one of the two" : "");
    }

    /** The accepted label that looks most like the given one, if any looks like it at all. */
    Optional<String> nearest(String label) {
        String normal = normal(label);
        int least = Math.max(1, normal.length() / 3) + 1;
        Optional<String> nearest = Optional.empty();
        for (String accepted : outcomes.keySet()) {
            int edits = Edits.between(normal, accepted, least);
            if (edits < least) {
                least = edits;
                nearest = Optional.of(accepted);
            }
        }
        return nearest;
    }
}
