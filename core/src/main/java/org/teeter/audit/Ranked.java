package org.teeter.audit;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** A list whose entries are made when they are asked for: a million findings take a million numbers, not a million objects. */
final class Ranked<T> extends AbstractList<T> implements RandomAccess {
    private final int size;
    private final IntFunction<T> entry;

    Ranked(int size, IntFunction<T> entry) {
        this.size = size;
        this.entry = entry;
    }

    @Override
    public T get(int k) {
        if (k < 0 || k >= size) {
            throw new IndexOutOfBoundsException("entry " + k + " of " + size);
        }
        return entry.apply(k);
    }

    @Override
    public int size() {
        return size;
    }
}
