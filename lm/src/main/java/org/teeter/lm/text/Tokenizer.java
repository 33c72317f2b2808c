package org.teeter.lm.text;

/** Text to ids and back. */
public interface Tokenizer extends AutoCloseable {

    /** One more than the largest id that it can make; the embedding has at least as many rows. */
    int size();

    /** The ids of a text; special tokens that are spelled out in it are recognised, none are added. */
    int[] encode(String text);

    /** The ids of a text that opens a sequence: with what the tokenizer puts around it of itself, as a beginning-of-sequence. */
    default int[] encodeOpening(String text) {
        return encode(text);
    }

    /**
     * The ids of a text as it continues another: what the tokens of both together are from the border on. Where a token lies across
     * the border, or the tokenizer does not say, the text's own.
     */
    default int[] encodeAfter(String before, String text) {
        return encode(text);
    }

    /** The text of ids, special tokens left out. */
    String decode(int[] ids);

    @Override
    void close();
}
