package org.teeter.chat.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that are known at a place of a template. Mutable: {@code set} adds to it. */
final class Scope {
    private final Map<String, Object> names = new HashMap<>();

    @Nullable
    private final Scope outer;

    private final Work work;

    /** The outermost, without names. */
    Scope(Work work) {
        this(null, work);
    }

    private Scope(@Nullable Scope outer, Work work) {
        this.outer = outer;
        this.work = work;
    }

    /** A scope whose names vanish with it; it sees those outside. */
    Scope inner() {
        work.take(192);
        return new Scope(this, work);
    }

    Object get(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Object value = scope.names.get(name);
            if (value != null) {
                return value;
            }
        }
        work.take(2L * name.length() + 128);
        return new Undefined("'" + name + "' is undefined");
    }

    void set(String name, Object value) {
        work.take(48);
        names.put(name, value);
    }

    Work work() {
        return work;
    }
}
