package org.teeter.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.teeter.lab.synthesis.Drawn;
import org.teeter.lm.ask.ModelRespondent;
import org.teeter.lm.ask.PaperTemplates;
import org.teeter.lm.ask.Respondent;
import org.teeter.lm.ask.Template;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.Sampling;
import org.teeter.lm.text.Prompt;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.ReferenceTable;
import org.teeter.lm.train.Tokens;

/**
 * The model of which all runs train copies, with what they share: ids of texts, and log-probabilities under it, the reference.
 *
 * <p>A reference log-probability is computed with those of the other answers to the same question, in a batch of always the same
 * sequences, so that it is the same bits whichever run asks for it first. Safe for use by several threads.
 */
final class Subject {
    private static final int BATCH = 48;

    private record Asked(Prompt prompt, List<String> answers) {}

    private final String name;
    private final LanguageModel model;
    private final ReferenceTable table = new ReferenceTable();
    private final Map<Asked, double[]> scores = new ConcurrentHashMap<>();
    private final Map<Prompt, Tokens> prompts = new ConcurrentHashMap<>();
    private final Map<String, Tokens> answers = new ConcurrentHashMap<>();

    /** Of a model that stays the caller's and is not trained meanwhile. */
    Subject(String name, LanguageModel model) {
        this.name = name;
        this.model = model;
    }

    String name() {
        return name;
    }

    LanguageModel model() {
        return model;
    }

    Tokens prompt(Prompt prompt) {
        return prompts.computeIfAbsent(prompt, p -> Tokens.of(model.prompt(p)));
    }

    Tokens answer(String completion) {
        return answers.computeIfAbsent(completion, a -> Tokens.of(model.answer(a)));
    }

    /** A copy of the model with weights of its own, ready to answer; it uses the subject's words. */
    Respondent answering(Decoder copy) {
        return new ModelRespondent(
                model,
                copy,
                asked -> prompt(asked).ids(),
                (asked, text) -> answer(text).ids());
    }

    /** The model as it is, answering from memory what it was asked before. */
    Respondent reference() {
        Respondent policy = answering(model.decoder());
        return new Respondent() {
            @Override
            public List<Sampled> sample(Prompt prompt, Sampling sampling, int n, long seed) {
                return policy.sample(prompt, sampling, n, seed);
            }

            @Override
            public String spelled(String answer) {
                return policy.spelled(answer);
            }

            @Override
            public double[] logProbabilities(Prompt prompt, List<String> completions) {
                return scores.computeIfAbsent(
                        new Asked(prompt, completions), asked -> policy.logProbabilities(prompt, completions));
            }
        };
    }

    /** A table that knows the judgements' answers: the shared one for pairs with one template, else one of their own. */
    ReferenceTable table(List<Drawn> drawn, List<Example.Ranked> examples) {
        boolean shared = drawn.stream()
                .allMatch(d -> d.asked().size() == 2
                        && d.answers().get(0).equals(d.answers().get(1))
                        && PaperTemplates.answers().contains(d.answers().get(0)));
        if (!shared) {
            return ReferenceTable.of(model.decoder(), examples, BATCH);
        }
        drawn.forEach(d -> enter(d.question(), d.asked().get(0), d.asked().get(1)));
        return table;
    }

    /** Enters all answers to a question that names i first. */
    private void enter(Template question, String i, String j) {
        List<String> all = new ArrayList<>();
        for (Template answer : PaperTemplates.answers()) {
            all.add(answer.fill(i, j));
            all.add(answer.fill(j, i));
        }
        Prompt prompt = Prompt.question(question.fill(i, j));
        double[] found = reference().logProbabilities(prompt, List.copyOf(all));
        for (int k = 0; k < found.length; k++) {
            table.put(prompt(prompt), answer(all.get(k)), Math.min(0, found[k])); // 0 may round to a positive 1e-9
        }
    }
}
