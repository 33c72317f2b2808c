package org.teeter.lm.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The small JSON files of a checkpoint: bounded in size and depth, no key twice. */
final class JsonFile {
    /** The largest, an index of 91,000 tensors, has 9 MB. */
    static final long LARGEST = 16L << 20;

    /** For headers of weights, which are read as a stream. */
    static final JsonFactory FACTORY = factory(Long.MAX_VALUE);

    /** A tree takes some hundred bytes for each value; an index of 91,000 tensors has 182,000. */
    static final JsonMapper MAPPER = JsonMapper.builder(factory(1L << 20)).build();

    private JsonFile() {}

    private static JsonFactory factory(long mostTokens) {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(64)
                        .maxTokenCount(mostTokens)
                        .build())
                .build();
    }

    /** The object in a file. */
    static ObjectNode read(Path file) throws IOException {
        return parse(bytes(file, LARGEST), file);
    }

    /** All of a small file. */
    static byte[] bytes(Path file, long largest) throws IOException {
        long size = Files.size(file);
        if (size > largest) {
            throw new CheckpointException(
                    file + " must have at most " + largest + " bytes, but has " + size + "; it is not a model's");
        }
        return Files.readAllBytes(file);
    }

    static ObjectNode parse(byte[] json, Path file) {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new CheckpointException(file + " must hold a JSON object, but holds " + node.getNodeType());
        } catch (JacksonException e) {
            String line =
                    e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr(); // limits have none
            throw new CheckpointException(file + " must be JSON: " + e.getOriginalMessage() + line, e);
        }
    }
}
