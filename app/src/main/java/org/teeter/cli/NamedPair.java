package org.teeter.cli;

import java.util.OptionalInt;
import java.util.stream.Stream;
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
        for (int at = text.indexOf(','); at >= 0; at = text.indexOf(',', at + 1)) {
            OptionalInt i = items.id(text.substring(0, at).strip());
            OptionalInt j = items.id(text.substring(at + 1).strip());
            if (i.isPresent() && j.isPresent() && i.getAsInt() != j.getAsInt()) {
                return new Targets.Pair(i.getAsInt(), j.getAsInt());
            }
        }
        int comma = text.indexOf(',');
        String unknown = comma < 0 || text.indexOf(',', comma + 1) >= 0
                ? ""
                : Stream.of(
                                text.substring(0, comma).strip(),
                                text.substring(comma + 1).strip())
                        .filter(name -> items.id(name).isEmpty())
                        .map(name -> "; there is no item " + name)
                        .findFirst()
                        .orElse("");
        throw new UsageException(wanted + "; got " + text + unknown);
    }
}
