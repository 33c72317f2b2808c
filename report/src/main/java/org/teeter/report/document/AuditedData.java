package org.teeter.report.document;

import java.util.List;
import java.util.stream.Stream;
import org.teeter.audit.Audit;
import org.teeter.audit.Check;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Ties;
import org.teeter.tabular.reader.Source;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything a report tells of: the files, what was counted in them, and the audit of the fit.
 *
 * @param sources the files that were read
 * @param suspects names that look like misspellings of others, a sentence each
 * @param counts what was counted in them
 * @param ties what the fit made of ties
 * @param audit of the fit to the counts
 * @param notes what a person should know beyond the results, a sentence each
 */
public record AuditedData(
        List<Source> sources, List<String> suspects, Counts counts, Ties ties, Audit audit, List<String> notes) {

    public AuditedData {
        sources = List.copyOf(sources);
        suspects = List.copyOf(suspects);
        notes = List.copyOf(notes);
    }

    /** The items under their names. */
    public Items items() {
        return audit.sources().items();
    }

    /** How many judgements the fit rests on. */
    public long judgements() {
        return counts.rows(ties);
    }

    /** What judgements are beyond their number, where that is not plain: their weight, and how many say "both bad"; else nothing. */
    public static String beyondNumber(Counts counts, Ties decided) {
        String weigh = areWeighed(counts, decided)
                ? ", which weigh " + Shown.number(weight(counts, decided)) + " together"
                : "";
        if (counts.bothBad() == 0 || decided == Ties.DROP) {
            return weigh;
        }
        String ties = counts.ties() == 0 ? ", " : ", " + Shown.number(counts.ties()) + " of them ties and ";
        return weigh + ties + Shown.number(counts.bothBad()) + (counts.ties() == 0 ? " of them" : "") + " \"both bad\"";
    }

    /** Adds the same to a document. */
    public static void beyondNumber(Counts counts, Ties decided, ObjectNode json) {
        if (areWeighed(counts, decided)) {
            json.put("weight", weight(counts, decided));
        }
        if (counts.bothBad() > 0) {
            json.put("ties", counts.ties());
            json.put("bothBad", counts.bothBad());
        }
    }

    /** Whether the weights add up to something else than the number of judgements, beyond the rounding of their sum. */
    private static boolean areWeighed(Counts counts, Ties decided) {
        return Math.abs(weight(counts, decided) - counts.rows(decided)) > 1e-9 * counts.rows(decided);
    }

    private static double weight(Counts counts, Ties decided) {
        return decided == Ties.DROP ? counts.weight() - counts.ties() - counts.bothBad() : counts.weight();
    }

    /** The items, the highest score first. */
    public List<ItemTotals> ranking() {
        return ItemTotals.ranking(counts, ties, audit.fit(), audit.standardErrors());
    }

    /** The findings, each with its check where it was refitted. */
    public List<NamedFinding> findings() {
        return NamedFinding.of(audit);
    }

    /** What was refitted: of the findings, then of the sample. */
    List<Check> checks() {
        return Stream.concat(audit.checks().stream(), audit.sampledChecks().stream())
                .toList();
    }

    String name(int item) {
        return items().name(item);
    }
}
