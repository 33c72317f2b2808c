package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.teeter.report.document.PublishedDocument;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of docs/schema, and documents held to them. */
final class PublishedSchemas {
    static final Path FOLDER = Path.of("..", "docs", "schema");

    private static final Map<PublishedDocument, Schema> SCHEMAS = schemas();

    private PublishedSchemas() {}

    private static Map<PublishedDocument, Schema> schemas() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Map<PublishedDocument, Schema> schemas = new EnumMap<>(PublishedDocument.class);
        for (PublishedDocument kind : PublishedDocument.values()) {
            schemas.put(kind, registry.getSchema(json(kind)));
        }
        return schemas;
    }

    /** The schema itself, as JSON. */
    static JsonNode json(PublishedDocument kind) {
        return JsonMapper.shared()
                .readTree(FOLDER.resolve(kind.schemaName() + ".schema.json").toFile());
    }

    /** What keeps a document from being one of its kind. */
    static List<String> faults(PublishedDocument kind, JsonNode document) {
        return Objects.requireNonNull(SCHEMAS.get(kind)).validate(document).stream()
                .map(Error::toString)
                .toList();
    }

    /** What was printed, if it is a document that names a published schema. */
    static void holdPrinted(String printed) {
        if (printed.startsWith("{")) {
            parsed(printed).ifPresent(document -> kind(document).ifPresent(kind -> hold(kind, document)));
        }
    }

    /** Every {@code audit.json} and {@code run.json} under the folder. */
    static void holdWritten(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                switch (file.getFileName().toString()) {
                    case "audit.json" ->
                        hold(PublishedDocument.AUDIT, JsonMapper.shared().readTree(file.toFile()));
                    case "run.json" ->
                        hold(PublishedDocument.RUN, JsonMapper.shared().readTree(file.toFile()));
                    default -> {}
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<JsonNode> parsed(String printed) {
        try {
            return Optional.of(JsonMapper.shared().readTree(printed));
        } catch (JacksonException e) {
            return Optional.empty(); // rows of JSON, which export prints
        }
    }

    private static Optional<PublishedDocument> kind(JsonNode document) {
        return Stream.of(PublishedDocument.values())
                .filter(kind -> kind.schema().equals(document.path("schema").asString("")))
                .findFirst();
    }

    private static void hold(PublishedDocument kind, JsonNode document) {
        assertEquals(List.of(), faults(kind, document), () -> "not as docs/schema says: " + document.toPrettyString());
    }
}
