package org.teeter.report.document;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.teeter.audit.Audit;
import org.teeter.audit.Check;
import org.teeter.audit.FeatureInfluence;
import org.teeter.data.Items;
import org.teeter.loss.LossReading;
import org.teeter.tabular.reader.Source;
import org.teeter.tip.Tip;

/**
 * Everything a report tells of: the files, what was counted in them, and the audit of the fit.
 *
 * @param sources the files that were read
 * @param suspects names that look like misspellings of others, a sentence each
 * @param judged what was counted in them
 * @param audit of the fit to that
 * @param order who is first, and how firmly; empty where that is not asked
 * @param boundaries how few votes change which items are the first k, for the first few k; empty where that was not looked for
 * @param tips what turns its first findings round
 * @param losses the findings under the losses that were named
 * @param features which features of which items move a prediction most; empty where none explain the scores
 * @param notes what a person should know beyond the results, a sentence each
 */
public record AuditedData(
        List<Source> sources,
        List<String> suspects,
        Judged judged,
        Audit audit,
        Optional<Order> order,
        Optional<Boundaries> boundaries,
        List<Tip> tips,
        List<LossReading> losses,
        List<FeatureInfluence> features,
        List<String> notes) {

    public AuditedData {
        sources = List.copyOf(sources);
        suspects = List.copyOf(suspects);
        tips = List.copyOf(tips);
        losses = List.copyOf(losses);
        features = List.copyOf(features);
        notes = List.copyOf(notes);
    }

    /** The items under their names. */
    public Items items() {
        return audit.sources().items();
    }

    /** The items, the highest score first. */
    public List<ItemTotals> ranking() {
        return judged.ranking(audit.fit(), audit.standardErrors());
    }

    /** The findings, each with its check where it was refitted. */
    public List<NamedFinding> findings() {
        return NamedFinding.of(audit, tips);
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
