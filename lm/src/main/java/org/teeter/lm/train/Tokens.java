package org.teeter.lm.train;

import java.util.Arrays;

/** The ids of a text, with value equality. */
public final class Tokens {
    private final int[] ids;

    private Tokens(int[] ids) {
        this.ids = ids;
    }

    /** At least one id. */
    public static Tokens of(int... ids) {
        if (ids.length == 0) {
            throw new IllegalArgumentException("a prompt or an answer must have at least one token");
        }
        return new Tokens(ids.clone());
    }

    /** A copy of the ids. */
    public int[] ids() {
        return ids.clone();
    }

    /** Without a copy, for the model's reading only. */
    int[] shared() {
        return ids;
    }

    public int length() {
        return ids.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tokens tokens && Arrays.equals(ids, tokens.ids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return Arrays.toString(ids);
    }
}
