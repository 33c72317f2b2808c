package org.teeter.report.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.teeter.data.Amount;
import org.teeter.data.Items;
import org.teeter.plan.Boundary;
import org.teeter.plan.Goal;
import org.teeter.plan.Outlook;
import org.teeter.plan.Plan;
import org.teeter.plan.Purchase;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which pairs to have judged, and what is expected of that.
 *
 * @param items under their names
 * @param plan what is bought
 * @param tried what came of the plan where votes were drawn; empty where none were
 */
public record PlanDocument(Items items, Plan plan, List<Outlook> tried) {
    /** The columns of plan.csv. */
    public static final List<String> HEADER = List.of("item_a", "item_b", "votes");

    private static final double NORMAL_95 = 1.959963984540054;
    private static final int SHOWN = 12;
    private static final double LEVEL = 1e-9;

    /** So many judgements to settle a lead are none that anybody buys. */
    private static final double FAR = 1e6;

    /** A chance from which nothing more is said of how to settle a lead. */
    private static final double LIKELY = 0.8;

    public PlanDocument {
        tried = List.copyOf(tried);
    }

    /** A row of the table: votes, the pair, and why. */
    public record Row(String votes, String pair, String why) {}

    /** The pairs, those with the most votes first; names between the marks that {@link Verdict} explains. */
    public List<Row> table() {
        List<Row> rows = new ArrayList<>();
        List<Purchase> all = plan.purchases();
        for (Purchase bought : all.subList(0, Math.min(SHOWN, all.size()))) {
            rows.add(new Row(
                    Shown.number((long) bought.votes()),
                    name(bought.i()) + " against " + name(bought.j()),
                    why(bought)));
        }
        return rows;
    }

    /** What is bought, as rows of plan.csv. */
    public List<List<String>> rows() {
        return plan.purchases().stream()
                .map(bought ->
                        List.of(items.name(bought.i()), items.name(bought.j()), Integer.toString(bought.votes())))
                .toList();
    }

    private String why(Purchase bought) {
        String interval = "its lead of " + shown(bought.lead()) + " ± " + half(bought.errorBefore()) + " becomes ± "
                + half(bought.errorAfter());
        String whole = plan.goal() instanceof Goal.Top
                ? "evidence across the boundary"
                : "evidence for " + over(plan.ahead(), plan.behind());
        return switch (bought.reason()) {
            case ASKED -> plan.goal() instanceof Goal.Top ? "across the boundary; " + interval : interval;
            case LINK ->
                bought.target().map(t -> "evidence for " + over(t.i(), t.j())).orElse(whole) + "; " + interval;
            case DIRECT ->
                bought.target()
                        .map(t -> "its prediction has a sensitivity of " + Shown.significant(t.sensitivity()) + " to "
                                + name(t.a()) + " against " + name(t.b()))
                        .orElse(whole);
            case CUT ->
                bought.target()
                        .map(t -> "joins the two sides of what makes " + over(t.i(), t.j()) + " fragile")
                        .orElse(whole);
        };
    }

