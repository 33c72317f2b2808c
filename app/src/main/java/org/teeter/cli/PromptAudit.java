package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Finding;
import org.teeter.data.Amount;
import org.teeter.data.Ties;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.AuditedData;
import org.teeter.report.document.Finite;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.ResultTable;
import org.teeter.report.document.ResultTable.CheckedFinding;
import org.teeter.report.document.Shown;
import org.teeter.report.document.Verdict;
import org.teeter.tabular.bytes.Visible;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Audits of answers to prompts, each prompt for itself: findings lie within one. */
final class PromptAudit {
    private final PromptFits fits;
    private final AuditRequest request;
    private final Ties ties;
    private final List<AuditedData> audited = new ArrayList<>();
    private final List<Row> worst = new ArrayList<>();
    private final long[] fragile;
    private long targets;
    private double largest;

    /** A finding and the prompt that it is of. */
    private record Row(AuditedData data, CheckedFinding finding) {
        double size() {
            return finding.finding().size();
        }
    }

    PromptAudit(PromptFits fits, AuditRequest request, Ties ties) {
        this.fits = fits;
        this.request = request;
        this.ties = ties;
        this.fragile = new long[request.thresholds().size()];
        for (int k = 0; k < fits.fits().size(); k++) {
            Audit audit = Audit.of(fits.fits().get(k), request);
            AuditedData data =
                    new AuditedData(List.of(), List.of(), fits.counts().get(k), ties, audit, List.of());
            audited.add(data);
            data.findings().forEach(f -> worst.add(new Row(data, f)));
            for (int t = 0; t < fragile.length; t++) {
                fragile[t] += audit.fragile().get(t);
            }
            targets += audit.targets();
            largest = Math.max(largest, audit.largest());
        }
        worst.sort(Comparator.comparingDouble(row -> -row.size()));
        if (request.top() > 0 && worst.size() > request.top()) {
            worst.subList(request.top(), worst.size()).clear();
        }
    }

    /** The verdict, a sentence each. */
    List<String> sentences(List<String> notes) {
        List<String> sentences = new ArrayList<>();
        String summary = fits.summary();
        sentences.add(Amount.among(fragile[0], targets, "prediction") + " " + Amount.isAmong(fragile[0], targets)
                + " fragile at M = " + Shown.threshold(request.thresholds().get(0)) + ": the largest sensitivity is "
                + Shown.significant(largest) + ".");
        sentences.add("Every prompt is a problem of its own, " + summary + ".");
        if (!worst.isEmpty() && worst.get(0).finding.finding().source().isPresent()) {
            AuditedData data = worst.get(0).data;
            Finding finding = worst.get(0).finding.finding();
            Finding.Source source = finding.source().get();
            sentences.add("The most sensitive: \"" + name(data, finding.i()) + "\" over \"" + name(data, finding.j())
                    + "\" is predicted at " + Shown.probability(finding.prediction()) + " and hangs most on \""
                    + name(data, source.a()) + "\" against \"" + name(data, source.b()) + "\" (sensitivity "
                    + Shown.significant(source.sensitivity()) + ").");
        }
        notes.forEach(note -> sentences.add(Verdict.asSentence(note)));
        return sentences;
    }

    private static String name(AuditedData data, int item) {
        return Visible.of(data.items().name(item));
    }

    /** Prints the verdict, or the document. */
    void print(PrintWriter out, boolean json, List<String> notes, Path folder) {
        if (json) {
            out.println(Finite.text(document(notes)));
        } else {
            sentences(notes).forEach(out::println);
            out.println();
            out.println("Written: " + Visible.of(folder.resolve("audit.json").toString())
                    + ", targets.csv, comparisons.csv, scores.csv, run.json");
        }
        out.flush();
    }

    private ObjectNode document(List<String> notes) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("teeter", Version.current());
        json.put("prompts", fits.fits().size() + fits.without());
        json.put("promptsFitted", fits.fits().size());
        json.put("items", fits.items());
        json.put("targetsExamined", targets);
        ArrayNode counts = json.putArray("fragile");
        for (long n : fragile) {
            counts.add(n);
        }
        json.put("largestSensitivity", largest);
        ArrayNode found = json.putArray("targets");
        worst.forEach(row -> found.addAll(AuditDocument.rows(ResultTable.targets(row.data), List.of(row.finding))));
        ArrayNode verdict = json.putArray("verdict");
        sentences(notes).forEach(verdict::add);
        return json;
    }

    /** Writes the results, as a report without a page. */
    void write(OutputFolder folder, List<String> notes) throws IOException {
        Files.writeString(folder.file("audit.json"), Finite.text(document(notes)) + "\n");
        List<List<@Nullable Object>> targetRows = new ArrayList<>();
        worst.forEach(row -> targetRows.add(ResultTable.targets(row.data).cells(row.finding)));
        CsvFile.write(
                folder.file("targets.csv"), ResultTable.targets(audited.get(0)).names(), targetRows);
        List<List<@Nullable Object>> comparisons = new ArrayList<>();
        for (AuditedData data : audited) {
            data.audit()
                    .influences()
                    .forEach(influence ->
                            comparisons.add(ResultTable.comparisons(data).cells(influence)));
        }
        CsvFile.write(
                folder.file("comparisons.csv"),
                ResultTable.comparisons(audited.get(0)).names(),
                comparisons);
        List<ItemTotals> ranking = fits.ranking(ties, true);
        CsvFile.write(folder.file("scores.csv"), ResultTable.scores(ranking), ranking);
    }
}
