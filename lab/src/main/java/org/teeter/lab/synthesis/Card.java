package org.teeter.lab.synthesis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.teeter.lm.ask.PaperTemplates;
import org.teeter.lm.ask.Template;

/**
 * The card of a data set: what was drawn and what to beware of, as Hugging Face shows it.
 *
 * @param what the design in a sentence or two
 * @param rows what a row of the data is
 * @param files the data files that a loader should take
 * @param wording the words of the draw
 * @param realised how the pairs came out
 * @param drawn the judgements
 * @param caveats what to beware of in this design
 * @param seed the seed
 */
public record Card(
        String what,
        String rows,
        List<String> files,
        Wording wording,
        List<Realised> realised,
        List<Drawn> drawn,
        List<String> caveats,
        long seed) {

    public Card {
        files = List.copyOf(files);
        realised = List.copyOf(realised);
        drawn = List.copyOf(drawn);
        caveats = List.copyOf(caveats);
    }

    /** The card as Markdown. */
    public String markdown() {
        long first = drawn.stream().filter(Drawn::winnerAskedFirst).count();
        return String.format(
                Locale.ROOT,
                """
                ---
                configs:
                - config_name: default
                  data_files: %s
                ---
                # Synthetic preferences

                %s

                | i | j | p(i over j) asked for | judgements | i won | realised |
                |---|---|---|---|---|---|
                %s
                Rows: %s. Judgements: %,d, in random order. Seed %d of the JDK's generator L64X128MixRandom: the same command writes the
                same bytes, except `run.json`, which holds times.

                ## Words

                %s %s %s

                The question names the winner first in %,d of %,d judgements (%.1f %%). %s

                Templates: Ziwei Xu and Mohan Kankanhalli, arXiv 2410.02451, appendix C.2.

                ## Beware

                %s
                """,
                files.get(0),
                what,
                realised.stream().map(Card::row).collect(Collectors.joining()),
                rows,
                drawn.size(),
                seed,
                templates(
                        "question",
                        "questions",
                        wording.questions(),
                        PaperTemplates.questions().size()),
                templates(
                        "answer",
                        "answers",
                        wording.answers(),
                        PaperTemplates.answers().size()),
                wording.sameAnswer()
                        ? "All answers to one question share a template and differ by the options alone."
                        : "Each answer to a question has a template of its own.",
                first,
                drawn.size(),
                100.0 * first / drawn.size(),
                position(),
                all().stream()
                        .map(caveat -> "* " + caveat + "\n")
                        .collect(Collectors.joining())
                        .strip());
    }

    private static String row(Realised r) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %d | %s |\n",
                cell(r.stated().i()),
                cell(r.stated().j()),
                shown(r.stated().p()),
                r.judgements(),
                r.wins(),
                r.judgements() == 0 ? "" : String.format(Locale.ROOT, "%.4f", r.proportion()));
    }

    /** To six digits, which a stated probability seldom exceeds and one from scores does. */
    private static double shown(double p) {
        return new BigDecimal(p).round(new MathContext(6)).doubleValue();
    }

    private static String cell(String option) {
        return option.replace("\\", "\\\\").replace("|", "\\|");
    }

    private static String templates(String one, String many, List<Template> used, int of) {
        String numbers = used.stream().map(t -> Integer.toString(t.number())).collect(Collectors.joining(", "));
        return used.size() == of
                ? "Each judgement takes one of the paper's " + of + " " + many + ", all equally likely."
                : "Each judgement takes one of " + used.size() + " of the paper's " + of + " " + many
                        + ", all equally likely: " + (used.size() == 1 ? one : many) + " " + numbers + ".";
    }

    private String position() {
        return switch (wording.position()) {
            case RANDOM ->
                "The order was drawn independently of the winner: in all answers the winner comes first, so that a question"
                        + " whose order follows the winner would give the answer away by place alone.";
            case AS_GIVEN ->
                "The order is always the one in which the options were given, so that place and option cannot be told apart:"
                        + " a model may learn to prefer what is named first.";
            case WINNER_FIRST, WINNER_LAST ->
                "The order follows the winner, so that the place gives the answer away: a model may learn nothing else.";
        };
    }

    private List<String> all() {
        List<String> all = new ArrayList<>(caveats);
        if (wording.answers().stream().anyMatch(t -> !t.namesBoth())) {
            all.add("Answer 4, \"I just prefer <A>.\", does not name the loser: its pairs contrast the winners only"
                    + " (`--skip-answers 4` leaves it out).");
        }
        if (wording.answers().stream().anyMatch(t -> t.timesA() > 1)) {
            all.add(
                    "Answers 9, 11, 14 and 22 name the winner twice, so that their log-probabilities count its name twice"
                            + " (`--skip-answers 9,11,14,22` leaves them out). The paper numbers its 30th answer 20.");
        }
        oneSided().ifPresent(all::add);
        return all;
    }

    private Optional<String> oneSided() {
        List<String> pairs = realised.stream()
                .filter(r -> r.judgements() > 0 && r.isOneSided())
                .map(r -> r.stated().i() + " and " + r.stated().j())
                .toList();
        return pairs.isEmpty()
                ? Optional.empty()
                : Optional.of("Of " + String.join("; ", pairs)
                        + " one won always. A Bradley-Terry fit may not be finite then:"
                        + " `teeter audit comparisons.csv --prior normal:3` has an answer in any case.");
    }
}
