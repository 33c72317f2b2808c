package org.teeter.alignment.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * What a {@code tokenizer.json} says, read as a stream: which ids its tokens have, and what it puts before a text.
 *
 * <p>The native library, which reads the file again, ends the process where a part of the file contradicts another. So the parts that
 * are not needed are not given to it: padding, truncation, and what is put around a text, of which what comes before it is put there
 * by {@link HuggingFaceTokenizer}. What else it trips over is refused here.
 */
final class TokenizerJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength((int) HuggingFaceTokenizer.LARGEST_FILE)
                    .build())
            .build();

    private static final Set<String> OURS = Set.of("post_processor", "padding", "truncation");
    private static final Set<String> PROCESSORS = sorted("ByteLevel", "Sequence", "TemplateProcessing");
    private static final Set<String> MODELS = sorted("BPE", "WordLevel");
    private static final Set<String> NORMALIZERS =
            sorted("Lowercase", "NFC", "NFD", "NFKC", "NFKD", "Prepend", "Replace", "Sequence");
    private static final Set<String> PRE_TOKENIZERS = sorted(
            "ByteLevel", "Digits", "Metaspace", "Punctuation", "Sequence", "Split", "Whitespace", "WhitespaceSplit");
    private static final Set<String> DECODERS =
            sorted("ByteFallback", "ByteLevel", "Fuse", "Metaspace", "Replace", "Sequence", "Strip");

    private final Map<String, Integer> vocabulary = new HashMap<>();
    private final Map<String, Integer> added = new TreeMap<>();
    private final List<Map.Entry<String, Integer>> inOrder = new ArrayList<>(); // the added ones
    private final List<String> opening = new ArrayList<>();
    private final StringBuilder forLibrary = new StringBuilder();
    private String unknown = "";
    private boolean wholeWords;
    private long size;

    private TokenizerJson() {}

    static TokenizerJson of(String json, String name) {
        TokenizerJson ids = new TokenizerJson();
        try (JsonParser parser = JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a JSON object was expected");
            }
            int copied = 0;
            for (String key = parser.nextName(); key != null; key = parser.nextName()) {
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                switch (key) {
                    case "model" -> ids.readModel(parser);
                    case "added_tokens" -> ids.readAdded(parser);
                    case "post_processor" -> ids.readPostProcessor(parser);
                    case "normalizer" -> requireParts(parser, key, NORMALIZERS);
                    case "pre_tokenizer" -> requireParts(parser, key, PRE_TOKENIZERS);
                    case "decoder" -> requireParts(parser, key, DECODERS);
                    default -> parser.skipChildren();
                }
                if (OURS.contains(key)) {
                    ids.forLibrary.append(json, copied, start).append("null");
                    copied = (int) parser.currentLocation().getCharOffset();
                }
            }
            ids.forLibrary.append(json, copied, json.length());
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("a single JSON object was expected");
            }
            ids.requireIdsOfLibrary();
            if (ids.wholeWords && !ids.vocabulary.containsKey(ids.unknown)) {
                throw new IllegalArgumentException(
                        "model.unk_token must be a word of its vocabulary, got '" + ids.unknown + "'");
            }
            for (String token : ids.opening) {
                if (ids.id(token).isEmpty()) {
                    throw new IllegalArgumentException(
                            "post_processor puts '" + token + "' before a text, which is no token");
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

    /** The ids that are put before a text. */
    int[] opening() {
        return opening.stream().mapToInt(token -> id(token).orElseThrow()).toArray();
    }

    /** The file without the parts that are not the library's. */
    String forLibrary() {
        return forLibrary.toString();
    }

    /** Of the template of a single text, what stands before the text; of a sequence of processors, of the one that has a template. */
    private void readPostProcessor(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        requireToken(parser, JsonToken.START_OBJECT, "post_processor");
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            parser.nextToken();
            switch (key) {
                case "type" -> {
                    if (!PROCESSORS.contains(parser.getValueAsString(""))) {
                        throw new IllegalArgumentException("post_processor must be of one of the types " + PROCESSORS
                                + ", got " + parser.getValueAsString());
                    }
                }
                case "processors" -> {
                    requireToken(parser, JsonToken.START_ARRAY, "post_processor.processors");
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        readPostProcessor(parser);
                    }
                    requireToken(parser, JsonToken.END_ARRAY, "post_processor.processors");
                }
                case "single" -> readTemplate(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readTemplate(JsonParser parser) {
        requireToken(parser, JsonToken.START_ARRAY, "post_processor.single");
        boolean before = true;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            String piece = parser.nextName();
            parser.nextToken();
            requireToken(parser, JsonToken.START_OBJECT, "post_processor.single");
            for (String key = parser.nextName(); key != null; key = parser.nextName()) {
                parser.nextToken();
                if (before && key.equals("id") && "SpecialToken".equals(piece)) {
                    requireToken(parser, JsonToken.VALUE_STRING, "post_processor.single.id");
                    opening.add(parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
            before &= "SpecialToken".equals(piece);
            if (parser.nextToken() != JsonToken.END_OBJECT) {
                throw new IllegalArgumentException("each piece of post_processor.single must be one object");
            }
        }
        requireToken(parser, JsonToken.END_ARRAY, "post_processor.single");
    }

    private void readModel(JsonParser parser) {
        requireToken(parser, JsonToken.START_OBJECT, "model");
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            parser.nextToken();
            switch (key) {
                case "vocab" -> readVocabulary(parser);
                case "type" -> {
                    if (!MODELS.contains(parser.getValueAsString(""))) {
                        throw new IllegalArgumentException(
                                "model.type must be one of " + MODELS + ", got " + parser.getValueAsString());
                    }
                    wholeWords = parser.getValueAsString("").equals("WordLevel");
                }
                case "unk_token" -> unknown = parser.getValueAsString("");
                case "continuing_subword_prefix", "end_of_word_suffix" -> {
                    if (!parser.getValueAsString("").isEmpty()) {
                        throw new IllegalArgumentException("model." + key + " is not supported");
                    }
                }
                case "dropout" -> {
                    if (parser.currentToken() != JsonToken.VALUE_NULL && parser.getValueAsDouble(1) != 0) {
                        throw new IllegalArgumentException(
                                "model.dropout must be off, or the same text has other ids each time, got "
                                        + parser.getValueAsString());
                    }
                }
                default -> parser.skipChildren();
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

    /** The library gives added tokens ids by a rule of its own, whatever the file says: those of the vocabulary, else the next. */
    private void requireIdsOfLibrary() {
        Map<String, Integer> given = new HashMap<>();
        int next = vocabulary.size();
        for (Map.Entry<String, Integer> token : inOrder) {
            Integer known = vocabulary.getOrDefault(token.getKey(), given.get(token.getKey()));
            int id = known == null ? next : known;
            if (id != token.getValue()) {
                throw new IllegalArgumentException("the added token '" + token.getKey() + "' must have the id " + id
                        + ", which its place gives it, got " + token.getValue());
            }
            given.put(token.getKey(), id);
            next = Math.max(next, id + 1);
        }
    }

    /** Checks the types of a part and of the parts in it; other kinds than the supported models' are not given to the library. */
    private static void requireParts(JsonParser parser, String at, Set<String> types) {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                depth++;
            } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                depth--;
            } else if (token == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                if (key.equals("type") && !types.contains(parser.getValueAsString(""))) {
                    throw new IllegalArgumentException(
                            at + " must be of one of the types " + types + ", got " + parser.getValueAsString());
                }
                if (key.equals("stop") && !(value == JsonToken.VALUE_NUMBER_INT && parser.getLongValue() == 0)) {
                    throw new IllegalArgumentException(
                            at + " must strip nothing at the end"); // else it is out of bounds
                }
                if (value.isStructStart()) {
                    depth++;
                }
            }
        } while (depth > 0 && parser.nextToken() != null);
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
            inOrder.add(Map.entry(content, id));
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

    private static Set<String> sorted(String... names) {
        return Collections.unmodifiableSet(new TreeSet<>(List.of(names)));
    }

    private static void requireToken(JsonParser parser, JsonToken expected, String at) {
        if (parser.currentToken() != expected) {
            throw new IllegalArgumentException(at + " must be "
                    + expected.name().toLowerCase(java.util.Locale.ROOT) + ", got " + parser.currentToken());
        }
    }
}
