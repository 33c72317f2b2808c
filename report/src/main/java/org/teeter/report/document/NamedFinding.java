package org.teeter.report.document;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.teeter.audit.Audit;
import org.teeter.audit.Check;
import org.teeter.audit.Finding;
import org.teeter.data.Items;

/**
 * A finding among the items that it is of.
 *
 * @param check of the finding, where it was refitted
 */
public record NamedFinding(Items items, Finding finding, Optional<Check> check) {

    /** The findings of an audit, in their order. */
    public static List<NamedFinding> of(Audit audit) {
        IdentityHashMap<Finding, Check> byFinding = new IdentityHashMap<>();
        audit.checks().forEach(check -> byFinding.put(check.finding(), check));
        Items items = audit.sources().items();
        return audit.findings().stream()
                .map(finding -> new NamedFinding(items, finding, Optional.ofNullable(byFinding.get(finding))))
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
