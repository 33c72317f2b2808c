package org.teeter.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentReportTest {

    @Test
    void anOptionsNameDoesNotBreakATable() {
        List<String> order = List.of("a|b", "c\\", "d");
        List<JobResult> outcomes = Grid.range(0, 1, 0.25).stream()
                .map(p23 -> SampleOutcomes.outcome(SampleOutcomes.job(order, p23, 0), 0.9, p23, p23))
                .toList();
        ExperimentReport report = new ExperimentReport();
        report.study(new Study("s", "t", "q", false, List.of()), outcomes, outcomes.size());
        int columns = -1;
        int tables = 0;
        for (String line : report.markdown().lines().toList()) {
            int cells = line.startsWith("|") ? line.replaceAll("\\\\.", "").split("\\|", -1).length : -1;
            tables += columns < 0 && cells >= 0 ? 1 : 0;
            assertTrue(columns < 0 || cells < 0 || cells == columns, line);
            columns = cells;
        }
        assertEquals(6, tables);
    }
}
