package org.teeter.lm.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a step of training measured, by TRL's names; in the order in which it is to be shown.
 *
 * @param step 1, 2, …
 * @param values the numbers there are
 * @param names of all that steps like it measure; some have no value in a step without an example of their kind
 */
public record StepMetrics(int step, Map<String, Double> values, List<String> names) {
    public StepMetrics {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        names = List.copyOf(names);
    }

    /** All that is measured has a value. */
    public StepMetrics(int step, Map<String, Double> values) {
        this(step, values, List.copyOf(values.keySet()));
    }

    /** The value of this name. */
    public double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no metric is called " + name + ", there are " + values.keySet());
        }
        return value;
    }

    public double loss() {
        return get("loss");
    }
}
