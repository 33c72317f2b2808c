package org.teeter.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Ties;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.link.Link;
import org.teeter.link.Probability;
import org.teeter.link.Probit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Conditional;
import org.teeter.model.Davidson;
import org.teeter.model.LinkModel;
import org.teeter.model.PairModel;
import org.teeter.report.document.Tornado;
import org.teeter.tabular.tally.Context;

/** Makes each choice behind a ranking otherwise, and leaves each source of its judgements out, one at a time. */
final class Choices {
    /** Items, raters and groups are left out each by itself, of up to so many. */
    private static final int MOST_LEFT_OUT = 500;

    /** So many versions of a model are imagined, of which the luckiest is shown, */
    private static final int VERSIONS = 10;
    /** whose luck is the mean of the largest of ten standard normal numbers (Harter 1961). */
    private static final double LUCK = 1.5387527308;

    private final Sample sample;
    private final ModelChoice choice;
    private final Watcher watcher;
    private final Fit<?> fit;
    private final Items items;
    private final boolean underConditions;
    private final Tornado.Standing base;
    private final List<Tornado.Line> lines = new ArrayList<>();
    private int undecided;

    private Choices(Sample sample, ModelChoice choice, Fit<?> fit, Watcher watcher) {
        this.sample = sample;
        this.choice = choice;
        this.watcher = watcher;
        this.fit = fit;
        this.items = sample.items();
        this.underConditions = sample.contests(choice).isPresent();
        this.base = Tornado.Standing.of(fit, items);
    }

    /** Of judgements of pairs. */
    static Tornado of(Sample sample, ModelChoice choice, Fit<?> fit, int k, Watcher watcher) {
        Choices choices = new Choices(sample, choice, fit, watcher);
        choices.rules();
        if (!choices.underConditions) {
            ComparisonGraph data = choice.graph(sample.counts());
            choices.contexts(data);
            choices.items(data);
            choices.versions(data);
        } else {
            sample.notes()
                    .add("with --home and --covariate no item's games, no rater and no group are left out; without them"
                            + " they are");
        }
        return new Tornado(choices.base, choices.lines, choices.undecided, k);
    }

    /** How ties are counted, which model and prior, and whether conditions count. */
    private void rules() {
        watcher.at("choosing otherwise", 0);
        if (sample.counts().ties() > 0) {
            PairModel decided = choice.ties() == Ties.KEEP ? new BradleyTerry() : choice.model();
            other("ties", "ties half a win each (--ties half)", decided, Ties.HALF, choice.prior());
            other("ties", "ties left out (--ties drop)", decided, Ties.DROP, choice.prior());
            other("ties", "ties an outcome (--model davidson)", new Davidson(), Ties.KEEP, choice.prior());
        }
        if (choice.model() instanceof BradleyTerry) {
            other(
                    "model",
                    "Thurstone's model (--model probit)",
                    new LinkModel(new Probit()),
                    choice.ties(),
                    choice.prior());
        } else if (choice.ties() != Ties.KEEP) {
            other("model", "Bradley-Terry", new BradleyTerry(), choice.ties(), choice.prior());
        }
        if (choice.prior().regression().isEmpty()) {
            for (Prior prior : List.of(Prior.none(), Prior.normal(1), Prior.pseudo(0.5))) {
                other("prior", "--prior " + prior, choice.model(), choice.ties(), prior);
            }
        }
        if (underConditions) {
            add(
                    "side",
                    "no matter the side and the conditions",
                    items,
                    () -> choice.fit(choice.graph(sample.counts())));
        }
    }

    private void other(String kind, String what, PairModel model, Ties ties, Prior prior) {
        if (model.name().equals(choice.model().name())
                && ties == choice.ties()
                && prior.toString().equals(choice.prior().toString())) {
            return;
        }
        ModelChoice other = new ModelChoice(model, ties, prior, false, Optional.empty(), choice.start());
        add(
                kind,
                what,
                items,
                () -> underConditions
                        ? other.fit(
                                new Conditional(model), sample.contests(other).orElseThrow(), items)
                        : other.fit(other.graph(sample.counts())));
    }

