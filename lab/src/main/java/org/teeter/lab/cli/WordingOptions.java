package org.teeter.lab.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teeter.cli.Question;
import org.teeter.cli.UsageException;
import org.teeter.lab.synthesis.Position;
import org.teeter.lab.synthesis.Wording;
import org.teeter.lm.ask.PaperTemplates;
import org.teeter.lm.ask.Template;
import picocli.CommandLine.Option;

/** How judgements are put into words. */
@Question("In which words")
final class WordingOptions {
    @Option(
            names = "--position",
            paramLabel = "random|as-given|winner-first|winner-last",
            defaultValue = "random",
            description =
                    "Which option the question names first: drawn independently of the winner (the default); always the"
                            + " same order; or by the winner, which gives the answer away.")
    private String position = "random";

    @Option(
            names = "--rejected",
            paramLabel = "same|independent",
            defaultValue = "same",
            description =
                    "Whether the rejected answer has the template of the chosen one (the default) or one of its own.")
    private String rejected = "same";

    @Option(
            names = "--skip-questions",
            paramLabel = "N,…",
            split = ",",
            hideParamSyntax = true,
            description = "Question templates to leave out.")
    private List<Integer> skippedQuestions = List.of();

    @Option(
            names = "--skip-answers",
            paramLabel = "N,…",
            split = ",",
            hideParamSyntax = true,
            description = "Answer templates to leave out, such as 4, which does not name the loser.")
    private List<Integer> skippedAnswers = List.of();

    Wording wording() {
        return new Wording(
                left("--skip-questions", PaperTemplates.questions(), skippedQuestions),
                left("--skip-answers", PaperTemplates.answers(), skippedAnswers),
                Choices.of(
                        "--position",
                        position,
                        Map.of(
                                "random",
                                Position.RANDOM,
                                "as-given",
                                Position.AS_GIVEN,
                                "winner-first",
                                Position.WINNER_FIRST,
                                "winner-last",
                                Position.WINNER_LAST)),
                Choices.of("--rejected", rejected, Map.of("same", true, "independent", false)));
    }

    private static List<Template> left(String option, List<Template> all, List<Integer> skipped) {
        for (int number : skipped) {
            if (number < 1 || number > all.size()) {
                throw new UsageException(option + " must name templates from 1 to " + all.size() + ", got " + number);
            }
        }
        Set<Integer> out = new HashSet<>(skipped);
        List<Template> left =
                all.stream().filter(t -> !out.contains(t.number())).toList();
        if (left.isEmpty()) {
            throw new UsageException(option + " must leave at least one template");
        }
        return left;
    }
}
