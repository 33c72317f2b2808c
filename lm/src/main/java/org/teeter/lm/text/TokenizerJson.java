package org.teeter.lm.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/**
 * What a {@code tokenizer.json} says, read as a stream: which ids its tokens have, and what it puts before a text.
 *
 * <p>The native library, which reads the file again, ends the process where a part of the file contradicts another. So the parts that
 * are not needed are not given to it: padding, truncation, and what is put around a text, of which what comes before it is put there
 * by {@link HuggingFaceTokenizer}. What else it trips over is refused here.
 */
final class TokenizerJson {
    /** Twice the vocabulary of Gemma, the largest that is in use; the library takes a kilobyte for each. */
    static final int MOST_TOKENS = 1 << 19;

    /** Gemma 2 has 580,604. */
    static final int MOST_MERGES = 1 << 20;

    /** Gemma 3 has 6,415, of 15 characters each; the library takes the square of their number in time. */
    static final int MOST_ADDED = 1 << 15;

    private static final int LONGEST_ADDED = 1 << 21; // characters, all of them together
    private static final int LONGEST_TOKEN = 1_024;
    private static final int LONGEST_OPENING = 64;
    private static final int LONGEST_PART = 1 << 16; // of what is done before and after the model

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNameLength(LONGEST_TOKEN)
                    .maxStringLength(LONGEST_PART)
                    .build())
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(JSON).build();

    private static final Set<String> OURS = Set.of("post_processor", "padding", "truncation");
    private static final Set<String> PROCESSORS = TokenizerParts.sorted("ByteLevel", "Sequence", "TemplateProcessing");
    private static final Set<String> MODELS = TokenizerParts.sorted("BPE", "WordLevel");

    private final Map<String, Integer> vocabulary = new HashMap<>();
    private final Map<String, Integer> added = new TreeMap<>();
    private final List<Map.Entry<String, Integer>> inOrder = new ArrayList<>(); // the added ones
    private final List<String> opening = new ArrayList<>();
    private final StringBuilder forLibrary = new StringBuilder();
    private String unknown = "";
    private boolean wholeWords;
    private boolean merged;
    private int addedCharacters;
    private long size;
    private int longestText;

    private TokenizerJson() {}

    static TokenizerJson of(String json, String name) {
        TokenizerJson ids = new TokenizerJson();
        try (JsonParser parser = JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a JSON object was expected");
            }
            int copied = 0;
            Map<String, JsonNode> parts = new HashMap<>();
            for (String key = parser.nextName(); key != null; key = parser.nextName()) {
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                switch (key) {
                    case "model" -> ids.readModel(parser);
                    case "added_tokens" -> ids.readAdded(parser);
                    case "post_processor" -> ids.readPostProcessor(parser);
                    case "normalizer", "pre_tokenizer", "decoder" -> parts.put(key, part(parser, key, json, start));
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
            ids.requireSupported(parts);
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
        } catch (JacksonException e) {
            String line =
                    e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr(); // limits have none
            throw new IllegalArgumentException(
                    OneLine.of(name + " is not a tokenizer.json: " + e.getOriginalMessage() + line), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(OneLine.of(name + " is not a tokenizer.json: " + e.getMessage()), e);
        }
        if (ids.size == 0) {
            throw new IllegalArgumentException(name + " is not a tokenizer.json: it names no tokens");
        }
        return ids;
    }

    int size() {
        return (int) size;
    }

    /** The longest text that the library can take, in characters. */
    int longestText() {
        return longestText;
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
                    requireAtMost(opening.size(), LONGEST_OPENING, "post_processor.single");
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
        boolean typed = false;
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            parser.nextToken();
            switch (key) {
                case "vocab" -> readVocabulary(parser);
                case "merges" -> skipMerges(parser);
                case "type" -> {
                    if (!MODELS.contains(parser.getValueAsString(""))) {
                        throw new IllegalArgumentException(
                                "model.type must be one of " + MODELS + ", got " + parser.getValueAsString());
                    }
                    wholeWords = parser.getValueAsString("").equals("WordLevel");
                    typed = true;
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
        if (!typed && !merged) { // the library guesses the type then
            throw new IllegalArgumentException("model.type must be given: one of " + MODELS);
        }
    }

    private void readVocabulary(JsonParser parser) {
        requireToken(parser, JsonToken.START_OBJECT, "model.vocab");
        for (String token = parser.nextName(); token != null; token = parser.nextName()) {
            parser.nextToken();
            vocabulary.put(token, id(parser, "model.vocab"));
            requireAtMost(vocabulary.size(), MOST_TOKENS, "model.vocab");
        }
    }

    /** The library checks that merges are of tokens. */
    private void skipMerges(JsonParser parser) {
        merged = true;
        requireToken(parser, JsonToken.START_ARRAY, "model.merges");
        for (int merges = 1; parser.nextToken() != JsonToken.END_ARRAY; merges++) {
            parser.skipChildren();
            requireAtMost(merges, MOST_MERGES, "model.merges");
        }
    }

    private static void requireAtMost(int size, int most, String what) {
        if (size > most) {
            throw new IllegalArgumentException(what + " must have at most " + most + " entries, but has more");
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

    /** A part of the file that is small, as a tree. */
    private static JsonNode part(JsonParser parser, String key, String json, int start) {
        parser.skipChildren();
        int end = (int) parser.currentLocation().getCharOffset();
        if (end - start > LONGEST_PART) {
            throw new IllegalArgumentException(
                    key + " must have at most " + LONGEST_PART + " characters, but has " + (end - start));
        }
        return MAPPER.readTree(json.substring(start, end));
    }

    private void requireSupported(Map<String, JsonNode> parts) {
        TokenizerParts before = new TokenizerParts();
        for (String kind : List.of("normalizer", "pre_tokenizer")) { // in this order, whatever the file's
            before.add(kind, parts.getOrDefault(kind, NullNode.instance));
        }
        TokenizerParts.requireDecoder(parts.getOrDefault("decoder", NullNode.instance));
        longestText = before.longestText();
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
            addedCharacters += content.length();
            requireAtMost(addedCharacters, LONGEST_ADDED, "added_tokens, in characters,");
            inOrder.add(Map.entry(content, id));
            requireAtMost(inOrder.size(), MOST_ADDED, "added_tokens");
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
