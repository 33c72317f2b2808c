package org.teeter.chat.jinja;

import java.util.Set;

/** Sets of names, written as a text of them. */
final class Words {
    private Words() {}

    static Set<String> of(String text) {
        return Set.of(text.strip().split("\\s+", -1));
    }
}
