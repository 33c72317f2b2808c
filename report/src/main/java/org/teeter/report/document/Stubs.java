package org.teeter.report.document;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.teeter.tabular.bytes.Visible;

/** Names as a table shows them: cut where they are long, and never two of them to the same. */
public final class Stubs {
    private final Map<String, String> shown = new HashMap<>();

    /** Of the names of one table, each of at most so many columns, but for the number that tells those apart that nothing else does. */
    public Stubs(Collection<String> names, int columns) {
        Map<String, Integer> cut = counted(names, name -> Visible.shortened(Visible.of(name), columns));
        Map<String, Integer> middle = counted(names, name -> Visible.middle(Visible.of(name), columns));
        Map<String, Integer> used = new HashMap<>();
        for (String name : new LinkedHashSet<>(names)) {
            String beginning = Visible.shortened(Visible.of(name), columns);
            String both = Visible.middle(Visible.of(name), columns);
            if (cut.getOrDefault(beginning, 0) == 1) {
                shown.put(name, beginning);
            } else if (middle.getOrDefault(both, 0) == 1) {
                shown.put(name, both);
            } else {
                shown.put(name, both + " #" + used.merge(both, 1, Integer::sum));
            }
        }
    }

    private static Map<String, Integer> counted(Collection<String> names, UnaryOperator<String> stub) {
        Map<String, Integer> times = new HashMap<>();
        new LinkedHashSet<>(names).forEach(name -> times.merge(stub.apply(name), 1, Integer::sum));
        return times;
    }

    /** How a name is shown; one that is not of the table, as it is. */
    public String of(String name) {
        return shown.getOrDefault(name, name);
    }
}
