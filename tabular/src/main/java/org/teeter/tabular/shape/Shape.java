package org.teeter.tabular.shape;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.teeter.tabular.ballot.RankingForms;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Form;
import org.teeter.tabular.form.PairForms;
import org.teeter.tabular.meaning.Vocabulary;

/**
 * A set of column names that is recognised without being told.
 *
 * <p>Only names that leave no doubt are here. {@code row,col,win,loss} is not: of such files in use, some count wins of the row and
 * some of the column. Neither are {@code home_score,away_score}: goals are no judgements.
 *
 * @param title what the shape is called
 * @param form how its rows are read
 * @param names the normal names that the column of each role may have
 * @param vocabulary what its winner column may hold; of no meaning in other forms
 * @param isLoose whether the shape is taken only where no other fits: the name of its winner column alone says little
 */
public record Shape(String title, Form form, Map<Role, List<String>> names, Vocabulary vocabulary, boolean isLoose) {
    /** The shapes in words, for the message that none of them was found. */
    static final String LIST = "left,right,winner | model_a,model_b,winner | player1,player2,winner"
            + " | model_a,model_b,winner_model_a,winner_model_b[,winner_tie] | item1,item2,wins1,wins2[,ties] | winner,loser"
            + " | chosen_model,rejected_model | [prompt,]chosen,rejected | white,black,result | HomeTeam,AwayTeam,FTR"
            + " | generator_1,generator_2,preference | ranking | rank1,rank2,… | ballot,item,rank"
            + " | a column for each item, holding its rank";

    private static final List<String> NUMBERED =
            List.of("item", "option", "model", "player", "team", "school", "candidate", "object", "name");
    /** More that options are called, in columns that no shape of the first rank has. */
    private static final List<String> MORE_STEMS =
            List.of("generator", "system", "agent", "llm", "method", "policy", "engine", "bot", "contestant", "image");

    /** What texts are called, which are told apart by their prompts. */
    static final List<String> TEXT_STEMS = List.of(("response output answer completion text generation summary reply"
                    + " translation story solution explanation continuation essay")
            .split(" ", -1));

    /** What a column of ties is called. */
    private static final List<String> BOTH_BAD = List.of("both_bad", "bothbad");

    private static final List<String> TIES = List.of("ties", "tied", "tie", "draws", "draw", "t_ij");

    public static final List<String> PROMPT = List.of("prompt");

    private static final List<String> MODELS =
            List.of("models", "model_names", "systems", "generators", "generation_models");

    /** What else a column of labels is called, the likeliest first. */
    static final List<List<String>> VERDICTS =
            Proposal.words("winner verdict vote preference judgment/judgement preferred/preferred_model label result"
                    + " outcome decision choice score");

    /** Of several judges of two texts, each of whom has a column. */
    static final List<String> FIRST_JUDGES =
            List.of("annotator1", "annotator_1", "judge1", "judge_1", "rater1", "rater_1");

    private static final List<String> AUTHORS = List.of("model", "model_name", "source", "policy", "system");

    /** The known shapes of names that leave no doubt; where a file fits several, the first is taken. */
    static final List<Shape> FIRM = firm();

    /** The shapes of rankings, which are taken where no shape of pairs fits. */
    static final List<Shape> BALLOTS = List.of(
            firm(
                    "ranking",
                    RankingForms.RANKED,
                    Map.of(
                            Role.RANKING,
                            List.of("ranking", "rankings", "ranked_items"),
                            Role.REST,
                            List.of("rest", "unranked", "not_chosen"),
                            Role.CANDIDATES,
                            List.of("candidates", "choice_set", "alternatives"))),
            firm(
                    "a row for each rank",
                    RankingForms.RANK_ROWS,
                    Map.of(
                            Role.BALLOT,
                            List.of(
                                    ("ballot ballot_id voter voter_id judge judge_id rater rater_id annotator annotator_id "
                                                    + "respondent respondent_id participant participant_id race race_id")
                                            .split(" ", -1)),
                            Role.ITEM,
                            List.of("item option candidate alternative model player team driver object".split(" ", -1)),
                            Role.RANK,
                            List.of("rank", "position", "place"))),
            firm("ranked models", RankingForms.RANKED_AUTHORS, Map.of(Role.ITEM, MODELS, Role.RANK, List.of("ranks"))),
            firm(
                    "scored models",
                    RankingForms.SCORED_AUTHORS,
                    Map.of(Role.ITEM, MODELS, Role.SCORE, List.of("scores", "ratings"))),
            firm(
                    "answers of models",
                    RankingForms.ANSWERS,
                    Map.of(Role.ANSWERS, List.of("completions", "answers", "responses"))));

    /** Thousands, of names that mean this only where no firm shape fits; made when they are first asked for. */
    private static final class Loose {
        static final List<Shape> SHAPES = loose();
    }

    public Shape {
        names = Map.copyOf(names);
    }

    /** Every known shape, the firm ones first. */
    static Stream<Shape> known() {
        return Stream.concat(FIRM.stream(), Loose.SHAPES.stream());
    }

