package org.teeter.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultLogTest {
    @TempDir
    private Path folder = Path.of("");

    private static final Job FIRST = SampleOutcomes.job(List.of("a", "b", "c"), 0.25, 0);
    private static final Job SECOND = SampleOutcomes.job(List.of("a", "b", "c"), 0.25, 1);

    @Test
    void resultsComeBackAsTheyWere() throws Exception {
        Path file = folder.resolve("results.jsonl");
        JobResult outcome = SampleOutcomes.outcome(FIRST, 0.99, 1.0 / 3, 1e-300);
        try (ResultLog<JobResult> log = ResultLog.open(file, JobResult.class)) {
            log.add(outcome);
        }
        assertTrue(Files.readString(file).contains("\"method\":{\"loss\":\"dpo\",\"beta\":0.1,"));
        try (ResultLog<JobResult> log = ResultLog.open(file, JobResult.class)) {
            assertTrue(log.has(FIRST));
            assertFalse(log.has(SECOND));
            assertEquals(List.of(outcome), log.of(List.of(SECOND, FIRST)));
        }
    }

    @Test
    void tornLastLineIsCutOffAndWrittenAnew() throws Exception {
        Path file = folder.resolve("results.jsonl");
        try (ResultLog<JobResult> log = ResultLog.open(file, JobResult.class)) {
            log.add(SampleOutcomes.outcome(FIRST, 0.99, 0.2, 0.3));
        }
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() / 2), StandardOpenOption.APPEND);
        try (ResultLog<JobResult> log = ResultLog.open(file, JobResult.class)) {
            assertTrue(log.has(FIRST));
            assertEquals(whole, Files.readString(file));
            log.add(SampleOutcomes.outcome(SECOND, 0.99, 0.2, 0.3));
        }
        assertEquals(2, Files.readAllLines(file).size());
        try (ResultLog<JobResult> log = ResultLog.open(file, JobResult.class)) {
            assertTrue(log.has(SECOND));
        }
    }

    @Test
    void refusesAWholeLineThatIsNoResult() throws Exception {
        Path file = folder.resolve("results.jsonl");
        try (ResultLog<JobResult> log = ResultLog.open(file, JobResult.class)) {
            log.add(SampleOutcomes.outcome(FIRST, 0.99, 0.2, 0.3));
        }
        Files.writeString(file, "{\"key\":\"x\"}\n", StandardOpenOption.APPEND);
        Exception e = assertThrows(IllegalArgumentException.class, () -> ResultLog.open(file, JobResult.class));
        assertEquals(
                file + ":2 must be a result of this version of the experiment, but is not; remove the line, and its run"
                        + " will be done again",
                e.getMessage());
        String kept = Files.readString(file);
        assertTrue(kept.endsWith("{\"key\":\"x\"}\n"), "the file is left as it was");
    }

    @Test
    void refusesAFileThatIsBeingWritten() throws Exception {
        Path file = folder.resolve("results.jsonl");
        try (ResultLog<JobResult> log = ResultLog.open(file, JobResult.class)) {
            assertFalse(log.has(FIRST));
            Exception e = assertThrows(IllegalArgumentException.class, () -> ResultLog.open(file, JobResult.class));
            assertEquals(file + " is being written by another run; wait for it, or give another --out", e.getMessage());
        }
    }
}
