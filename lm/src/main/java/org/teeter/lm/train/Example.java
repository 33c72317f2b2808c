package org.teeter.lm.train;

import java.util.List;

/** What is trained on, as ids. An answer ends with the id by which the model ends it. */
public sealed interface Example {

    Tokens prompt();

    /** All answers of the example. */
    List<Tokens> answers();

    /** What is known of the answers beside their order, in words. */
    default String label() {
        return "";
    }

    /** An answer to imitate. */
    record Shown(Tokens prompt, Tokens answer) implements Example {
        @Override
        public List<Tokens> answers() {
            return List.of(answer);
        }
    }

    /**
     * Two answers or more, best first.
     *
     * @param worth how good each is on a scale of its own; empty where only the order is known
     */
    record Ranked(Tokens prompt, List<Tokens> answers, List<Double> worth) implements Example {
        public Ranked {
            answers = List.copyOf(answers);
            worth = List.copyOf(worth);
            if (answers.size() < 2) {
                throw new IllegalArgumentException("a ranking needs at least two answers, got " + answers.size());
            }
            if (!worth.isEmpty() && worth.size() != answers.size()) {
                throw new IllegalArgumentException(
                        "there must be a worth to each of " + answers.size() + " answers or none, got " + worth.size());
            }
        }

        @Override
        public String label() {
            return worth.toString();
        }

        /** Only the order is known. */
        public Ranked(Tokens prompt, List<Tokens> answers) {
            this(prompt, answers, List.of());
        }
    }

    /** An answer judged on its own. */
    record Labelled(Tokens prompt, Tokens answer, boolean desirable) implements Example {
        @Override
        public String label() {
            return Boolean.toString(desirable);
        }

        @Override
        public List<Tokens> answers() {
            return List.of(answer);
        }
    }
}
