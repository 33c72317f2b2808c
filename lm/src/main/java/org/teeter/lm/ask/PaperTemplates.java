package org.teeter.lm.ask;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The questions and answers of the paper's appendix C.2, and the question with which its section 4 asks a trained model.
 *
 * <p>What to know of them: the winner is named first in all 30 answers; answer 4 does not name the loser, so that a pair made from it
 * contrasts the winners only; answers 9, 11, 14 and 22 name the winner twice, so that its log-probability counts the name twice. The
 * test question is none of the 20 that the models are trained with.
 */
public final class PaperTemplates {
    private static final List<Template> QUESTIONS = read("questions.txt", 20);
    private static final List<Template> ANSWERS = read("answers.txt", 30);

    /** Section 4: "Do you prefer o1 (o2) or o3?". It always names o3 last. */
    public static final Template TEST_QUESTION = new Template(0, "Do you prefer <A> or <B>?");

    private PaperTemplates() {}

    /** The 20 questions; {@code <A>} is the option named first. */
    public static List<Template> questions() {
        return QUESTIONS;
    }

    /** The 30 answers; {@code <A>} is the winner, {@code <B>} the loser. */
    public static List<Template> answers() {
        return ANSWERS;
    }

    private static List<Template> read(String resource, int expected) {
        List<Template> templates = new ArrayList<>();
        try (InputStream in = PaperTemplates.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from this build");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.startsWith("#")) {
                    templates.add(new Template(templates.size() + 1, line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (templates.size() != expected) {
            throw new IllegalStateException(
                    resource + " must hold " + expected + " templates, got " + templates.size());
        }
        return List.copyOf(templates);
    }
}
