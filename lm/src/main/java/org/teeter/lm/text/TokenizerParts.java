package org.teeter.lm.text;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What a {@code tokenizer.json} does to a text before and after its model: only what the supported models' files do is given to the
 * library, and only where a text does not grow beyond all measure by it. Mutable: adds up what the parts do.
 */
final class TokenizerParts {
    /** How much longer a text may become, all parts together. Llama 2's makes it 9 times as long at most, in bytes. */
    private static final double MOST_GROWTH = 128;

    private static final int MOST_PARTS = 64;
    private static final int LONGEST_TEXT = 1_024;
    private static final int MOST_SHOWN = 80;

    /** How many bytes a text may have when all is done to it; the library takes some 50 times as much memory. */
    private static final double MOST_BYTES = 16 << 20;

    /** How often Oniguruma goes back in one place before it ends the process. */
    private static final double MOST_RETRIES = 10_000_000;

    private static final Set<String> NORMALIZERS =
            sorted("Lowercase", "NFC", "NFD", "NFKC", "NFKD", "Prepend", "Replace", "Sequence");
    private static final Set<String> PRE_TOKENIZERS = sorted(
            "ByteLevel", "Digits", "Metaspace", "Punctuation", "Sequence", "Split", "Whitespace", "WhitespaceSplit");
    private static final Set<String> DECODERS =
            sorted("ByteFallback", "ByteLevel", "Fuse", "Metaspace", "Replace", "Sequence", "Strip");

    private double growth = 1;
    private double longestText = MOST_BYTES;
    private int parts;

    /** Adds {@code normalizer}, then {@code pre_tokenizer}; what they refuse is an {@link IllegalArgumentException}. */
    void add(String kind, JsonNode part) {
        boolean normalizer = kind.equals("normalizer");
        add(kind, part, normalizer ? NORMALIZERS : PRE_TOKENIZERS, normalizer ? "normalizers" : "pretokenizers");
    }

    /** Checks a {@code decoder}, which works on what tokens make. */
    static void requireDecoder(JsonNode part) {
        new TokenizerParts().add("decoder", part, DECODERS, "decoders");
    }

    /** The longest text, in characters, that the library can take. */
    int longestText() {
        return (int) longestText;
    }

    static Set<String> sorted(String... names) {
        return Collections.unmodifiableSet(new TreeSet<>(List.of(names)));
    }

    private void add(String at, JsonNode part, Set<String> types, String list) {
        if (part.isNull()) {
            return;
        }
        String type = part.path("type").asString("");
        if (!types.contains(type)) { // without a type, the library guesses
            throw new IllegalArgumentException(at + " must be of one of the types " + types + ", got '" + type + "'");
        }
        parts++;
        if (parts > MOST_PARTS) {
            throw new IllegalArgumentException(at + " must have at most " + MOST_PARTS + " parts, but has more");
        }
        part.properties().forEach(field -> requireSimple(at, field.getKey(), field.getValue(), type, list));
        switch (type) {
            case "Sequence" -> part.path(list).forEach(one -> add(at, one, types, list));
            case "Lowercase", "ByteLevel" -> grow(at, 2);
            case "NFC", "NFD" -> grow(at, 3); // Unicode Standard Annex 15, section 9, in bytes of UTF-8
            case "NFKC", "NFKD" -> grow(at, 11);
            case "Prepend" -> grow(at, 1 + bytes(at, part.path("prepend")) / 2); // to what is between two added tokens
            case "Metaspace" -> grow(at, 4);
            case "Replace" -> replace(at, part);
            case "Split" -> pattern(at, part.path("pattern"));
            case "Strip" -> {
                if (!part.path("stop").isIntegralNumber() || part.path("stop").asLong(1) != 0) {
                    throw new IllegalArgumentException(
                            at + " must strip nothing at the end"); // else it is out of bounds
                }
            }
            default -> {}
        }
    }

    /** The library ends the process where it cannot read a value that it has no use for: half a character, a number too large. */
    private static void requireSimple(String at, String key, JsonNode value, String type, String list) {
        boolean known = value.isNull() || value.isBoolean() || value.canConvertToLong() || isWhole(value);
        if (key.equals("pattern")) {
            known = value.size() == 1 && isWhole(value.iterator().next());
        } else if (type.equals("Sequence") && key.equals(list)) {
            known = value.isArray();
        }
        if (!known) {
            throw new IllegalArgumentException(at + ": '" + key + "' of a " + type
                    + " must be true, false, a whole number or a text of whole characters");
        }
    }

    private static boolean isWhole(JsonNode text) {
        return text.isString() && StandardCharsets.UTF_8.newEncoder().canEncode(text.stringValue());
    }

    private void replace(String at, JsonNode part) {
        double pattern = pattern(at, part.path("pattern"));
        grow(at, Math.max(1, bytes(at, part.path("content")) / pattern));
    }

    /** Checks a pattern; returns the bytes of what it finds, at least. */
    private double pattern(String at, JsonNode pattern) {
        JsonNode regex = pattern.path("Regex");
        if (pattern.size() != 1 || !regex.isString()) {
            double bytes = bytes(at, pattern.path("String"));
            if (bytes == 0) {
                throw new IllegalArgumentException(at + " must look for a text that is not empty");
            }
            return bytes;
        }
        String source = regex.stringValue();
        try {
            longestText = Math.min(longestText, MOST_RETRIES / growth / RegexCost.retries(source));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    at + ": the pattern '"
                            + (source.length() > MOST_SHOWN ? source.substring(0, MOST_SHOWN) + "…" : source)
                            + "' is not supported: " + e.getMessage(),
                    e);
        }
        return 1;
    }

    private static double bytes(String at, JsonNode text) {
        if (!text.isString() || text.stringValue().length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    at + " must look for, put in and put before texts of at most " + LONGEST_TEXT + " characters");
        }
        return text.stringValue().getBytes(StandardCharsets.UTF_8).length;
    }

    private void grow(String at, double factor) {
        growth *= factor;
        longestText = Math.min(longestText, MOST_BYTES / growth);
        if (growth > MOST_GROWTH) {
            throw new IllegalArgumentException(at + " must make a text at most " + (int) MOST_GROWTH
                    + " times as long, with all its parts, but can make it longer");
        }
    }
}
