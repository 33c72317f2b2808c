package org.teeter.cli;

import java.util.Arrays;
import java.util.List;
import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.paper.TreeSensitivity.Edge;

/** The cells of one row of an evaluation, by column; reused from row to row. */
final class Cells {
    private static final Logistic LOGISTIC = new Logistic();

    private final List<String> names;
    private final int[] places; // of each named column in the input, or -1 for an optional one that is not there
    private final LinkNames links = new LinkNames();
    private List<String> row = List.of();

    Cells(List<String> names, int[] places) {
        this.names = names;
        this.places = places;
    }

    void set(List<String> fields) {
        row = fields;
    }

    boolean has(int column) {
        return places[column] >= 0;
    }

    String text(int column) {
        return row.get(places[column]);
    }

    double number(int column) {
        return Numbers.parse(names.get(column), text(column));
    }

    int whole(int column) {
        return Numbers.parseInt(names.get(column), text(column));
    }

    Probability probability(int column) {
        return Numbers.probability(names.get(column), text(column));
    }

    double[] numbers(int column) {
        return Numbers.list(names.get(column), text(column));
    }

    List<Probability> probabilities(int column) {
        return Arrays.stream(text(column).split(";", -1))
                .map(p -> Numbers.probability(names.get(column), p))
                .toList();
    }

    /** The link a column names; the logistic where the column is not there. */
    Link link(int column) {
        return has(column) ? links.named(text(column).strip()) : LOGISTIC;
    }

    Edge edge(int column) {
        return edge(names.get(column), text(column));
    }

    List<Edge> edges(int column) {
        return Arrays.stream(text(column).split(";", -1))
                .map(e -> edge(names.get(column), e))
                .toList();
    }

    private static Edge edge(String what, String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException(what + " must be like 1-2, got \"" + text + "\"");
        }
        return new Edge(
                Numbers.parseInt(what, text.substring(0, dash)), Numbers.parseInt(what, text.substring(dash + 1)));
    }
}
