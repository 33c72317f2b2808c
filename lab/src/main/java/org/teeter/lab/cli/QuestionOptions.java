package org.teeter.lab.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.Question;
import org.teeter.cli.UsageException;
import org.teeter.lm.ask.Inquiry;
import org.teeter.lm.ask.PaperTemplates;
import org.teeter.lm.ask.Template;
import org.teeter.lm.model.Sampling;
import org.teeter.lm.text.Form;
import picocli.CommandLine.Option;

/** How a model is asked. */
@Question("How it is asked")
final class QuestionOptions {
    @Option(
            names = "--question",
            paramLabel = "TEMPLATE",
            description =
                    "The question, with places <A> and <B> (default: the paper's, \"Do you prefer <A> or <B>?\").")
    @Nullable
    private String question;

    @Option(
            names = "--questions",
            paramLabel = "all|N,…",
            split = ",",
            hideParamSyntax = true,
            description = "Instead: all 20 of the paper's questions to train with, or some by their numbers.")
    private List<String> questions = List.of();

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "200",
            description = "Answers sampled for each of the two orders of a pair (default: 200); 0: none.")
    private int samples;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "1",
            description = "What logits are divided by (default: 1); 0: the most probable answer.")
    private double temperature;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "1",
            description = "Sample among the most probable tokens that make up P (default: 1, all).")
    private double topP;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "64",
            description = "Longest answer (default: 64); one cut there matches no template.")
    private int maxTokens;

    @Option(
            names = "--format",
            paramLabel = "trl-conversational|trl-standard",
            defaultValue = "trl-conversational",
            description = "As the data it was trained on: through its chat template (the default), or plain texts.")
    private String format = "trl-conversational";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of the sampled answers (default: 0).")
    private long seed;

    @Option(
            names = "--beta",
            paramLabel = "B",
            defaultValue = "0.1",
            description = "β of the implicit reward, with --reference (default: 0.1).")
    private double beta;

    long seed() {
        return seed;
    }

    Inquiry inquiry() {
        Form form = Choices.of("--format", format, SynthesizeCommand.FORMS);
        return Choices.checked(() -> new Inquiry(
                templates(),
                PaperTemplates.answers(),
                form,
                new Sampling(temperature, topP, maxTokens),
                samples,
                seed,
                beta));
    }

    private List<Template> templates() {
        if (question != null && !questions.isEmpty()) {
            throw new UsageException("give --question or --questions, not both");
        }
        if (question != null) {
            return List.of(new Template(0, question));
        }
        if (questions.isEmpty()) {
            return List.of(PaperTemplates.TEST_QUESTION);
        }
        if (questions.equals(List.of("all"))) {
            return PaperTemplates.questions();
        }
        List<Template> chosen = new ArrayList<>();
        Map<String, Template> byNumber = new HashMap<>();
        PaperTemplates.questions().forEach(template -> byNumber.put(Integer.toString(template.number()), template));
        for (String number : questions) {
            Template template = byNumber.get(number.strip());
            if (template == null) {
                throw new UsageException("--questions must be all, or numbers from 1 to "
                        + PaperTemplates.questions().size() + "; got " + number);
            }
            chosen.add(template);
        }
        return chosen;
    }
}
