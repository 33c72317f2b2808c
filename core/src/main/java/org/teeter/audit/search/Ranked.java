package org.teeter.audit.search;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A ranking too long to be held. Its first elements, which are dear to make, are made once; the others are made when they are asked for,
 * each time, from what is at hand.
 */
public final class Ranked<E> extends AbstractList<E> implements RandomAccess {
    /** More are made side by side at once; of so few, each when it is asked for, since often only the first is. */
    private static final int FEW = 32;

    private final int size;
    private final AtomicReferenceArray<E> first;
    private final IntFunction<E> element;

    public Ranked(int size, int held, IntFunction<E> element) {
        this.size = size;
        this.element = element;
        this.first = new AtomicReferenceArray<>(Math.min(size, held));
        if (first.length() > FEW) {
            IntStream.range(0, first.length()).parallel().forEach(k -> first.set(k, element.apply(k)));
        }
    }

    @Override
    public E get(int k) {
        Objects.checkIndex(k, size);
        if (k >= first.length()) {
            return element.apply(k);
        }
        if (first.get(k) == null) {
            first.compareAndSet(k, null, element.apply(k));
        }
        return first.get(k);
    }

    @Override
    public int size() {
        return size;
    }
}
