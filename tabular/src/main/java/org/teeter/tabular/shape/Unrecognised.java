package org.teeter.tabular.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.teeter.data.Outcome;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.PairForms;
import org.teeter.tabular.meaning.FirstRow;
import org.teeter.tabular.meaning.Meaning;
import org.teeter.tabular.meaning.Vocabulary;
import org.teeter.tabular.row.Row;

/** What to say of columns that are no shape which can be read without a guess: what they look like, and what would help. */
final class Unrecognised {
    private static final Pattern SCORE = Pattern.compile("(^|_)(scores?|points|goals|runs|ratings?)(_|\\d|$)");
    /** A column's name that asks about two options, as surveys have them. */
    private static final Pattern QUESTION =
            Pattern.compile("\\S\\s+(vs\\.?|versus|or)\\s+\\S", Pattern.CASE_INSENSITIVE);

    private static final Pattern BEST = Pattern.compile("best(_?item|_?option|_?choice)?|most(_.*)?|b");
    private static final Pattern WORST = Pattern.compile("worst(_?item|_?option|_?choice)?|least(_.*)?|w");

    private final Columns columns;
    private final FirstRow row;

    Unrecognised(Columns columns, Optional<Row> row) {
        this.columns = columns;
        this.row = new FirstRow(row);
    }

    /**
     * The refusal, with the nearest shape.
     *
     * @param ranked columns of ranks or scores of texts without the models that wrote them
     */
    InputException refusal(Optional<List<String>> ranked) {
        if (ranked.isPresent()) {
            return InputException.at(
                    columns.file(),
                    1,
                    "the columns " + String.join(" and ", ranked.get())
                            + " hold texts that were ranked and not who wrote them, and texts of different prompts have"
                            + " nothing in common; add a list of the models (models), or write a row for each pair of"
                            + " answers, prompt, chosen, rejected");
        }
        Optional<String> worst = named(WORST);
        if (worst.isPresent() && named(BEST).isPresent()) {
            return InputException.at(
                    columns.file(),
                    1,
                    "the columns " + named(BEST).get() + " and " + worst.get()
                            + " name the best and the worst of a set, as MaxDiff and best-worst scaling have them; write each set"
                            + " as a ranking whose others are tied: {\"ranking\": [\"the best\", [\"the\", \"others\"], \"the"
                            + " worst\"]}");
        }
        List<String> questions = columns.names().stream()
                .filter(name -> QUESTION.matcher(name).find())
                .toList();
        if (questions.size() > 1) {
            return InputException.at(
                    columns.file(),
                    1,
                    "the columns " + new Columns(columns.file(), questions)
                            + " look like questions about two options each, with a row for whoever answered them; write a row for"
                            + " each answer instead: model_a, model_b, winner, and who gave it (rater)");
        }
        return InputException.at(
                columns.file(),
                1,
                "the columns are " + columns + ", which is no shape that can be read without a guess"
                        + nearest() + scores() + headless() + "; say which column is what, "
                        + proposal() + " (or " + Role.WINS_FIRST.word() + ", "
                        + Role.WINS_SECOND.word() + " and " + Role.TIES.word() + " for counts); the shapes are "
                        + Shape.LIST);
    }

    private Optional<String> named(Pattern pattern) {
        return columns.names().stream()
                .filter(name -> pattern.matcher(Columns.normal(name)).matches())
                .findFirst();
    }

    /** What to do where the names of the columns are numbers, labels or what the row below them holds. */
    private String headless() {
        Vocabulary labels = Vocabulary.arena();
        int sides = 0; // one of two alone is no column's name
        boolean isRow = false;
        for (int column = 0; column < columns.size(); column++) {
            String name = columns.name(column);
            Optional<Outcome> said = labels.plain(name).map(Meaning::outcome);
            sides += said.isPresent() && (said.get() == Outcome.FIRST || said.get() == Outcome.SECOND) ? 1 : 0;
            isRow |= Vocabulary.number(name).isPresent() || (!name.isBlank() && name.equals(row.text(column)));
        }
        isRow |= sides == 1;
        return isRow
                ? "; if the first line is a row like the others, write one with the names of the columns above it"
                : "";
    }

