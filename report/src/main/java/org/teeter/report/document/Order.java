package org.teeter.report.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.teeter.data.Amount;
import org.teeter.data.Items;
import org.teeter.votes.Change;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the data say of who is first, and in votes how firmly.
 *
 * @param first the item of the highest score
 * @param shared all items of that score, the first among them
 * @param second the next
 * @param lead of the one over the other, in score units
 * @param error the standard error of that
 * @param best the best rank that the first may have, with 95 % confidence
 * @param worst the worst
 * @param further judgements of the two that would bring the lead to 1.96 standard errors; 0 where it is there
 * @param noun what a judgement is called
 * @param total judgements, as a sum of weights
 * @param turns fewest votes that were found to change who is first, or which are the first k
 * @param bloc fewest raters that were found without whom another is first; empty where raters are not known, or none were found
 */
public record Order(
        int first,
        List<Integer> shared,
        int second,
        double lead,
        double error,
        int best,
        int worst,
        double further,
        String noun,
        double total,
        List<Turn> turns,
        Optional<Bloc> bloc) {

    public Order {
        shared = List.copyOf(shared);
        turns = List.copyOf(turns);
    }

    /**
     * Votes that change which items are the first k.
     *
     * @param k how many
     * @param change what is done to the votes
     * @param ahead the item that leaves
     * @param behind the item that takes its place
     * @param votes how many
     * @param atLeast fewer do not, proven; 0 where that is not known
     * @param parts the votes by kind
     */
    public record Turn(int k, Change change, int ahead, int behind, double votes, double atLeast, List<Part> parts) {
        public Turn {
            parts = List.copyOf(parts);
        }

        ObjectNode json(Items items) {
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            row.put("top", k);
            row.put("change", change.name().toLowerCase(Locale.ROOT));
            row.put("votes", votes);
            row.put("atLeast", atLeast);
            row.put("out", items.name(ahead));
            row.put("in", items.name(behind));
            ArrayNode array = row.putArray("parts");
            for (Part part : parts) {
                array.addObject()
                        .put("judgement", Verdict.quoted(part.what()))
                        .put("votes", part.votes())
                        .put("of", part.of());
            }
            return row;
        }

        /** What is known of the number, in words. */
        String proof() {
            return atLeast >= votes
                    ? "; fewer do not, that is proven"
                    : atLeast > 1
                            ? "; fewer than " + Shown.number(atLeast) + " do not, that is proven"
                            : votes > 1 ? "; whether fewer do is not known" : "";
        }
    }

    /**
     * Raters without whom the order is another.
     *
     * @param ahead the item that falls behind
     * @param behind the item that gets ahead
     * @param raters who they are
     * @param of how many raters there are
     * @param votes all of theirs, as a sum of weights
     * @param atLeast fewer raters do not, whoever they are, proven; 0 where that is not known
     */
    public record Bloc(int ahead, int behind, List<String> raters, int of, double votes, int atLeast) {
        private static final int NAMED = 5;

        public Bloc {
            raters = List.copyOf(raters);
        }

        /** What happens without them, as the continuation of a sentence that ends in what changes. */
        String without(double total) {
            String named = raters.stream().limit(NAMED).map(Verdict::marked).collect(Collectors.joining(", "))
                    + (raters.size() > NAMED ? ", …" : "");
            return "leaving out " + (raters.size() == 1 ? "one rater" : Shown.number((long) raters.size()) + " raters")
                    + " of " + Shown.number((long) of) + " (" + named + "; "
                    + Shown.significant(100 * votes / total) + "% of all judgements)";
        }

        /** What is known of their number, in words. */
        String proof() {
            if (raters.size() == 1) {
                return "";
            }
            return atLeast >= raters.size()
                    ? "; fewer raters do not, that is proven"
                    : atLeast > 1
                            ? "; fewer than " + Shown.number((long) atLeast) + " raters do not, that is proven"
                            : "; whether fewer raters do is not known";
        }

        ObjectNode json(Items items) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("out", items.name(ahead));
            json.put("in", items.name(behind));
            ArrayNode names = json.putArray("raters");
            raters.forEach(names::add);
            json.put("of", of);
            json.put("votes", votes);
            json.put("atLeast", atLeast);
            return json;
        }
    }

    /**
     * Votes of one kind.
     *
     * @param kind of the data that were fitted
     * @param what they say
     * @param votes how many are changed
     * @param of how many there are
     */
    public record Part(int kind, String what, double votes, double of) {}

    private static final int SHARING_NAMED = 4;

    /** Who is first, and what it takes to change that. */
    public List<String> sentences(Items items) {
        List<String> sentences = new ArrayList<>();
        String name = Verdict.marked(items.name(first));
        if (shared.size() > 1) {
            sentences.add(Amount.of(shared.size(), "item")
                    + " share the first place, so one judgement decides which is first: "
                    + shared.stream()
                            .limit(SHARING_NAMED)
                            .map(item -> Verdict.marked(items.name(item)))
                            .collect(Collectors.joining(", "))
                    + (shared.size() > SHARING_NAMED ? ", …" : "") + ".");
            sentences.addAll(ofTop(items));
            return sentences;
        }
        String headline = name + " is first, " + (worst == 1 ? "and firmly" : "but not firmly");
        List<Turn> ofFirst = turns.stream().filter(turn -> turn.k() == 1).toList();
        if (!ofFirst.isEmpty()) {
            Turn turn = ofFirst.get(0);
            headline += ": " + changing(turn.change()) + " " + ofAll(turn.votes()) + " puts "
                    + Verdict.marked(items.name(turn.behind())) + " there" + turn.proof();
        }
        sentences.add(headline + ".");
        sentences.add("Its lead over " + Verdict.marked(items.name(second)) + " has z = "
                + String.format(Locale.ROOT, "%.1f", lead / error) + " (" + Shown.significant(lead) + " ± "
                + Shown.significant(error) + "); at 95% "
                + (best == worst ? "its rank is " + best + "." : "it ranks between " + best + " and " + worst + ".")
                + settle());
        bloc.ifPresent(found -> sentences.add(upper(found.without(total)) + " puts "
                + Verdict.marked(items.name(found.behind())) + " first" + found.proof() + "."));
        sentences.addAll(ofTop(items));
        return sentences;
    }

    private List<String> ofTop(Items items) {
        List<String> sentences = new ArrayList<>();
        for (Turn turn : turns) {
            if (turn.k() > 1) {
                sentences.add(upper(changing(turn.change())) + " " + ofAll(turn.votes()) + " puts "
                        + Verdict.marked(items.name(turn.behind())) + " among the first "
                        + turn.k() + " in the place of " + Verdict.marked(items.name(turn.ahead())) + turn.proof()
                        + ".");
            }
        }
        return sentences;
    }

    private String settle() {
        return further > 0
                ? " To settle it, in one case of two: about " + Amount.of(Math.round(further), "more judgement")
                        + " of the two."
                : "";
    }

    private String ofAll(double votes) {
        return ofAll(votes, total, noun);
    }

    /** So many of all, in percent too. */
    static String ofAll(double votes, double total, String noun) {
        return Shown.number(votes) + " of " + Shown.number(total) + " " + (total == 1 ? noun : noun + "s") + " ("
                + Shown.percentOf(votes, total) + "%)";
    }

    /** What is done. */
    public static String changing(Change change) {
        return switch (change) {
            case DROP -> "leaving out";
            case FLIP -> "turning round";
            case ADD -> "adding";
        };
    }

    private static String upper(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** The same as JSON. */
    public ObjectNode json(Items items) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode leaders = json.putArray("first");
        shared.forEach(item -> leaders.add(items.name(item)));
        json.put("second", items.name(second));
        json.put("lead", lead);
        json.put("standardError", error);
        json.put("bestRank", best);
        json.put("worstRank", worst);
        json.put("furtherJudgements", further);
        bloc.ifPresent(found -> json.set("ratersToTip", found.json(items)));
        ArrayNode array = json.putArray("votesToTip");
        for (Turn turn : turns) {
            array.add(turn.json(items));
        }
        return json;
    }
}