    private static List<Shape> firm() {
        List<Shape> shapes = new ArrayList<>();
        shapes.add(labelled("left/right", "left", "right", Vocabulary.sides("left", "right")));
        shapes.add(labelled("arena", "model_a", "model_b", Vocabulary.arena()));
        for (String stem : NUMBERED) {
            for (String gap : List.of("", "_")) {
                Vocabulary sides = Vocabulary.sides(stem + gap + "1", stem + gap + "2");
                shapes.add(labelled("numbered", stem + gap + "1", stem + gap + "2", sides));
            }
        }
        Map<Role, List<String>> oneHot =
                names(PairForms.ONE_HOT.required(), "model_a", "model_b", "winner_model_a", "winner_model_b");
        oneHot.put(Role.TIES, List.of("winner_tie"));
        oneHot.put(
                Role.BOTH_BAD,
                List.of("winner_tie_bothbad", "winner_tie_both_bad", "winner_bothbad", "winner_both_bad"));
        shapes.add(firm("one-hot", PairForms.ONE_HOT, oneHot));
        addCounted(shapes);
        for (List<String> ordered : Proposal.words(
                "winner/loser win/lost won/lost winner_name/loser_name winner_team/loser_team"
                        + " winner_player/loser_player winner_model/loser_model winner_id/loser_id chosen/notchosen chosen/not_chosen")) {

            shapes.add(firm(
                    "winner/loser",
                    PairForms.ORDERED,
                    names(PairForms.ORDERED.required(), ordered.get(0), ordered.get(1))));
        }
        for (String author : AUTHORS) {
            for (boolean after : new boolean[] {true, false}) {
                Map<Role, List<String>> names = names(
                        PairForms.ITEMS.required(),
                        after ? "chosen_" + author : author + "_chosen",
                        after ? "rejected_" + author : author + "_rejected");
                shapes.add(firm("chosen/rejected by their authors", PairForms.ITEMS, names));
            }
        }
        Map<Role, List<String>> texts = names(PairForms.TEXTS.required(), "chosen", "rejected");
        texts.put(Role.PROMPT, PROMPT);
        shapes.add(firm("chosen/rejected texts", PairForms.TEXTS, texts));
        return List.copyOf(shapes);
    }

    private static void addCounted(List<Shape> shapes) {
        for (String stem : NUMBERED) {
            for (String gap : List.of("", "_")) {
                for (String wins : List.of("wins", "win", "wins_", "win_")) {
                    shapes.add(counted(stem + gap + "1", stem + gap + "2", wins + "1", wins + "2"));
                }
            }
        }
        shapes.add(counted("home_team", "away_team", "home_wins", "away_wins"));
        shapes.add(counted("model_a", "model_b", "wins_a", "wins_b"));
        shapes.add(counted("model_a", "model_b", "wins_model_a", "wins_model_b"));
        shapes.add(counted("left", "right", "wins_left", "wins_right"));
        shapes.add(counted("i", "j", "w_ij", "w_ji"));
    }

    private static List<Shape> loose() {
        List<Shape> shapes = new ArrayList<>();
        for (List<String> white : Proposal.words("white/black white_player/black_player player_white/player_black")) {

            shapes.add(loose("games", white.get(0), white.get(1), List.of("result"), Vocabulary.games()));
        }
        for (List<String> home :
                List.of(List.of("hometeam", "awayteam"), List.of("home_team", "away_team"), List.of("home", "away"))) {
            List<String> verdicts = List.of("ftr", "full_time_result", "result");
            shapes.add(loose("home and away", home.get(0), home.get(1), verdicts, Vocabulary.homeAway()));
        }
        for (String gap : List.of("", "_")) {
            Vocabulary strengths = Vocabulary.signs(3);
            shapes.add(judgedTexts(
                    "response" + gap + "1",
                    "response" + gap + "2",
                    List.of("preference_strength", "overall_preference"),
                    strengths));
        }
        List<List<String>> sides = new ArrayList<>();
        sides.addAll(Proposal.words("left/right left_id/right_id"));
        for (List<String> stems : List.of(NUMBERED, MORE_STEMS)) {
            for (String stem : stems) {
                addSides(stem, sides);
            }
        }
        for (String number : List.of("_model_name", "_model")) {
            sides.add(List.of("0" + number, "1" + number));
            sides.add(List.of("1" + number, "2" + number));
        }
        sides.add(List.of("white", "black"));
        for (List<String> pair : sides) {
            String first = pair.get(0);
            String second = pair.get(1);
            Vocabulary vocabulary =
                    first.endsWith("a") || first.startsWith("left") ? Vocabulary.arena() : Vocabulary.names();
            for (List<String> verdict : VERDICTS) {
                boolean soft = verdict.contains("preference");
                shapes.add(loose("labelled", first, second, verdict, soft ? vocabulary.orNothing() : vocabulary));
            }
            shapes.add(new Shape(
                    "labelled",
                    PairForms.LABELLED,
                    Map.of(
                            Role.FIRST,
                            List.of(first),
                            Role.SECOND,
                            List.of(second),
                            Role.WINNER,
                            List.of(first.matches("\\d_.*") ? "type" : "winner")),
                    vocabulary,
                    true));
            shapes.add(won(first, second));
            shapes.add(flagged(first, second));
        }
        for (String stem : TEXT_STEMS) {
            List<List<String>> pairs = new ArrayList<>();
            addSides(stem, pairs);
            for (List<String> pair : pairs) {
                for (List<String> verdict : Stream.concat(VERDICTS.stream(), Stream.of(FIRST_JUDGES))
                        .toList()) {
                    shapes.add(judgedTexts(
                            pair.get(0),
                            pair.get(1),
                            verdict,
                            Vocabulary.names().orNothing()));
                }
            }
        }
        return List.copyOf(shapes);
    }

