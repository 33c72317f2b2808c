package org.teeter.lm.ask;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What options may be called: anything that a sentence can hold and a reader can tell apart. */
public final class OptionNames {

    private OptionNames() {}

    /** The names, if each can be used and no two are the same; otherwise what is wrong with them. */
    public static List<String> require(List<String> names) {
        if (names.size() < 2) {
            throw new IllegalArgumentException("at least two options are needed, got " + names);
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("an option must have a name, got \"" + name + "\" in " + names);
            }
            if (!name.equals(name.strip()) || name.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("an option's name must not begin or end with space nor hold a line"
                        + " break or another control character, got \"" + name.strip() + "\"");
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException("options must differ, but \"" + name + "\" is there twice");
            }
        }
        return List.copyOf(names);
    }
}
