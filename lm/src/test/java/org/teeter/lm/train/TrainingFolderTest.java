package org.teeter.lm.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingFolderTest {
    @TempDir
    Path folder;

    private Path out;
    private Path work;

    @BeforeEach
    void places() {
        out = folder.resolve("out");
        work = folder.resolve("out.training");
    }

    @Test
    void theModelAppearsWithAllThatIsBesideIt() throws Exception {
        try (TrainingFolder files = begun()) {
            files.publish();
        }
        assertEquals(List.of("config.json", "metrics.csv", "run.json"), names(out));
        assertFalse(Files.exists(work));
    }

    /** An empty folder may be a link to another disk or be one. */
    @Test
    void anEmptyFolderIsFilledAndNotReplaced() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(out, elsewhere);
        try (TrainingFolder files = begun()) {
            files.publish();
        }
        assertTrue(Files.isSymbolicLink(out));
        assertEquals(List.of("config.json", "metrics.csv", "run.json"), names(elsewhere));
    }

    @Test
    void aRunStoppedWhileItsModelWasMovedIsFinished() throws Exception {
        try (TrainingFolder files = begun()) {
            Files.createFile(work.resolve("complete"));
            assertFalse(files.finished(), "only a later run finds the mark");
        }
        Files.createDirectory(out);
        Files.move(work.resolve("model").resolve("config.json"), out.resolve("config.json"));
        Files.copy(work.resolve("metrics.csv"), work.resolve("model").resolve("metrics.csv"));
        try (TrainingFolder files = TrainingFolder.at(out, true)) {
            assertTrue(files.finished());
            files.place();
        }
        assertEquals(List.of("config.json", "metrics.csv"), names(out));
        assertFalse(Files.exists(work));
    }

    @Test
    void aRunStoppedWhileItSavedItsModelGoesOnFromItsState() throws Exception {
        try (TrainingFolder files = begun()) {
            Files.createDirectory(work.resolve(".model-1"));
            Files.writeString(work.resolve(".model-1").resolve("half"), "");
            assertFalse(files.hasState(), "a new run has none");
        }
        try (TrainingFolder files = TrainingFolder.at(out, true)) {
            assertTrue(files.hasState() && !files.finished());
            assertEquals(List.of("lock", "metrics.csv", "run.json", "state.safetensors"), names(work));
        }
    }

    @Test
    void twoProcessesDoNotShareAPlace() throws Exception {
        try (TrainingFolder late = TrainingFolder.at(out, false);
                TrainingFolder first = begun()) {
            String inUse = work + " is in use by another process that trains; wait for its end, or name another --out";
            assertEquals(inUse, refusal(() -> TrainingFolder.at(out, false)));
            assertEquals(inUse, refusal(() -> TrainingFolder.at(out, true)));
            assertEquals(inUse, refusal(late::create));
            first.publish();
            assertTrue(refusal(late::create).startsWith("--out must name a folder that is new or empty"));
        }
    }

    @Test
    void aPlaceThatFilledUpMeanwhileIsLeftAlone() throws Exception {
        try (TrainingFolder files = begun()) {
            Files.createDirectory(out);
            Files.writeString(out.resolve("mine"), "");
            assertTrue(refusal(files::publish).contains("must be new or empty still"));
        }
        assertEquals(List.of("mine"), names(out));
        assertTrue(Files.exists(work.resolve("state.safetensors")));
    }

    @Test
    void saysWhatToDoWhereThereIsNoRoom() throws Exception {
        try (TrainingFolder files = begun()) {
            assertEquals(
                    "the files of this run, in " + work + ", must be written and read, but: No space left on device;"
                            + " what it saved is still there: make room or mend the place, and go on with --resume",
                    files.failed(new IOException("No space left on device")).getMessage());
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private static String refusal(Attempt attempt) {
        return String.valueOf(
                assertThrows(TrainingFolderException.class, attempt::run).getMessage());
    }

    private TrainingFolder begun() throws IOException {
        TrainingFolder files = TrainingFolder.at(out, false);
        files.create();
        Files.writeString(files.state(), "state");
        Files.writeString(work.resolve("metrics.csv"), "step");
        Files.writeString(work.resolve("run.json"), "{}");
        Files.createDirectory(files.model());
        Files.writeString(files.model().resolve("config.json"), "{}");
        return files;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