    /** The ways to call two columns of one stem. */
    private static void addSides(String stem, List<List<String>> sides) {
        for (String gap : List.of("", "_")) {
            sides.add(List.of(stem + gap + "1", stem + gap + "2"));
            sides.add(List.of(stem + gap + "0", stem + gap + "1"));
        }
        String all = "STEM_a/STEM_b STEMa/STEMb STEM_left/STEM_right left_STEM/right_STEM a_STEM/b_STEM";
        sides.addAll(Proposal.words(all.replace("STEM", stem)));
    }

    private static Shape labelled(String title, String first, String second, Vocabulary vocabulary) {
        return new Shape(
                title,
                PairForms.LABELLED,
                names(PairForms.LABELLED.required(), first, second, "winner"),
                vocabulary,
                false);
    }

    private static Shape loose(
            String title, String first, String second, List<String> verdicts, Vocabulary vocabulary) {
        Map<Role, List<String>> names = names(PairForms.LABELLED.required(), first, second);
        names.put(Role.WINNER, verdicts);
        return new Shape(title, PairForms.LABELLED, names, vocabulary, true);
    }

    private static Shape judgedTexts(String first, String second, List<String> verdicts, Vocabulary vocabulary) {
        Map<Role, List<String>> names = names(PairForms.JUDGED_TEXTS.required(), first, second);
        names.put(Role.WINNER, verdicts);
        // HelpSteer3 has both of these names.
        names.put(Role.PROMPT, verdicts.contains("overall_preference") ? List.of("prompt", "context") : PROMPT);
        return new Shape("texts and a label", PairForms.JUDGED_TEXTS, names, vocabulary, true);
    }

    /** One column that says by its name what 1 means: that the first option won. */
    private static Shape flagged(String first, String second) {
        Map<Role, List<String>> names = names(PairForms.FLAGGED.required(), first, second);
        List<String> parts = new ArrayList<>(winsOf(first));
        parts.add("score_" + first);
        parts.add(first + "_score");
        names.put(Role.WINS_FIRST, parts);
        return new Shape("the first one's part of the vote", PairForms.FLAGGED, names, Vocabulary.names(), true);
    }

    /** The same of either side: 1 and 0 are counts too. */
    private static Shape won(String first, String second) {
        Map<Role, List<String>> names = names(PairForms.COUNTED.required(), first, second);
        names.put(Role.WINS_FIRST, winsOf(first));
        names.put(Role.WINS_SECOND, winsOf(second));
        names.put(Role.TIES, TIES);
        names.put(Role.BOTH_BAD, BOTH_BAD);
        return new Shape("counted", PairForms.COUNTED, names, Vocabulary.names(), true);
    }

    private static List<String> winsOf(String side) {
        String all = "SIDE_wins SIDE_won SIDE_win SIDE_is_winner SIDE_preferred SIDE_is_better"
                + " winner_SIDE winner_is_SIDE prefers_SIDE";
        return List.of(all.replace("SIDE", side).split(" ", -1));
    }

    private static Shape counted(String first, String second, String winsFirst, String winsSecond) {
        Map<Role, List<String>> names = names(PairForms.COUNTED.required(), first, second, winsFirst, winsSecond);
        names.put(Role.TIES, TIES);
        names.put(Role.BOTH_BAD, BOTH_BAD);
        return firm("counted", PairForms.COUNTED, names);
    }

    /** What a column of a role that a form may do without is called, unless a shape of its own says it. */
    static List<String> optional(Role role) {
        return role == Role.TIES ? TIES : role == Role.BOTH_BAD ? BOTH_BAD : PROMPT;
    }

    private static Shape firm(String title, Form form, Map<Role, List<String>> names) {
        return new Shape(title, form, names, Vocabulary.names(), false);
    }

    private static Map<Role, List<String>> names(List<Role> roles, String... names) {
        Map<Role, List<String>> byRole = new EnumMap<>(Role.class);
        for (int k = 0; k < names.length; k++) {
            byRole.put(roles.get(k), List.of(names[k]));
        }
        return byRole;
    }
}
