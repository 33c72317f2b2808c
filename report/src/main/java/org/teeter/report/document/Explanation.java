package org.teeter.report.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.teeter.audit.Audit;
import org.teeter.audit.Finding;
import org.teeter.audit.Sources;
import org.teeter.data.Amount;
import org.teeter.evidence.Bottlenecks;
import org.teeter.evidence.CutCertificate;
import org.teeter.evidence.Flow;
import org.teeter.evidence.Network;
import org.teeter.evidence.NodeSplit;
import org.teeter.evidence.Waterfall;
import org.teeter.link.Link;
import org.teeter.tip.Robustness;
import org.teeter.tip.Tip;
import org.teeter.tip.Tipping;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Why one prediction is what it is, and what would turn it round: sentences and a table for a terminal, and the same as JSON. */
public final class Explanation {
    private static final int CHAINS = 6;
    /** Chains with less of the evidence are summed. */
    private static final double NARROW = 0.005;

    private static final int ITEMS_NAMED = 2;
    private static final int PAIRS_NAMED = 3;

    /** Beyond so many standard errors, direct and indirect evidence contradict each other. */
    private static final double CONTRADICTION = 1.96;

    private final Audit audit;
    private final Finding finding;
    private final Link link;
    private final Waterfall waterfall;
    private final Optional<NodeSplit> split;
    private final Bottlenecks bottlenecks;
    private final Optional<CutCertificate> cut;
    private final Tip tip;
    private final OptionalDouble raters;

    /**
     * Of the one finding of an audit.
     *
     * @param raters the standard deviation of shares between raters, where that is known
     * @throws org.teeter.evidence.NoFlowException if evidence is no current under this model
     */
    public Explanation(Audit audit, OptionalDouble raters) {
        this.audit = audit;
        this.finding = audit.findings().get(0);
        this.link = audit.fit().model().link();
        this.raters = raters;
        Flow flow = Network.of(audit.fit()).flow(finding.i(), finding.j());
        this.waterfall = Waterfall.of(flow);
        this.split = NodeSplit.of(flow);
        this.bottlenecks = Bottlenecks.of(audit.fit().graph(), finding.i(), finding.j());
        this.cut = CutCertificate.of(flow);
        this.tip = Tip.of(audit, 1).get(0);
    }

    /** What is predicted. */
    public String headline() {
        return pair(finding.i(), finding.j(), " over ") + " is predicted at " + Shown.probability(finding.prediction())
                + " (95%: " + Shown.probability(finding.interval().low()) + " to "
                + Shown.probability(finding.interval().high()) + "), a lead of "
                + Shown.decimals(3, waterfall.lead()) + (link.name().equals("logistic") ? " in log-odds." : ".");
    }

