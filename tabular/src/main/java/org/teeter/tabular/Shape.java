package org.teeter.tabular;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A set of column names that is recognised without being told.
 *
 * <p>Only names that leave no doubt are here. {@code row,col,win,loss} is not: of such files in use, some count wins of the row and
 * some of the column. Neither are {@code home_score,away_score}: goals are no judgements.
 *
 * @param title what the shape is called
 * @param form how its rows are read
 * @param names the normal names that the column of each role may have
 * @param labels what its winner column may hold; of no meaning in other forms
 */
record Shape(String title, Form form, Map<Role, List<String>> names, Labels labels) {
    /** The shapes in words, for the message that none of them was found. */
    static final String LIST = "left,right,winner | model_a,model_b,winner | player1,player2,winner"
            + " | model_a,model_b,winner_model_a,winner_model_b,winner_tie | item1,item2,wins1,wins2[,ties] | winner,loser"
            + " | chosen_model,rejected_model | [prompt,]chosen,rejected";

    private static final List<String> NUMBERED =
            List.of("item", "option", "model", "player", "team", "school", "candidate", "object", "name");
    /** What a column of ties is called. */
    static final List<String> TIES = List.of("ties", "tied", "tie", "draws", "draw", "t_ij");

    private static final List<String> AUTHORS = List.of("model", "model_name", "source", "policy", "system");

    /** Every known shape; where a file fits several, the first is taken. */
    static final List<Shape> KNOWN = known();

    Shape {
        names = Map.copyOf(names);
    }

    private static List<Shape> known() {
        List<Shape> shapes = new ArrayList<>();
        shapes.add(labelled("left/right", "left", "right", Labels.leftRight()));
        shapes.add(labelled("arena", "model_a", "model_b", Labels.arena()));
        for (String stem : NUMBERED) {
            for (String gap : List.of("", "_")) {
                Labels labels = Labels.sides(stem + gap + "1", stem + gap + "2", true);
                shapes.add(labelled("numbered", stem + gap + "1", stem + gap + "2", labels));
            }
        }
        shapes.add(new Shape(
                "one-hot",
                Form.ONE_HOT,
                names(Form.ONE_HOT.required(), "model_a", "model_b", "winner_model_a", "winner_model_b", "winner_tie"),
                Labels.arena()));
        addCounted(shapes);
        for (List<String> ordered :
                List.of(List.of("winner", "loser"), List.of("win", "lost"), List.of("won", "lost"))) {
            Map<Role, List<String>> names = names(Form.ORDERED.required(), ordered.get(0), ordered.get(1));
            shapes.add(new Shape("winner/loser", Form.ORDERED, names, Labels.leftRight()));
        }
        for (String author : AUTHORS) {
            for (boolean after : new boolean[] {true, false}) {
                Map<Role, List<String>> names = names(
                        Form.ITEMS.required(),
                        after ? "chosen_" + author : author + "_chosen",
                        after ? "rejected_" + author : author + "_rejected");
                shapes.add(new Shape("chosen/rejected by their authors", Form.ITEMS, names, Labels.leftRight()));
            }
        }
        shapes.add(new Shape(
                "chosen/rejected texts",
                Form.TEXTS,
                Map.of(
                        Role.CHOSEN,
                        List.of("chosen"),
                        Role.REJECTED,
                        List.of("rejected"),
                        Role.PROMPT,
                        List.of("prompt")),
                Labels.leftRight()));
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

    private static Shape labelled(String title, String first, String second, Labels labels) {
        return new Shape(title, Form.LABELLED, names(Form.LABELLED.required(), first, second, "winner"), labels);
    }

    private static Shape counted(String first, String second, String winsFirst, String winsSecond) {
        Map<Role, List<String>> names = names(Form.COUNTED.required(), first, second, winsFirst, winsSecond);
        names.put(Role.TIES, TIES);
        return new Shape("counted", Form.COUNTED, names, Labels.leftRight());
    }

    private static Map<Role, List<String>> names(List<Role> roles, String... names) {
        Map<Role, List<String>> byRole = new EnumMap<>(Role.class);
        for (int k = 0; k < names.length; k++) {
            byRole.put(roles.get(k), List.of(names[k]));
        }
        return byRole;
    }
}
