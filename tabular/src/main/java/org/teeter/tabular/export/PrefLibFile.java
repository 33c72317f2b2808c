package org.teeter.tabular.export;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Rankings;
import org.teeter.data.Ties;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.reader.Reading;

/**
 * Judgements as PrefLib keeps them (preflib.org/format): alternatives with numbers, then a line for each different order with the number of
 * voters. A pair is an order of two.
 */
public final class PrefLibFile {
    private final Items items;
    private final String type;
    private final List<String> lines;
    private final long voters;

    private PrefLibFile(Items items, String type, List<String> lines, long voters) {
        this.items = items;
        this.type = type;
        this.lines = List.copyOf(lines);
        this.voters = voters;
    }

    /**
     * Of what was read.
     *
     * @throws InputException if the format has no place for it: weights that are not whole, texts, or options that were there and were not
     *     ranked on some ballots alone
     */
    public static PrefLibFile of(Reading reading) {
        if (reading instanceof Reading.Ballots ballots) {
            return of(ballots.rankings());
        }
        if (reading instanceof Reading.Judgements judgements
                && judgements.problems().isEmpty()) {
            return of(ComparisonGraph.of(judgements.counts(), Ties.KEEP));
        }
        throw InputException.of("PrefLib is of options that have names, and these are answers to prompts");
    }

    private static PrefLibFile of(ComparisonGraph data) {
        List<String> lines = new ArrayList<>();
        long voters = 0;
        boolean ties = false;
        for (int e = 0; e < data.edges(); e++) {
            int a = data.first(e) + 1;
            int b = data.second(e) + 1;
            voters += add(lines, data.won(e), a + "," + b);
            voters += add(lines, data.lost(e), b + "," + a);
            voters += add(lines, data.tied(e), "{" + a + "," + b + "}");
            ties |= data.tied(e) > 0;
        }
        return new PrefLibFile(data.items(), (ties ? "to" : "so") + (data.size() == 2 ? "c" : "i"), lines, voters);
    }

    private static PrefLibFile of(Rankings data) {
        int n = data.items().size();
        List<String> lines = new ArrayList<>();
        long voters = 0;
        boolean complete = true;
        boolean ties = false;
        boolean rests = false;
        for (int k = 0; k < data.distinct(); k++) {
            StringBuilder order = new StringBuilder();
            int end = data.start(k + 1);
            complete &= end - data.start(k) == n;
            for (int from = data.start(k), to; from < end; from = to) {
                to = from + 1;
                while (to < end && data.level(to) == data.level(from)) {
                    to++;
                }
                if (data.level(from) >= data.levels(k)) {
                    rests |= to - from > 1 || data.level(from) == data.levels(k);
                    break;
                }
                ties |= to - from > 1;
                order.append(order.length() > 0 ? "," : "").append(to - from > 1 ? "{" : "");
                for (int p = from; p < to; p++) {
                    order.append(p > from ? "," : "").append(data.item(p) + 1);
                }
                order.append(to - from > 1 ? "}" : "");
            }
            voters += add(lines, data.weight(k), order.toString());
        }
        if (rests && !complete) {
            throw InputException.of(
                    "some ballots leave options unranked that were there, and others do not have all options;"
                            + " PrefLib says only the one or the other of a file");
        }
        return new PrefLibFile(data.items(), (ties ? "to" : "so") + (complete ? "c" : "i"), lines, voters);
    }

    private static long add(List<String> lines, double weight, String order) {
        if (weight != Math.rint(weight) || weight > 0x1p53) {
            throw InputException.of(
                    "PrefLib has whole numbers of voters, and the order " + order + " has a weight of " + weight);
        }
        if (weight > 0) {
            lines.add((long) weight + ": " + order);
        }
        return (long) weight;
    }

    /** {@code soc}, {@code soi}, {@code toc} or {@code toi}, which is also the ending of the file's name. */
    public String type() {
        return type;
    }

    /** How many judgements or ballots there are. */
    public long voters() {
        return voters;
    }

    /** Different orders. */
    public int orders() {
        return lines.size();
    }

    /** Writes the file. */
    public void write(String name, Writer to) throws IOException {
        to.write("# FILE NAME: " + name + "\n# DATA TYPE: " + type + "\n# NUMBER ALTERNATIVES: " + items.size()
                + "\n# NUMBER VOTERS: " + voters + "\n# NUMBER UNIQUE ORDERS: " + lines.size() + "\n");
        for (int i = 0; i < items.size(); i++) {
            if (items.name(i).chars().anyMatch(c -> c == '\n' || c == '\r')) {
                throw InputException.of("a name with a line break has no place in a PrefLib file: " + items.name(i));
            }
            to.write("# ALTERNATIVE NAME " + (i + 1) + ": " + items.name(i) + "\n");
        }
        for (String line : lines) {
            to.write(line + "\n");
        }
    }
}
