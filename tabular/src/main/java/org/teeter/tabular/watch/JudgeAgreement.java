package org.teeter.tabular.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.teeter.tabular.meaning.Meaning;

/**
 * How far the judges of one row agree, where each has a column: on the first option, the second, or neither.
 *
 * <pre>{@code α = 1 - D_o / D_e,  D_o = 1/n Σ_rows Σ_{c ≠ k} n_rc n_rk / (m_r - 1),  D_e = Σ_{c ≠ k} n_c n_k / (n (n - 1))    [M139]}</pre>
 *
 * <p>Krippendorff's alpha of nominal values (2004, Content Analysis, chapter 11), over rows r with m_r >= 2 verdicts, n of them in all: 1
 * where all agree, 0 where they agree as often as by chance. Mutable.
 */
public final class JudgeAgreement {
    private static final int VALUES = 3;

    private final Map<String, Judge> judges = new LinkedHashMap<>();
    private List<Judge> here = List.of(); // those of the file that comes
    private long rows;
    private long unanimous;
    private final double[] times = new double[VALUES]; // of each value in those rows
    private double disagreed; // n D_o

    /** Nothing yet. */
    public JudgeAgreement() {}

    /** What one judge said. Mutable. */
    public static final class Judge {
        private final String name;
        private long judged;
        private long neither;
        private long compared;
        private long agreed;

        private Judge(String name) {
            this.name = name;
        }

        public String name() {
            return name;
        }

        /** Rows with a verdict of this judge. */
        public long judged() {
            return judged;
        }

        /** Those for neither option. */
        public long neither() {
            return neither;
        }

        /** Verdicts of others on the same rows. */
        public long compared() {
            return compared;
        }

        /** Those that are the same. */
        public long agreed() {
            return agreed;
        }
    }

    /** Begins a file whose rows have a verdict in each of these columns. */
    void begin(List<String> columns) {
        here = columns.size() < 2
                ? List.of()
                : columns.stream()
                        .map(name -> judges.computeIfAbsent(name, Judge::new))
                        .toList();
    }

    /** Counts a row. */
    void add(Meaning... said) {
        int[] values = new int[here.size()];
        int[] of = new int[VALUES];
        int verdicts = 0;
        for (int k = 0; k < values.length; k++) {
            values[k] = value(said[k]);
            if (values[k] >= 0) {
                of[values[k]]++;
                verdicts++;
            }
        }
        for (int k = 0; k < values.length; k++) {
            if (values[k] >= 0) {
                Judge judge = here.get(k);
                judge.judged++;
                judge.neither += values[k] == 2 ? 1 : 0;
                judge.compared += verdicts - 1;
                judge.agreed += of[values[k]] - 1;
            }
        }
        if (verdicts > 1) {
            rows++;
            double alike = 0;
            for (int value = 0; value < VALUES; value++) {
                unanimous += of[value] == verdicts ? 1 : 0;
                times[value] += of[value];
                alike += (double) of[value] * of[value];
            }
            disagreed += ((double) verdicts * verdicts - alike) / (verdicts - 1);
        }
    }

    private static int value(Meaning meaning) {
        return switch (meaning.kind()) {
            case SKIPPED -> -1;
            case SHARED -> meaning.size() > 0.5 ? 0 : meaning.size() < 0.5 ? 1 : 2;
            case DECIDED ->
                switch (meaning.outcome()) {
                    case FIRST -> 0;
                    case SECOND -> 1;
                    case TIE, BOTH_BAD -> 2;
                };
        };
    }

    /** Those who judged, in the order of their columns. */
    public List<Judge> judges() {
        return new ArrayList<>(judges.values());
    }

    /** Rows with more than one verdict. */
    public long rows() {
        return rows;
    }

    /** Those with one verdict of all. */
    public long unanimous() {
        return unanimous;
    }

    /** Krippendorff's alpha; empty where all verdicts are the same, so that there is no chance to beat. */
    public OptionalDouble alpha() {
        double n = Arrays.stream(times).sum();
        double alike = Arrays.stream(times).map(t -> t * (t - 1)).sum();
        double expected = (n * (n - 1) - alike) / (n - 1); // n D_e
        return expected > 0 ? OptionalDouble.of(1 - disagreed / expected) : OptionalDouble.empty();
    }
}
