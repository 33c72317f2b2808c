package org.teeter.alignment.text;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Which ids a {@code tokenizer.json} gives to its tokens, read as a stream: the file's other parts never become objects.
 *
 * <p>The native library, which reads the file again, has limits of its own, and ends the process at some of them; what it would trip
 * over is refused here.
 */
final class TokenIds {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength((int) HuggingFaceTokenizer.LARGEST_FILE)
                    .build())
            .build();

    private final Map<String, Integer> vocabulary = new HashMap<>();
    private final Map<String, Integer> added = new TreeMap<>();
    private long size;

    private TokenIds() {}

    static TokenIds of(String json, String name) {
        TokenIds ids = new TokenIds();
        try (JsonParser parser = JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a JSON object was expected");
            }
            for (String key = parser.nextName(); key != null; key = parser.nextName()) {
                parser.nextToken();
                switch (key) {
                    case "model" -> ids.readModel(parser);
                    case "added_tokens" -> ids.readAdded(parser);
                    default -> parser.skipChildren();
                }
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is not a tokenizer.json: " + e.getMessage(), e);
        }
        if (ids.size == 0) {
            throw new IllegalArgumentException(name + " is not a tokenizer.json: it names no tokens");
        }
        return ids;
    }

    int size() {
        return (int) size;
    }

    OptionalInt id(String token) {
        Integer id = added.getOrDefault(token, vocabulary.get(token));
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    Map<String, Integer> added() {
        return Collections.unmodifiableMap(added);
    }

    private void readModel(JsonParser parser) {
        requireToken(parser, JsonToken.START_OBJECT, "model");
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            parser.nextToken();
            if (!key.equals("vocab")) {
                parser.skipChildren();
            } else if (parser.currentToken() == JsonToken.START_ARRAY) {
                readPieces(parser);
            } else {
                readVocabulary(parser);
            }
        }
    }

    private void readVocabulary(JsonParser parser) {
        requireToken(parser, JsonToken.START_OBJECT, "model.vocab");
        for (String token = parser.nextName(); token != null; token = parser.nextName()) {
            parser.nextToken();
            vocabulary.put(token, id(parser, "model.vocab." + token));
        }
    }

    /** A unigram model's list of tokens with their scores: their ids are their places. */
    private void readPieces(JsonParser parser) {
        int id = 0;
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            parser.nextToken();
            requireToken(parser, JsonToken.VALUE_STRING, "model.vocab[" + id + "][0]");
            vocabulary.put(parser.getString(), id);
            id++;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
            }
        }
        requireToken(parser, JsonToken.END_ARRAY, "model.vocab");
        size = Math.max(size, id);
    }

    private void readAdded(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        requireToken(parser, JsonToken.START_ARRAY, "added_tokens");
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            String content = "";
            int id = -1;
            for (String key = parser.nextName(); key != null; key = parser.nextName()) {
                parser.nextToken();
                switch (key) {
                    case "id" -> id = id(parser, "added_tokens.id");
                    case "content" -> {
                        requireToken(parser, JsonToken.VALUE_STRING, "added_tokens.content");
                        content = parser.getString();
                    }
                    default -> parser.skipChildren();
                }
            }
            if (id < 0 || content.isEmpty()) {
                throw new IllegalArgumentException("each of added_tokens must have an id and a content");
            }
            added.put(content, id);
        }
        requireToken(parser, JsonToken.END_ARRAY, "added_tokens");
    }

    private int id(JsonParser parser, String at) {
        requireToken(parser, JsonToken.VALUE_NUMBER_INT, at);
        long id = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? -1 : parser.getLongValue();
        if (id < 0 || id >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException(at + " must be an id from 0, got " + parser.getString());
        }
        size = Math.max(size, id + 1);
        return (int) id;
    }

    private static void requireToken(JsonParser parser, JsonToken expected, String at) {
        if (parser.currentToken() != expected) {
            throw new IllegalArgumentException(at + " must be "
                    + expected.name().toLowerCase(java.util.Locale.ROOT) + ", got " + parser.currentToken());
        }
    }
}
