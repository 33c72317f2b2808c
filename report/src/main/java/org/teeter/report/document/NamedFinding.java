package org.teeter.report.document;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.teeter.audit.Audit;
import org.teeter.audit.Check;
import org.teeter.audit.Finding;
import org.teeter.data.Items;
import org.teeter.tip.Tip;

/**
 * A finding among the items that it is of.
 *
 * @param check of the finding, where it was refitted
 * @param tip what turns it round, where that was looked for
 */
public record NamedFinding(Items items, Finding finding, Optional<Check> check, Optional<Tip> tip) {

    /** A finding that was not followed to where it tips. */
    public NamedFinding(Items items, Finding finding, Optional<Check> check) {
        this(items, finding, check, Optional.empty());
    }

    /**
     * The findings of an audit, in their order.
     *
     * @param tips of the first of them
     */
    public static List<NamedFinding> of(Audit audit, List<Tip> tips) {
        IdentityHashMap<Finding, Check> byFinding = new IdentityHashMap<>();
        audit.checks().forEach(check -> byFinding.put(check.finding(), check));
        Items items = audit.sources().items();
        List<Finding> findings = audit.findings();
        return IntStream.range(0, findings.size())
                .mapToObj(k -> {
                    Finding finding = findings.get(k);
                    Optional<Tip> tip = k < tips.size() ? Optional.of(tips.get(k)) : Optional.empty();
                    return new NamedFinding(items, finding, Optional.ofNullable(byFinding.get(finding)), tip);
                })
                .toList();
    }

    public String name(int item) {
        return items.name(item);
    }

    /** The judged pair on which it hangs most. */
    public Optional<Finding.Source> source() {
        return finding.source();
    }
}
