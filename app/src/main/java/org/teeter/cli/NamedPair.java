package org.teeter.cli;

import org.teeter.analysis.TwoNames;
import org.teeter.audit.Targets;
import org.teeter.data.Items;

/** Two items on the command line: {@code A,B}. */
final class NamedPair {

    private NamedPair() {}

    /**
     * The two items. Names may contain commas, so every split is tried.
     *
     * @param wanted what the option must be
     */
    static Targets.Pair of(String wanted, String text, Items items) {
        TwoNames names =
                TwoNames.of(wanted, text, name -> items.id(name).isPresent(), name -> "; there is no item " + name);
        return new Targets.Pair(
                items.id(names.first()).orElseThrow(), items.id(names.second()).orElseThrow());
    }
}
