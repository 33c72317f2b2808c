package org.teeter.lm.text;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A tokenizer as its {@code tokenizer.json} describes it, run by Hugging Face's own native library.
 *
 * <p>The library is called beneath the wrapper that comes with it: the wrapper reports its use over the network, truncates at 512
 * tokens unless told otherwise, and reads other files than this one. Padding and truncation that the file asks for are off, as they
 * are in Hugging Face's Python. Safe for use by several threads until it is closed.
 */
public final class HuggingFaceTokenizer implements Tokenizer {
    /** Largest file that is read; the largest in use, of a quarter of a million tokens, have 35 MB. */
    public static final long LARGEST_FILE = 64L << 20;

    static {
        // On a machine with CUDA the library would otherwise look for another build of itself, on the network.
        System.setProperty("RUST_FLAVOR", "cpu");
        System.setProperty("ai.djl.offline", "true");
        LibUtils.checkStatus();
    }

    private final long handle;
    private final TokenizerJson tokens;
    private boolean closed;

    private HuggingFaceTokenizer(long handle, TokenizerJson tokens) {
        this.handle = handle;
        this.tokens = tokens;
    }

    /** The tokenizer of a {@code tokenizer.json}; a file that is none is an {@link IllegalArgumentException} that says why. */
    public static HuggingFaceTokenizer load(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LARGEST_FILE) {
            throw new IllegalArgumentException(file + " must have at most " + LARGEST_FILE + " bytes, but has " + size
                    + "; it is not the tokenizer of a model that is supported");
        }
        try {
            return of(Files.readString(file), file.toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is not a tokenizer.json: it is not UTF-8", e);
        }
    }

    /**
     * The tokenizer that a JSON text describes.
     *
     * @param name what to call it in messages
     */
    public static HuggingFaceTokenizer of(String json, String name) {
        TokenizerJson tokens = TokenizerJson.of(json, name);
        try {
            long handle = TokenizersLibrary.LIB.createTokenizerFromString(tokens.forLibrary());
            return new HuggingFaceTokenizer(handle, tokens);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    OneLine.of(name + " is not a tokenizer that the tokenizers library knows: " + e.getMessage()), e);
        }
    }

    @Override
    public int size() {
        return tokens.size();
    }

    @Override
    public int[] encode(String text) {
        long encoding = encoded(text);
        try {
            return narrowed(TokenizersLibrary.LIB.getTokenIds(encoding));
        } finally {
            TokenizersLibrary.LIB.deleteEncoding(encoding);
        }
    }

    @Override
    public int[] encodeOpening(String text) {
        int[] opening = tokens.opening();
        int[] ids = encode(text);
        int[] opened = Arrays.copyOf(opening, opening.length + ids.length);
        System.arraycopy(ids, 0, opened, opening.length, ids.length);
        return opened;
    }

    @Override
    public int[] encodeAfter(String before, String text) {
        int border = before.codePointCount(0, before.length());
        long encoding = encoded(before + text);
        try {
            CharSpan[] spans = TokenizersLibrary.LIB.getTokenCharSpans(encoding);
            int first = 0;
            while (first < spans.length && spans[first] != null && spans[first].getStart() < border) {
                if (spans[first].getEnd() > border) {
                    return encode(text);
                }
                first++;
            }
            int[] ids = narrowed(TokenizersLibrary.LIB.getTokenIds(encoding));
            return Arrays.copyOfRange(ids, first, ids.length);
        } finally {
            TokenizersLibrary.LIB.deleteEncoding(encoding);
        }
    }

    private long encoded(String text) {
        requireOpen();
        requireWellFormed(text);
        if (text.length() > tokens.longestText()) {
            throw new IllegalArgumentException("a text to be tokenized must have at most " + tokens.longestText()
                    + " characters with this tokenizer, but has " + text.length() + "; shorten it");
        }
        try {
            return TokenizersLibrary.LIB.encode(handle, text, false);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(OneLine.of("the tokenizer has no ids for a text: " + e.getMessage()), e);
        }
    }

    /** The id of one token by its spelling in the vocabulary; empty where there is none. */
    public OptionalInt id(String token) {
        return tokens.id(token);
    }

    /** Tokens that are cut out of a text before anything else happens to it, and their ids. */
    public Map<String, Integer> added() {
        return tokens.added();
    }

    private static int[] narrowed(long[] ids) {
        return LongStream.of(ids).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public String decode(int[] ids) {
        requireOpen();
        for (int id : ids) {
            if (id < 0) {
                throw new IllegalArgumentException("token ids must not be negative, got " + id);
            }
        }
        return TokenizersLibrary.LIB.decode(
                handle, IntStream.of(ids).asLongStream().toArray(), true);
    }

    /** The native library ends the process when it is given half a character. */
    private static void requireWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException(
                        "a text to be tokenized must be made of whole characters, but has half of one (an unpaired"
                                + " surrogate) at position " + i);
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the tokenizer is closed");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            TokenizersLibrary.LIB.deleteTokenizer(handle);
        }
    }
}
