package org.teeter.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.teeter.data.Amount;
import org.teeter.report.document.Shown;

/** The experiment's tables as Markdown: what the paper reports, what was measured, and what follows. Nothing in it is fixed. */
public final class ExperimentReport {
    private final List<String> lines = new ArrayList<>();

    /** Nothing yet. */
    public ExperimentReport() {}

    /** The text. */
    public String markdown() {
        return String.join("\n", lines) + "\n";
    }

    /** How good the base model is. */
    public void base(BaseRecipe recipe, BaseQuality q) {
        lines.add("## The base model");
        lines.add("");
        lines.add("Recipe `" + recipe.hash() + "`: "
                + Amount.of(recipe.options().size(), "option") + ", " + recipe.traits()
                + " traits of strength " + Shown.shortest(recipe.strength()) + ", " + recipe.steps() + " steps of "
                + recipe.batch() + " examples, width " + recipe.hidden() + ", " + recipe.layers() + " layers.");
        lines.add("");
        header(List.of("quality", "measured", "ideal"));
        row("valid mass, mean over pairs and orders", q.validMass(), "1");
        row("valid mass, least", q.leastMass(), "1");
        row("loss of template answers, nats a token", q.loss(), number(q.floor()));
        row("bias between two options, mean distance from 1/2", q.meanBias(), "0");
        row("bias between two options, largest", q.largestBias(), "0");
        row("gain of the option named first", q.placeEffect(), "0");
        row("slope of learned on stated log-odds of traits", q.traitSlope(), "1");
        row("correlation of the two", q.traitCorrelation(), "1");
        lines.add("");
    }

    private void header(List<String> columns) {
        row(columns);
        lines.add("| --- ".repeat(columns.size()) + "|");
    }

    private void row(List<String> cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    private void row(String name, double value, String ideal) {
        row(List.of(name, number(value), ideal));
    }

    /** A table of a column for each curve; {@code cell} takes the number of a curve and p23. */
    private void table(String corner, List<Curve> curves, Cell cell) {
        header(beside(corner, curves, k -> name(curves.get(k))));
        for (double p23 : curves.get(0).grid()) {
            row(beside(Shown.shortest(p23), curves, k -> cell.of(k, p23)));
        }
        lines.add("");
    }

    private interface Cell {
        String of(int curve, double p23);
    }

    private static List<String> beside(String first, List<Curve> curves, IntFunction<String> cell) {
        List<String> cells = new ArrayList<>(List.of(first));
        for (int k = 0; k < curves.size(); k++) {
            cells.add(cell.apply(k));
        }
        return cells;
    }

    /** Lines that others wrote. */
    public void section(List<String> written) {
        lines.addAll(written);
    }

    /** A study: what was asked, what was run, and its tables. */
    public void study(Study study, List<JobResult> outcomes, int asked) {
        List<Curve> curves = study.curves(outcomes);
        lines.add("## " + study.title());
        lines.add("");
        lines.add(study.question());
        lines.add("");
        lines.add(Amount.among(outcomes.size(), asked, "run") + " " + Amount.isAmong(outcomes.size(), asked) + " in. "
                + spread(study, curves));
        lines.add("");
        if (curves.isEmpty()) {
            return;
        }
        if (curves.stream().allMatch(c -> c.grid().size() >= 2)) {
            observations(new Findings(curves));
            compositions(curves);
        }
        values("learned p13", curves, o -> o.r13().exact());
        values("learned p23", curves, o -> o.r23().exact());
        predictions(curves);
        List<StoppedScores> stopped =
                curves.stream().flatMap(c -> c.stopped().stream()).toList();
        if (stopped.size() == curves.size()) {
            stopped(curves, stopped);
        }
    }

    private static String spread(Study study, List<Curve> curves) {
        int most = curves.stream().mapToInt(c -> c.repeats().size()).max().orElse(0);
        return (study.pooled()
                        ? "Spread is one standard deviation over orders and seeds, "
                        : "Spread is one standard" + " deviation over seeds, ")
                + "up to " + most + " repetitions.";
    }

    private void observations(Findings findings) {
        List<String> columns = new ArrayList<>(List.of("observation", "the paper", "measured here", "bound"));
        findings.curves().forEach(curve -> columns.add(name(curve)));
        columns.addAll(List.of("in most", "in all"));
        header(columns);
        for (Observation o : findings.observations()) {
            List<String> cells =
                    new ArrayList<>(List.of(o.name(), o.claim(), o.measure(), "≥ " + Shown.shortest(o.bound())));
            findings.curves().forEach(curve -> cells.add(o.measured(curve.name()) + " " + o.verdict(curve.name())));
            cells.addAll(List.of("**" + o.verdict() + "**", o.everywhere().toString()));
            row(cells);
        }
        lines.add("");
    }

    private void compositions(List<Curve> curves) {
        lines.add("How learned preferences compose, logit p13 = slope · (logit p12 + logit p23) + intercept"
                + " (Bradley-Terry: 1 and 0):");
        lines.add("");
        header(List.of(
                "curve", "slope", "intercept", "R²", "least valid mass", "none among sampled answers about (1,3)"));
        for (Curve curve : curves) {
            Findings.Line line = Findings.composition(curve);
            double mass = curve.outcomes().stream()
                    .flatMap(o -> o.readings().stream())
                    .mapToDouble(PairResult::validMass)
                    .min()
                    .orElseThrow();
            double none = curve.outcomes().stream()
                    .mapToDouble(o -> o.r13().noneShare())
                    .average()
                    .orElseThrow();
            row(List.of(
                    name(curve),
                    number(line.slope()),
                    number(line.intercept()),
                    number(line.r2()),
                    number(mass),
                    number(none)));
        }
        lines.add("");
    }

    private void values(String name, List<Curve> curves, ToDoubleFunction<JobResult> value) {
        table(name + " at p23", curves, (k, p23) -> {
            Curve curve = curves.get(k);
            return curve.grid().contains(p23) ? curve.at(p23, value).toString() : "";
        });
    }

    private void predictions(List<Curve> curves) {
        lines.add("Predicted by the effective links at the stated proportions: the preference model's p13, and the"
                + " policy's from a neutral reference.");
        lines.add("");
        table("p23", curves, (k, p23) -> {
            Theory theory = new Theory(curves.get(k).method());
            double lead = theory.composed(curves.get(k).p12(), p23);
            return number(Theory.sigmoid(lead)) + ", " + number(theory.frequency(lead, 0.5));
        });
    }

    private void stopped(List<Curve> curves, List<StoppedScores> fitted) {
        lines.add(
                "Predicted for scores whose training stops early, at the time that fits the implicit p12 (one number a"
                        + " curve): the policy's p13, p23 from a neutral reference.");
        lines.add("");
        header(beside("p23", curves, k -> name(curves.get(k))));
        row(beside("time", curves, k -> number(fitted.get(k).time())));
        for (double p23 : curves.get(0).grid()) {
            row(beside(Shown.shortest(p23), curves, k -> {
                Theory theory = new Theory(curves.get(k).method());
                StoppedScores.Leads leads = fitted.get(k).leads(curves.get(k).p12(), p23);
                return number(theory.frequency(leads.x13(), 0.5)) + ", " + number(theory.frequency(leads.x23(), 0.5));
            }));
        }
        lines.add("");
    }

    private static String name(Curve curve) {
        return curve.name().replace("\\", "\\\\").replace("|", "\\|");
    }

    private static String number(double x) {
        return Double.isNaN(x) ? "undefined" : String.format(Locale.ROOT, "%.3f", x);
    }
}