    /** The waterfall: chains of pairs, their shares of the evidence, what each says by itself, what it adds to the lead. */
    public List<List<String>> chains() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("evidence", "share", "says", "adds"));
        List<Waterfall.Stream> streams = waterfall.streams();
        int wide = (int) streams.stream().filter(s -> s.share() >= NARROW).count();
        int shown = Math.min(Math.max(1, wide), CHAINS);
        shown = shown + 1 == streams.size() ? streams.size() : Math.min(shown, streams.size());
        for (Waterfall.Stream stream : streams.subList(0, shown)) {
            rows.add(row(chain(stream), stream.share(), stream.sum(), stream.contribution()));
        }
        double share = waterfall.rest().share();
        double adds = waterfall.rest().contribution();
        for (Waterfall.Stream stream : streams.subList(shown, streams.size())) {
            share += stream.share();
            adds += stream.contribution();
        }
        if (shown < streams.size()) {
            rows.add(row(Amount.of(streams.size() - shown, "more chain"), share, adds / share, adds));
        }
        if (rows.size() > 2) {
            rows.add(row("together", 1, waterfall.lead(), waterfall.lead()));
        }
        return rows;
    }

    private List<String> row(String what, double share, double sum, double adds) {
        return List.of(
                what,
                Shown.percent(Math.min(1, share)),
                Shown.probability(link.probability(sum)),
                (adds < 0 ? "" : "+") + Shown.decimals(3, adds));
    }

    private String chain(Waterfall.Stream stream) {
        if (stream.isDirect()) {
            return "their own comparison (" + share(split.orElseThrow().edge(), finding.i()) + ")";
        }
        List<Integer> between = stream.items().subList(1, stream.items().size() - 1);
        int more = between.size() - ITEMS_NAMED;
        return "through "
                + between.stream().limit(ITEMS_NAMED).map(this::vertex).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private String vertex(int item) {
        return item == Waterfall.PRIOR ? "the prior" : named(item);
    }

    /** The votes of a pair for one of its items; under conditions, of all of them together. */
    private String share(int edge, int item) {
        Sources sources = audit.sources();
        double n = 0;
        double won = 0;
        for (int e = 0; e < sources.count(); e++) {
            if (sources.edge(e) == edge) {
                n += sources.n(e);
                won += sources.n(e) * (sources.first(e) == item ? sources.y(e) : 1 - sources.y(e));
            }
        }
        return Shown.share(won / n, n);
    }

    /** What is to be known of it, the evidence first. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(evidence());
        cut().ifPresent(sentences::add);
        bottleneck().ifPresent(sentences::add);
        finding.source().ifPresent(source -> sentences.add(tipping(source)));
        tip.robustness().ifPresent(robustness -> sentences.add(robustness(robustness)));
        return sentences;
    }

    private String evidence() {
        if (split.isEmpty()) {
            return "The two were never compared: all evidence is indirect"
                    + (finding.connected() ? "." : ", and no chain of pairs connects them: it is the prior's.");
        }
        NodeSplit of = split.get();
        if (of.indirect().isEmpty()) {
            return "Their own comparison is all the evidence: no other chain of pairs leads from one to the other.";
        }
        NodeSplit.Indirect indirect = of.indirect().get();
        double z = Math.abs(indirect.z());
        return "Their own comparison (" + share(of.edge(), finding.i()) + ") says " + says(of.direct())
                + ", all others say " + says(indirect.lead())
                + (indirect.refitted().isPresent()
                        ? " (" + says(indirect.refitted().getAsDouble()) + " in a fit without it)"
                        : "")
                + ": " + (z > CONTRADICTION ? "they contradict each other" : "they agree")
                + " (difference " + Shown.decimals(1, z) + " standard errors).";
    }

    private String says(double lead) {
        return Shown.probability(link.probability(lead));
    }

    /** Beyond the pairs of the cut. */
    private Optional<String> bottleneck() {
        if (bottlenecks.items().isEmpty()) {
            return Optional.empty();
        }
        List<Integer> cutPairs = cut.map(CutCertificate::pairs).orElse(List.of());
        String bridges = bottlenecks.bridges().stream()
                .filter(e -> !cutPairs.contains(e))
                .limit(PAIRS_NAMED)
                .map(this::pairOf)
                .collect(Collectors.joining(", "));
        int more = bottlenecks.items().size() - ITEMS_NAMED;
        return Optional.of("Every chain passes "
                + bottlenecks.items().stream()
                        .limit(ITEMS_NAMED)
                        .map(this::named)
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + Amount.of(more, "more item") : "")
                + (bridges.isEmpty() ? "." : ", and nothing replaces " + bridges + "."));
    }

    private Optional<String> cut() {
        return cut.map(c -> {
            int size = c.side().size();
            boolean one = c.pairs().size() == 1;
            String pairs = c.pairs().size() <= PAIRS_NAMED
                    ? c.pairs().stream().map(this::pairOf).collect(Collectors.joining(", "))
                    : Amount.of(c.pairs().size(), "judged pair") + " between "
                            + (size == 1
                                    ? named(finding.i()) + " and all others"
                                    : size + 1 == audit.fit().graph().size()
                                            ? named(finding.j()) + " and all others"
                                            : Amount.of(size, "item") + " with " + named(finding.i())
                                                    + " and the others");
            return "All evidence " + (audit.fit().prior().holds() ? "but the prior's " : "") + "crosses " + pairs
                    + ": however often "
                    + (one ? "it is judged, its sensitivity is " : "they are judged, one has a sensitivity of ")
                    + Shown.significant(c.bound()) + " or more"
                    + (c.bound() <= 1
                            ? "."
                            : "; only pairs across that nobody judged yet lower it"
                                    + (finding.observed()
                                            ? "."
                                            : ", " + pair(finding.i(), finding.j(), " against ") + " first."));
        });
    }

    private String tipping(Finding.Source source) {
        String hangs = "It hangs most on " + pair(source.a(), source.b(), " against ")
                + (source.about().isEmpty() ? "" : ", " + source.about()) + " (" + Shown.share(source.y(), source.n())
                + "; sensitivity " + Shown.significant(source.sensitivity()) + "): ";
        Tipping tipping = tip.tipping().orElseThrow();
        String sure = tipping.proven() ? "" : ", as far as refits on the way show";
        return hangs
                + switch (tipping.outcome()) {
                    case TIPS -> tips(source, tipping) + sure + ".";
                    case OUT_OF_REACH -> "no share of that pair turns it round" + sure + ".";
                    case NO_FINITE_FIT ->
                        "no share of that pair turns it round" + sure
                                + ", and where one side wins all there is no finite fit.";
                };
    }

    private static String tips(Finding.Source source, Tipping tipping) {
        if (tipping.deltaY() == 0) {
            return "it is even as it is, so any vote there turns it round";
        }
        if (tipping.votes().isEmpty()) {
            return "it is even at " + Shown.share(source.y() + tipping.deltaY(), source.n())
                    + ", but with whole votes no finite fit is left";
        }
        long votes = tipping.votes().getAsLong();
        double to = Math.max(0, Math.min(1, source.y() + Math.copySign(votes / source.n(), tipping.deltaY())));
        return "with " + Shown.part(to, source.n()) + " instead of " + Shown.share(source.y(), source.n()) + " ("
                + Amount.of(votes, "vote") + ") it turns round";
    }

    private String robustness(Robustness robustness) {
        String measure = "; the standard error of the shares behind it is "
                + points(robustness.standardError())
                + (raters.isPresent() ? ", and raters differ by " + points(raters.getAsDouble()) : "")
                + ".";
        if (robustness.value() == 0) {
            return "No error of the shares is needed to turn it round" + measure;
        }
        if (!robustness.found()) {
            return "No error of all shares at once was found that turns it round" + measure;
        }
        return "If all shares are wrong at once by " + points(robustness.value())
                + ", each in the worst direction, it turns round, as a refit shows"
                + (robustness.least().isPresent()
                        ? " (proven: not by less than "
                                + Shown.significant(100 * robustness.least().getAsDouble()) + ")"
                        : "")
                + measure;
    }

    private static String points(double share) {
        return Shown.significant(100 * share) + " points";
    }

    private String pairOf(int edge) {
        int a = audit.fit().graph().first(edge);
        return pair(a, audit.fit().graph().second(edge), " against ") + " (" + share(edge, a) + ")";
    }

    private String pair(int a, int b, String between) {
        return named(a) + between + named(b);
    }

    private String named(int item) {
        return Verdict.marked(audit.sources().items().name(item));
    }

    /** All numbers. */
    public ObjectNode json(String version) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("teeter", version);
        json.set("model", AuditDocument.model(audit.fit(), Optional.empty()));
        NamedFinding named = NamedFinding.of(audit, List.of(tip)).get(0);
        json.set(
                "target",
                AuditDocument.rows(ResultTable.targets(audit.request().thresholds(), audit.sources()), List.of(named))
                        .get(0));
        json.put("lead", waterfall.lead());
        ArrayNode streams = json.putArray("streams");
        for (Waterfall.Stream stream : waterfall.streams()) {
            ObjectNode row = streams.addObject();
            ArrayNode items = row.putArray("items");
            stream.items().forEach(item -> items.add(item == Waterfall.PRIOR ? "(prior)" : named.name(item)));
            row.put("share", stream.share());
            row.put("sum", stream.sum());
            row.put("contribution", stream.contribution());
        }
        json.putObject("rest")
                .put("share", waterfall.rest().share())
                .put("contribution", waterfall.rest().contribution());
        split.ifPresent(of -> {
            ObjectNode direct = json.putObject("direct");
            direct.put("lead", of.direct())
                    .put("standardError", of.directError())
                    .put("leverage", of.leverage());
            of.indirect().ifPresent(rest -> {
                ObjectNode indirect = json.putObject("indirect");
                indirect.put("lead", rest.lead()).put("standardError", rest.error());
                rest.refitted().ifPresent(lead -> indirect.put("refitted", lead));
                indirect.put("z", rest.z());
            });
        });
        pairs(json.putArray("bridges"), bottlenecks.bridges(), named);
        ArrayNode passed = json.putArray("articulationItems");
        bottlenecks.items().forEach(item -> passed.add(named.name(item)));
        cut.ifPresent(c -> {
            ObjectNode of = json.putObject("cut").put("bound", c.bound());
            ArrayNode side = of.putArray("side");
            c.side().forEach(item -> side.add(named.name(item)));
            pairs(of.putArray("pairs"), c.pairs(), named);
        });
        tip.tipping()
                .ifPresent(t -> json.putObject("tipping")
                        .put("outcome", t.outcome().name().toLowerCase(Locale.ROOT))
                        .put("proven", t.proven()));
        tip.robustness().ifPresent(r -> {
            ObjectNode of = json.putObject("robustness").put("found", r.found());
            of.put("value", r.value()).put("firstOrder", r.firstOrder()).put("standardError", r.standardError());
            r.least().ifPresent(least -> of.put("least", least));
            raters.ifPresent(spread -> of.put("betweenRaters", spread));
        });
        return json;
    }

    private void pairs(ArrayNode into, List<Integer> edges, NamedFinding named) {
        for (int e : edges) {
            into.addArray()
                    .add(named.name(audit.fit().graph().first(e)))
                    .add(named.name(audit.fit().graph().second(e)));
        }
    }
}
