package org.teeter.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.teeter.data.Amount;
import org.teeter.data.Items;
import org.teeter.data.Judgements;
import org.teeter.fit.ComponentFits;
import org.teeter.fit.Fit;
import org.teeter.fit.Uncertainty;
import org.teeter.graph.Condensation;
import org.teeter.link.Link;
import org.teeter.model.Model;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.Judged;
import org.teeter.report.document.Scale;
import org.teeter.report.document.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One problem without a finite fit, each strong component of it by itself, and their order.
 *
 * @param pairs how many pairs were judged
 * @param variation of some of the items, see {@link ProblemFit}
 */
record ComponentsFit<D extends Judgements<D>>(
        Judged judged,
        Items items,
        Model<D> model,
        ComponentFits<D> fits,
        int pairs,
        Function<int[], Variation<D>> variation)
        implements Fitted {
    private static final int NAMED = 8;
    private static final double NORMAL_95 = 1.959963984540054;

    @Override
    public int largest() {
        return components().map(k -> order().members(k).size()).max().orElse(0);
    }

    private Condensation order() {
        return fits.order();
    }

    private IntStream components() {
        return IntStream.range(0, order().count());
    }

    @Override
    public Ranking ranking(ErrorChoice errors) {
        if (errors.draws() > 0 || errors.clustered()) {
            throw new RefusedException((errors.clustered() ? "--se clustered" : "--bootstrap")
                    + " is of one fit, and --strong-components makes one of each component; leave it out");
        }
        if (errors.robust() && fits.shared().isPresent()) {
            throw new RefusedException("--se robust is of components that share nothing, and these share "
                    + String.join(", ", fits.shared().get().extras()) + "; use --se observed");
        }
        List<Optional<Estimates<D>>> within = components()
                .mapToObj(k -> fits.fit(k).map(fit -> estimates(k, fit, errors)))
                .toList();
        return new Components(within, errors);
    }

    private Estimates<D> estimates(int k, Fit<D> fit, ErrorChoice errors) {
        int[] members = members(k);
        Judged inside = judged.among(members);
        return new Estimates<>(
                fit, items.restricted(members), inside.ranking(fit, List.of()), variation.apply(members), errors);
    }

    private int[] members(int k) {
        return order().members(k).stream().mapToInt(Integer::intValue).toArray();
    }

    /** The items component by component. */
    private final class Components implements Ranking {
        private final List<Optional<Estimates<D>>> within; // none of a single item
        private final ErrorChoice errors;

        Components(List<Optional<Estimates<D>>> within, ErrorChoice errors) {
            this.within = within;
            this.errors = errors;
        }

        @Override
        public List<ItemTotals> on(Scale scale) {
            if (scale.anchor().isPresent()) {
                throw new RefusedException(
                        "--anchor has no meaning with --strong-components, each of which has a scale of its own; leave it"
                                + " out");
            }
            List<ItemTotals> totals = judged.totals();
            List<ItemTotals> ranking = new ArrayList<>();
            components().forEach(k -> {
                List<Integer> members = order().members(k);
                int above = order().verticesAbove(k);
                int aside = items.size() - above - members.size() - order().verticesBelow(k);
                List<ItemTotals> inside = within.get(k)
                        .map(estimates -> estimates.on(scale))
                        .orElseGet(
                                () -> List.of(alone(totals.get(members.get(0)).on(scale, 0, Optional.empty()))));
                inside.forEach(t -> ranking.add(t.inComponent(
                        k + 1,
                        totals.get(members.size() == 1 ? members.get(0) : members.get(t.item())),
                        above,
                        aside)));
            });
            return ranking;
        }

        private ItemTotals alone(ItemTotals item) {
            return errors.ranks() ? item.standing(new ItemTotals.Standing(1, 1, 1)) : item;
        }

        @Override
        public List<String> notes() {
            List<String> notes = new ArrayList<>(inOrder());
            notes.add("Scores, errors" + (errors.ranks() ? ", tiers" : "")
                    + " and the order of items are of each component by itself; a rank counts all that stands above.");
            if (errors.ranks()) {
                notes.add("Ranks hold with 95 % confidence for all items of a component together.");
            }
            return notes;
        }

        @Override
        public void addTo(ObjectNode document) {
            ArrayNode array = document.putArray("components");
            components().forEach(k -> {
                ObjectNode component = array.addObject().put("component", k + 1);
                ArrayNode names = component.putArray("items");
                order().members(k).forEach(i -> names.add(items.name(i)));
                ArrayNode beats = component.putArray("beats");
                IntStream.of(order().below(k)).forEach(other -> beats.add(other + 1));
                ArrayNode besides = component.putArray("notComparable");
                IntStream.of(order().besides(k)).forEach(other -> besides.add(other + 1));
                within.get(k).ifPresent(estimates -> estimates.addTo(component));
            });
        }
    }

    /** How the components stand to each other, a sentence each. */
    private List<String> inOrder() {
        if (components().allMatch(k -> order().besides(k).length == 0)) {
            return List.of("Each component beats every later one with certainty under the model: no loss on record.");
        }
        List<String> sentences = new ArrayList<>();
        components()
                .filter(k -> order().below(k).length > 0)
                .forEach(k -> sentences.add("Component " + (k + 1) + " beats " + listed(order().below(k))
                        + " with certainty under the model: no loss on record."));
        components().forEach(k -> {
            int[] later =
                    IntStream.of(order().besides(k)).filter(other -> other > k).toArray();
            if (later.length > 0) {
                sentences.add("Component " + (k + 1) + " is not comparable with " + listed(later)
                        + ": no chain of wins leads from one to the other.");
            }
        });
        if (sentences.size() > 2 * NAMED) {
            return List.of(
                    "The order of the components is partial: of two between which no chain of wins leads, neither"
                            + " stands above the other. Where one does, it beats the other with certainty under the model: no"
                            + " loss on record; --json lists which.");
        }
        return sentences;
    }

    private static String listed(int... components) {
        String numbers = IntStream.of(components)
                .limit(NAMED)
                .mapToObj(k -> Integer.toString(k + 1))
                .collect(Collectors.joining(", "));
        return numbers + (components.length > NAMED ? " and " + (components.length - NAMED) + " more" : "");
    }

    @Override
    public Link link() {
        return model.link();
    }

    private double residual() {
        return fits.fits().stream().mapToDouble(Fit::residual).max().orElse(0);
    }

    private double scoreError() {
        return fits.fits().stream().mapToDouble(Fit::scoreError).max().orElse(0);
    }

    @Override
    public List<String> summary(Ranking ranking) {
        List<String> lines = new ArrayList<>();
        fits.shared().ifPresent(all -> {
            List<Double> errors = Uncertainty.ofExtras(all);
            for (int k = 0; k < errors.size(); k++) {
                lines.add(all.extras().get(k) + " " + Shown.decimals(4, all.extra(k)) + " ± "
                        + Shown.decimals(4, NORMAL_95 * errors.get(k)) + ", of all components");
            }
            lines.add("");
        });
        lines.add(String.format(
                Locale.ROOT,
                "%s, maximum likelihood of each strong component: %s in %s, %s%s; the log-likelihood rises to %.4f; the score"
                        + " equations hold to %.1e of an item's wins or losses, scores to about %.0e",
                model.name(),
                Amount.of(items.size(), "item"),
                Amount.of(order().count(), "component"),
                judged.counted(pairs),
                judged.beyondNumber(),
                fits.logLikelihood(),
                residual(),
                Math.max(scoreError(), Math.ulp(1.0))));
        return lines;
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public ObjectNode document(Ranking ranking) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode about = document.putObject("model");
        about.put("name", model.name());
        about.put("prior", "none");
        judged.ties().ifPresent(ties -> about.put("ties", ties.name().toLowerCase(Locale.ROOT)));
        document.put("items", items.size());
        document.put(judged.key(), judged.judgements());
        judged.beyondNumber(document);
        document.put("edges", pairs);
        document.put("strongComponents", order().count());
        fits.shared().ifPresent(all -> AuditDocument.shared(document, all));
        ObjectNode quality = document.putObject("fit");
        quality.put("logLikelihood", fits.logLikelihood());
        quality.put("residual", residual());
        quality.put("scoreError", scoreError());
        return document;
    }
}
