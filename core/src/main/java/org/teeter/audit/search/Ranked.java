package org.teeter.audit.search;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A ranking too long to be held. Its first elements, which are dear to make, are made once; the others are made when they are asked for,
 * each time, from what is at hand.
 */
public final class Ranked<E> extends AbstractList<E> implements RandomAccess {
    private final int size;
    private final List<E> first;
    private final IntFunction<E> element;

    public Ranked(int size, int held, IntFunction<E> element) {
        this.size = size;
        this.element = element;
        this.first = IntStream.range(0, Math.min(size, held))
                .parallel()
                .mapToObj(element)
                .toList();
    }

    @Override
    public E get(int k) {
        Objects.checkIndex(k, size);
        return k < first.size() ? first.get(k) : element.apply(k);
    }

    @Override
    public int size() {
        return size;
    }
}
