package org.teeter.report.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.teeter.audit.Audit;
import org.teeter.audit.Check;
import org.teeter.audit.Sources;
import org.teeter.data.Amount;
import org.teeter.tabular.reader.Source;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An audit of answers to prompts, each prompt a problem of its own, as sentences and documents: sums over all of them, the worst findings
 * of any, and in full the problem of the worst.
 *
 * @param prompts how many there are
 * @param fitted how many of them have a finite fit
 * @param apart how many of those fall into parts that a prior alone holds together
 * @param sums of those that were audited: all, unless targets were named
 * @param shown the problem of the first finding
 * @param findings the worst of all prompts, in order
 * @param sampled findings of prompts drawn at random, held against refits
 */
public record PromptsDocument(
        String version,
        List<Source> sources,
        List<String> notes,
        long prompts,
        long fitted,
        long apart,
        PromptSums sums,
        AuditedData shown,
        List<NamedFinding> findings,
        List<NamedFinding> sampled)
        implements AuditReport {

    public PromptsDocument {
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
        findings = List.copyOf(findings);
        sampled = List.copyOf(sampled);
    }

    /** How many of the prompts were fitted, in words. */
    public static String summary(long fitted, long prompts) {
        return "fitted prompt by prompt: " + Amount.among(fitted, prompts, "prompt") + " "
                + (fitted == 1 ? "has" : "have") + " a finite fit"
                + (fitted == prompts
                        ? ""
                        : "; the answers to the others are in no result (with a prior, such as --prior normal:2, they are)");
    }

    /** What a prior alone says, where the answers to some prompts fall into parts. */
    public static Optional<String> acrossParts(long apart, long fitted) {
        return apart == 0
                ? Optional.empty()
                : Optional.of("WARNING: the answers to " + Amount.among(apart, fitted, "prompt")
                        + " fall into parts between which nothing was compared. What is said across these parts, also by the order"
                        + " of the answers, comes from the prior alone.");
    }

    /** What trainers make of prompts without a finite fit, and what helps. */
    private String endless() {
        long others = prompts - fitted;
        return "On the other " + (others == 1 ? "one" : Shown.number(others))
                + " some answers always won over others, or never met them; dpo pushes the former on without end. What helps: a loss with a bound"
                + " (--loss cdpo,ipo tells what they make of the rest), or labels smoothed (teeter export --smooth 0.05).";
    }

    private List<Check> checks() {
        return Stream.concat(findings.stream(), sampled.stream())
                .map(NamedFinding::check)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public List<String> sentences() {
        Audit audit = shown.audit();
        List<String> sentences = new ArrayList<>();
        acrossParts(apart, fitted)
                .ifPresent(said -> sentences.add(said + " Predictions across them are left out here."));
        sentences.add(Verdict.headline(
                sums.fragile(),
                sums.targets(),
                "",
                true,
                audit.request().thresholds(),
                sums.largest(),
                Sources.Kind.SHARE));
        sentences.add("Every prompt is a problem of its own, " + summary(fitted, prompts) + ".");
        if (fitted < prompts) {
            sentences.add(endless());
        }
        sentences.add(Amount.of(sums.items(), "answer") + ", " + Amount.of(sums.judgements(), "judgement") + " of "
                + Amount.of(sums.pairs(), "pair")
                + (sums.bridges() == 0
                        ? "."
                        : ", of which " + Shown.number(sums.bridges()) + " "
                                + (sums.bridges() == 1 ? "is a bridge." : "are bridges.")));
        sentences.add(Verdict.dominance(sums.dominance()));
        if (sums.fragile().get(0) > 0 && !findings.isEmpty()) {
            sentences.add(Verdict.advice(findings.get(0)));
        }
        sentences.add(Verdict.check(checks()));
        notes.forEach(note -> sentences.add(Verdict.asSentence(note)));
        return sentences;
    }

    /** Of the prompt of the first finding. */
    @Override
    public Losses losses() {
        return new Losses(shown.findings(), shown.losses());
    }

    @Override
    public ObjectNode json() {
        Audit audit = shown.audit();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        PublishedDocument.AUDIT.begin(json, version);
        json.set("input", AuditDocument.input(sources));
        json.set("model", AuditDocument.model(audit.fit(), shown.judged().ties()));
        json.put("prompts", prompts);
        json.put("promptsFitted", fitted);
        json.put("items", sums.items());
        json.put("comparisons", sums.judgements());
        json.put("edges", sums.pairs());
        json.put("connected", false);
        ObjectNode fit = json.putObject("fit");
        fit.put("logLikelihood", sums.logLikelihood());
        fit.put("residual", sums.residual());
        fit.put("scoreError", sums.scoreError());
        fit.put("iterations", sums.iterations());
        json.set("dominance", AuditDocument.dominance(sums.dominance()));
        json.put("targetsExamined", sums.targets());
        ArrayNode fragile = json.putArray("fragile");
        sums.fragile().forEach(fragile::add);
        json.put("largestSensitivity", sums.largest());
        json.put("parts", sums.problems());
        json.put("bridges", sums.bridges());
        json.set(
                "targets",
                AuditDocument.rows(ResultTable.targets(audit.request().thresholds()), findings));
        if (!shown.losses().isEmpty()) {
            json.set("losses", losses().json());
        }
        json.set("check", AuditDocument.check(checks()));
        ArrayNode verdict = json.putArray("verdict");
        sentences().forEach(sentence -> verdict.add(Verdict.quoted(sentence)));
        return json;
    }

    @Override
    public ObjectNode page(ObjectNode json, String created) {
        ObjectNode page = AuditDocument.page(json, created, sentences(), findings);
        page.putNull("certificate");
        page.set("explorer", CarriedCounts.absent("each prompt is a problem of its own", ""));
        page.set("scores", AuditDocument.rows(ResultTable.scores(false), shown.ranking()));
        page.set(
                "comparisonsIndex",
                AuditDocument.rows(
                        ResultTable.comparisons(shown.audit().sources()),
                        shown.audit().influences()));
        page.set("map", TriangleMap.of(shown).json(shown));
        page.set("graph", AuditDocument.graph(shown.audit()));
        page.set("check", AuditDocument.checked(findings, sampled, json));
        page.putArray("notes")
                .add("Ranking, map, graph and the tables of pairs and scores show the prompt of the first finding;"
                        + " comparisons.csv and scores.csv have all prompts.");
        return page;
    }
}
