package org.teeter.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A source and the findings that hang on it most.
 *
 * @param source its place among the sources
 * @param findings the worst first
 */
public record Hinge(int source, List<Finding> findings) {
    public Hinge {
        findings = List.copyOf(findings);
    }

    /** The findings, which are in order, by their sources; those above a threshold, if some are. */
    static List<Hinge> of(List<Finding> findings, double threshold) {
        boolean fragile = !findings.isEmpty() && findings.get(0).size() > threshold;
        Map<Integer, List<Finding>> bySource = new TreeMap<>();
        for (Finding finding : findings) {
            if (fragile && finding.size() <= threshold) {
                break;
            }
            finding.source()
                    .ifPresent(s -> bySource.computeIfAbsent(s.edge(), e -> new ArrayList<>())
                            .add(finding));
        }
        return bySource.entrySet().stream()
                .map(entry -> new Hinge(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt((Hinge h) -> -h.findings.size())
                        .thenComparingDouble(h -> -h.findings.get(0).size()))
                .toList();
    }
}
