package org.teeter.alignment.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a step of training measured, by TRL's names; in the order in which it is to be shown.
 *
 * @param step 1, 2, …
 */
public record StepMetrics(int step, Map<String, Double> values) {
    public StepMetrics {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
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