    /** What is expected, and what to do next. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (plan.purchases().isEmpty()) {
            sentences.add(nothing());
            return sentences;
        }
        List<Purchase> all = plan.purchases();
        if (all.size() > SHOWN) {
            sentences.add("And "
                    + Amount.of(
                            all.stream().skip(SHOWN).mapToInt(Purchase::votes).sum(), "vote") + " on "
                    + Amount.of(all.size() - SHOWN, "pair") + " more, which --out and --json have.");
        }
        if (plan.goal() instanceof Goal.Fragile) {
            sentences.add(
                    fragility("With these " + Amount.of(plan.total(), "vote") + " the largest") + "." + ofBudget());
        } else {
            plan.boundary().ifPresent(leads -> sentences.add(boundary(leads)));
            sentences.add(lead());
            sentences.add(fragility("The largest") + ".");
        }
        tried().stream().findAny().ifPresent(any -> sentences.add(trial()));
        sentences.add(
                "Next: have these pairs judged, add the rows to the data, and plan again; votes will end otherwise than"
                        + " expected, and the plan with them.");
        return sentences;
    }

    private String nothing() {
        if (!(plan.goal() instanceof Goal.Fragile)) {
            return "There is nothing to buy: all that is asked is settled beyond doubt.";
        }
        Outlook now = plan.before();
        String largest = "the largest sensitivity of " + Amount.of(plan.predictions(), "prediction") + " is "
                + Shown.significant(now.largest());
        return now.fragile() == 0
                ? "There is nothing to buy: " + largest + ", not above " + Shown.threshold(plan.threshold()) + "."
                : "Nothing was found to buy that helps: " + largest + ".";
    }

    private String boundary(Boundary leads) {
        return "Of the " + Amount.of(leads.leads(), "lead") + " across the boundary " + Shown.number((long) leads.now())
                + (leads.now() == 1 ? " is" : " are") + " settled at 95%; with these "
                + Amount.of(plan.total(), "vote") + " " + Shown.significant(leads.expected())
                + " are expected to be. The plan takes away " + Shown.percent(1 - plan.remaining())
                + " of what is uncertain there (variances of leads, weighted by what a wrong order would cost); no plan"
                + " of so many votes takes away more than " + Shown.percent(1 - plan.least()) + ".";
    }

    private String lead() {
        boolean isTop = plan.boundary().isPresent();
        String text = name(plan.ahead()) + " leads " + name(plan.behind()) + " by " + shown(plan.lead()) + " ± "
                + half(plan.before().error()) + " (95%)"
                + (isTop ? "; it is" : "; with these " + Amount.of(plan.total(), "vote") + " it is")
                + " expected to be known to ± " + half(plan.after().error())
                + (isTop
                        ? ""
                        : ", and no plan of so many votes gets below ± "
                                + half(plan.before().error() * Math.sqrt(plan.least())))
                + ". The chance that it is then settled which of the two is ahead is "
                + Shown.percent(plan.settled()) + " (normal approximation; the true lead is as uncertain as now).";
        return plan.settled() < LIKELY && plan.further() > 0 && plan.further() < FAR
                ? text + " If the lead stays what it is, about " + Amount.of(Math.round(plan.further()), "judgement")
                        + " of the two alone would settle it in one case of two."
                : text;
    }

    private String fragility(String begins) {
        Outlook now = plan.before();
        Outlook then = plan.after();
        return begins + " sensitivity is expected to "
                + change(Shown.significant(now.largest()), Shown.significant(then.largest()))
                + ", and the number of predictions above " + Shown.threshold(plan.threshold()) + " to "
                + change(Shown.number(now.fragile()), Shown.number(then.fragile())) + ", of "
                + Shown.number(plan.predictions());
    }

    private static String change(String from, String to) {
        return from.equals(to) ? "stay at " + from : "go from " + from + " to " + to;
    }

    private String ofBudget() {
        int left = plan.budget() - plan.total();
        if (plan.after().fragile() == 0) {
            return left == 0 ? "" : " The other " + Amount.of(left, "vote") + " of the budget are not needed for that.";
        }
        return left == 0
                ? " The budget ends there; more votes would go further."
                : " The other " + Amount.of(left, "vote") + " were not found to help.";
    }

    private String trial() {
        double error = tried.stream().mapToDouble(Outlook::error).average().orElse(0);
        double largest = tried.stream().mapToDouble(Outlook::largest).average().orElse(0);
        long fell = tried.stream()
                .filter(one -> one.largest() < plan.before().largest())
                .count();
        return "Tried with votes drawn from the fit, " + Amount.of(tried.size(), "time") + ": ± " + half(error)
                + " in the mean, a largest sensitivity of " + Shown.significant(largest) + " in the mean, which fell "
                + Amount.of(fell, "time") + ".";
    }

    /** A lead; what rounding leaves of none is none. */
    private static String shown(double lead) {
        return lead < LEVEL ? "0" : Shown.significant(lead);
    }

    private static String half(double error) {
        return Shown.significant(NORMAL_95 * error);
    }

    private String name(int item) {
        return Verdict.marked(items.name(item));
    }

    private String over(int i, int j) {
        return name(i) + " over " + name(j);
    }

    /** The same as JSON. */
    public ObjectNode json(String version) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("teeter", version);
        json.put("goal", goal());
        json.put("budget", plan.budget());
        json.put("votes", plan.total());
        json.put("maxSensitivity", plan.threshold());
        ArrayNode pairs = json.putArray("pairs");
        for (Purchase bought : plan.purchases()) {
            ObjectNode row = pairs.addObject();
            row.put("item_a", items.name(bought.i()));
            row.put("item_b", items.name(bought.j()));
            row.put("votes", bought.votes());
            row.put("reason", bought.reason().name().toLowerCase(Locale.ROOT));
            row.put("lead", bought.lead());
            row.put("standardErrorBefore", bought.errorBefore());
            row.put("standardErrorAfter", bought.errorAfter());
            bought.target().ifPresent(target -> {
                ObjectNode of = row.putObject("target");
                of.put("target_i", items.name(target.i()));
                of.put("target_j", items.name(target.j()));
                of.put("source_a", items.name(target.a()));
                of.put("source_b", items.name(target.b()));
                of.put("sensitivity", target.sensitivity());
            });
        }
        json.put("ahead", items.name(plan.ahead()));
        json.put("behind", items.name(plan.behind()));
        json.put("lead", plan.lead());
        json.put("settled", plan.settled());
        plan.boundary()
                .ifPresent(leads -> json.putObject("boundary")
                        .put("leads", leads.leads())
                        .put("settled", leads.now())
                        .put("settledExpected", leads.expected()));
        outlook(json.putObject("before"), plan.before());
        outlook(json.putObject("expected"), plan.after());
        json.put("predictions", plan.predictions());
        if (!(plan.goal() instanceof Goal.Fragile)) {
            json.put("remaining", plan.remaining());
            json.put("leastPossible", plan.least());
        }
        if (!tried.isEmpty()) {
            ArrayNode trials = json.putArray("trials");
            tried.forEach(one -> outlook(trials.addObject(), one));
        }
        return json;
    }

    private String goal() {
        return plan.goal() instanceof Goal.Top top
                ? "top" + top.k()
                : plan.goal() instanceof Goal.Lead ? "pair" : "fragile";
    }

    private static void outlook(ObjectNode into, Outlook outlook) {
        into.put("halfWidth", NORMAL_95 * outlook.error());
        into.put("largestSensitivity", outlook.largest());
        into.put("fragile", outlook.fragile());
    }
}
