package org.teeter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.teeter.report.document.AuditDocument;
import org.teeter.report.document.Finite;
import org.teeter.report.document.PublishedDocument;
import org.teeter.tabular.reader.Source;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code run.json}: what is needed to make a result again. Mutable: stages are timed as they end. */
public final class RunRecord {
    private final List<String> command;
    private final Instant started = Instant.now();
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private Instant stage = started;
    private List<String> remarks = List.of();

    /** Begins now; {@code command} are the words that were typed. */
    public RunRecord(List<String> command) {
        this.command = List.copyOf(command);
    }

    /** What a person should know of all that was read together. */
    public void remark(List<String> sentences) {
        remarks = List.copyOf(sentences);
    }

    /** Says that the named stage has just ended. */
    public void ended(String name) {
        Instant now = Instant.now();
        seconds.put(name, Duration.between(stage, now).toNanos() / 1e9);
        stage = now;
    }

    /** Of a run that reads nothing and leaves nothing to chance. */
    void write(Path file) throws IOException {
        write(file, List.of(), Map.of());
    }

    /** Writes the file; {@code seeds} by what was drawn with them. */
    public void write(Path file, List<Source> sources, Map<String, Long> seeds) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        PublishedDocument.RUN.begin(json, Version.current());
        json.put("commit", System.getProperty("teeter.commit", "unknown"));
        ArrayNode words = json.putArray("command");
        command.forEach(words::add);
        ObjectNode seeded = json.putObject("seeds");
        new TreeMap<>(seeds).forEach(seeded::put);
        json.put("jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        json.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        json.put("processors", Runtime.getRuntime().availableProcessors());
        json.put("started", started.toString());
        ArrayNode inputs = json.putArray("input");
        for (Source source : sources) {
            ObjectNode input = inputs.addObject()
                    .put("path", source.name())
                    .put("bytes", source.bytes())
                    .put("rows", source.rows())
                    .put("sha256", source.sha256().orElseThrow());
            AuditDocument.addNotes(input, source);
        }
        if (!remarks.isEmpty()) {
            ArrayNode noted = json.putArray("notes");
            remarks.forEach(noted::add);
        }
        ObjectNode times = json.putObject("seconds");
        seconds.forEach(times::put);
        Files.writeString(file, Finite.text(json));
    }
}