    /** What the shape lacks of which all columns but one are there. */
    private String nearest() {
        int most = 1;
        String nearest = "";
        for (Shape shape : Shape.known().toList()) {
            if (shape.isLoose()) {
                break; // they come last
            }
            List<String> missing = new ArrayList<>();
            for (Role role : shape.form().required()) {
                List<String> names = shape.names().getOrDefault(role, List.of());
                if (names.stream().allMatch(name -> columns.find(name).isEmpty())) {
                    missing.add(names.get(0));
                }
            }
            int there = shape.form().required().size() - missing.size();
            // "winner" alone is no reason to think of winner and loser, "chosen" is one to think of rejected.
            boolean telling = there > most || (nearest.isEmpty() && there == 1 && shape.form() == PairForms.TEXTS);
            if (missing.size() == 1 && telling) {
                most = there;
                nearest =
                        "; nearest is " + shape.title() + ", which lacks " + missing.get(0) + verdicts(missing.get(0));
            }
        }
        return nearest;
    }

    /** The refusal where all columns hold numbers, which may be ranks or scores of the options that the columns are called. */
    InputException ofNumbers(List<String> options) {
        String all = String.join("+", options);
        return InputException.at(
                columns.file(),
                1,
                "the columns are " + columns
                        + ", which is no shape that can be read without a guess; if each is an option"
                        + " and a row holds its score or rank, say " + Role.SCORE.flag(all)
                        + " (the more the better) or " + Role.RANK.flag(all) + " (1 the best); if there is no header,"
                        + " write one");
    }

    /** The refusal where what would say it is in the fields of these columns. */
    InputException ofNested(List<String> nested) {
        return InputException.at(
                columns.file(),
                1,
                "the columns are " + columns + ", which is no shape that can be read without a guess; "
                        + new Columns(columns.file(), nested) + (nested.size() == 1 ? " holds" : " hold")
                        + " objects or lists, whose fields are no columns: write what they say as columns of their own, one"
                        + " row for each comparison");
    }

    private String proposal() {
        return new Proposal(columns, row)
                .options()
                .map(options -> "perhaps " + options)
                .orElse("e.g. " + Role.FIRST.flag("…") + " " + Role.SECOND.flag("…") + " " + Role.WINNER.flag("…"));
    }

    /** What to do where each side has a number: whether more of it is better is not known. */
    private String scores() {
        List<String> found = columns.names().stream()
                .filter(name -> SCORE.matcher(Columns.normal(name)).find())
                .toList();
        boolean isProposed = found.size() == 2
                && new Proposal(columns, row).hasSides()
                && proposal().contains(Role.SCORE_FIRST.flag(found.get(0)) + " ");
        return isProposed
                ? "; " + found.get(0) + " and " + found.get(1)
                        + " do not say whether more is better; if they are numbers of judgements won, say "
                        + Role.WINS_FIRST.flag(found.get(0)) + " "
                        + Role.WINS_SECOND.flag(found.get(1))
                : "";
    }

    /** Columns that may be the one that is lacking: g1_winner and g2_winner. */
    private String verdicts(String lacking) {
        List<String> like = columns.names().stream()
                .filter(name -> lacking.equals("winner")
                        && !Recognition.RATERS.contains(Columns.normal(name))
                        && Columns.normal(name)
                                .matches(".*(winner|annotator|judge|rater|voter|verdict|expert|human).*"))
                .toList();
        return like.isEmpty() || new Proposal(columns, row).hasWins()
                ? ""
                : " (perhaps " + Role.WINNER.flag(String.join("+", like)) + ")";
    }
}
