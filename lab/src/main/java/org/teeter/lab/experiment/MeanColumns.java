package org.teeter.lab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Columns of a table over repeated runs: of each value its mean, {@code name}, and its standard deviation over seeds, {@code name_sd}.
 *
 * @param <R> the result of a run
 */
public final class MeanColumns<R> {
    private final Map<String, ToDoubleFunction<R>> values = new LinkedHashMap<>();

    /** One value more. */
    public MeanColumns<R> with(String name, ToDoubleFunction<R> value) {
        values.put(name, value);
        return this;
    }

    /** The names of the columns. */
    public List<String> header() {
        List<String> header = new ArrayList<>();
        values.keySet().forEach(name -> header.addAll(List.of(name, name + "_sd")));
        return header;
    }

    /** A row's cells, given what a value comes to over its runs. */
    public List<String> cells(Function<ToDoubleFunction<R>, Statistic> overRuns) {
        List<String> cells = new ArrayList<>();
        for (ToDoubleFunction<R> value : values.values()) {
            Statistic statistic = overRuns.apply(value);
            cells.addAll(List.of(number(statistic.mean()), number(statistic.sd())));
        }
        return cells;
    }

    /** Five digits, for more would not repeat with another seed; nothing for what has no value. */
    static String number(double x) {
        return Double.isNaN(x) ? "" : String.format(Locale.ROOT, "%.5g", x);
    }
}