    /** Without each rater, or each group. */
    private void contexts(ComparisonGraph data) {
        List<Integer> contexts = List.copyOf(sample.counts().contexts());
        if (contexts.size() < 2 || contexts.size() > MOST_LEFT_OUT) {
            return;
        }
        double[] all = new double[data.kinds()];
        Arrays.setAll(all, data::weight);
        for (int c = 0; c < contexts.size(); c++) {
            watcher.at("leaving out sources", c / (double) contexts.size());
            Context context = sample.judgements().contexts().get(contexts.get(c));
            ComparisonGraph part = choice.graph(sample.counts().in(contexts.get(c)));
            double[] left = all.clone();
            int[] kinds = data.kindsOf(part);
            for (int k = 0; k < kinds.length; k++) {
                left[kinds[k]] = Math.max(0, left[kinds[k]] - part.weight(k));
            }
            boolean isGroup = !context.group().isEmpty();
            add(
                    isGroup ? "group" : "rater",
                    isGroup ? "without group \"" + context.group() + "\"" : "without rater \"" + context.rater() + "\"",
                    items,
                    () -> choice.fit(data.weighted(left)));
        }
    }

    /** Without each item but the first, and its judgements. */
    private void items(ComparisonGraph data) {
        if (items.size() < 3
                || items.size() > MOST_LEFT_OUT
                || choice.prior().regression().isPresent()) {
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            int out = i;
            if (items.name(out).equals(base.order().get(0))) {
                continue;
            }
            watcher.at("leaving out items", i / (double) items.size());
            ComparisonGraph left = data.induced(
                    IntStream.range(0, items.size()).filter(j -> j != out).toArray());
            add("item", "without the games of \"" + items.name(out) + "\"", left.items(), () -> choice.fit(left));
        }
    }

    /**
     * The luckiest of ten versions of one item, as good as it and judged as often: the error of its score, given all others', is taken for
     * normal. Of the item whose luckiest version gets highest.
     */
    private void versions(ComparisonGraph data) {
        double[] information = new double[items.size()];
        Link link = fit.model().link();
        for (int e = 0; e < data.edges(); e++) {
            double x = fit.scores().difference(data.first(e), data.second(e));
            Probability p = link.probability(x);
            double density = link.density(x);
            double of = data.n(e) * density * density / p.variance();
            information[data.first(e)] += of;
            information[data.second(e)] += of;
        }
        int first = items.id(base.order().get(0)).orElseThrow();
        int best = -1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < information.length; j++) {
            double score = fit.scores().get(j) + LUCK / Math.sqrt(information[j]);
            if (j != first && score > highest) {
                highest = score;
                best = j;
            }
        }
        double lead = Tornado.Standing.logOdds(link, fit.scores().get(first) - highest);
        if (Double.isInfinite(lead)) { // the link rounds to 0: there are hardly any judgements of the item
            undecided++;
            return;
        }
        String name = items.name(best);
        List<String> order = new ArrayList<>(base.order());
        order.remove(name);
        double lifted = highest;
        int at = (int) order.stream()
                .filter(other -> fit.scores().get(items.id(other).orElseThrow()) > lifted)
                .count();
        order.add(at, name);
        lines.add(Tornado.Line.of(
                "versions",
                "the luckiest of " + VERSIONS + " versions of \"" + name + "\", in the mean",
                order,
                lead,
                base));
    }

    /** A full fit. */
    private interface Refit {
        Fit<?> fit();
    }

    /** A line, where there is a finite fit. */
    private void add(String kind, String what, Items over, Refit refit) {
        try {
            lines.add(Tornado.Line.of(kind, what, refit.fit(), over, base));
        } catch (NoFiniteFitException | NoConvergenceException e) {
            undecided++;
        }
    }
}
