package org.teeter.lab.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.teeter.lab.synthesis.StatedPair;

/**
 * What is judged, which share of it moves, and what is asked: a pair that nobody judges.
 *
 * @param name of its files and of the option that asks for it
 * @param judged the pairs, the one whose share moves first
 * @param each judgements of each pair
 * @param shares of the first pair, ascending; the first two are a point apart
 * @param i of the pair that is asked about
 * @param j of the pair that is asked about
 */
public record Board(
        String name, String title, List<StatedPair> judged, int each, List<Double> shares, String i, String j) {

    public Board {
        judged = List.copyOf(judged);
        shares = List.copyOf(shares);
    }

    /** The paper's three options at its strongest preferences, where p13 passes 1/2: p12 = .99, and p23 from .01 on. */
    public static Board paper() {
        return new Board(
                "paper",
                "three options, *p*_{12} = 0.99",
                List.of(new StatedPair("cat", "bird", 0.01), new StatedPair("dog", "cat", 0.99)),
                1000,
                List.of(0.01, 0.02, 0.03, 0.05),
                "dog",
                "bird");
    }

    /**
     * A small leaderboard: five options that were judged against each other often enough, and two that came later, each judged against
     * one of the five alone, which it beat nearly always. Which of the two is better?
     */
    public static Board leaderboard() {
        return new Board(
                "leaderboard",
                "seven options, two of them newcomers",
                List.of(
                        new StatedPair("lion", "mouse", 0.95),
                        new StatedPair("horse", "duck", 0.97),
                        new StatedPair("mouse", "duck", 0.6),
                        new StatedPair("duck", "goat", 0.55),
                        new StatedPair("goat", "sheep", 0.6),
                        new StatedPair("sheep", "rabbit", 0.5),
                        new StatedPair("mouse", "goat", 0.7),
                        new StatedPair("duck", "rabbit", 0.65)),
                500,
                List.of(0.95, 0.96, 0.97, 0.98),
                "lion",
                "horse");
    }

    /** Both. */
    public static List<Board> all() {
        return List.of(paper(), leaderboard());
    }

    /** The pair whose share moves. */
    public StatedPair moved() {
        return judged.get(0);
    }

    /** What is judged where the first pair has another share. */
    List<StatedPair> with(double share) {
        StatedPair moved = moved();
        return Stream.concat(
                        Stream.of(new StatedPair(moved.i(), moved.j(), share)),
                        judged.subList(1, judged.size()).stream())
                .toList();
    }

    /** All options, in the order in which pairs name them. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        for (StatedPair pair : judged) {
            Stream.of(pair.i(), pair.j()).filter(o -> !options.contains(o)).forEach(options::add);
        }
        return options;
    }
}
