package org.teeter.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.teeter.data.Ties;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.meaning.LabelRule;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.shape.Recognition;

/**
 * Fits and audits many small problems, one for each prompt, inside the executors. Nothing is collected: what comes of each prompt is a row of
 * a Dataset, with the columns of {@link #SCHEMA}.
 *
 * <p>Answers that are texts are told apart by their prompt, whose columns are recognised as in files. Of options that have names, {@code by}
 * says which columns hold what is to be a problem of its own. Each is fitted by Bradley-Terry, in its likelihood or under a normal prior, and
 * its predictions of pairs that were not compared are audited, or of all pairs where all were.
 *
 * @param by columns that tell problems apart; none where options are texts
 * @param columns which column plays a role, where that is not recognised
 * @param labels what labels mean, each {@code LABEL=MEANING}
 * @param ties what becomes of ties
 * @param sigma standard deviation of the scores' normal prior, in log-odds; 0 for none
 */
public record PromptFits(List<String> by, Map<Role, String> columns, List<String> labels, Ties ties, double sigma)
        implements Serializable {

    /**
     * What is known of a problem.
     *
     * <ul>
     *   <li>{@code problem}: the values of {@code by} with {@code " + "} between them, or the SHA-256 of the prompt, 64 hexadecimal digits
     *   <li>{@code items}, {@code comparisons}: how many options and judgements it has
     *   <li>{@code fitted}: whether it has finite scores; {@code reason} says why not
     *   <li>{@code scores}: of each option its natural log-odds, with mean zero in each part that hangs together
     *   <li>{@code target_i}, {@code target_j}: the prediction that moves most; {@code p} that i is preferred to j
     *   <li>{@code source_a}, {@code source_b}: the compared pair that moves it; {@code sensitivity}: by how much, dp/dy of the share y that a
     *       won of b
     * </ul>
     */
    public static final StructType SCHEMA = new StructType()
            .add("problem", DataTypes.StringType)
            .add("items", DataTypes.IntegerType, false)
            .add("comparisons", DataTypes.LongType, false)
            .add("fitted", DataTypes.BooleanType, false)
            .add("reason", DataTypes.StringType)
            .add(
                    "scores",
                    DataTypes.createArrayType(
                            new StructType()
                                    .add("item", DataTypes.StringType, false)
                                    .add("score", DataTypes.DoubleType, false),
                            false))
            .add("target_i", DataTypes.StringType)
            .add("target_j", DataTypes.StringType)
            .add("p", DataTypes.DoubleType)
            .add("source_a", DataTypes.StringType)
            .add("source_b", DataTypes.StringType)
            .add("sensitivity", DataTypes.DoubleType);

    private static final Path NAME = Path.of("Dataset");
    private static final String KEY = "problem";

    public PromptFits {
        by = List.copyOf(by);
        columns = Map.copyOf(columns);
        labels = List.copyOf(labels);
        labels.forEach(LabelRule::parse);
        if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "sigma of the prior must be 0 for none, or positive and finite, got " + sigma);
        }
    }

    /** By maximum likelihood, ties as half a win each, everything recognised. */
    public static PromptFits standard() {
        return new PromptFits(List.of(), Map.of(), List.of(), Ties.HALF, 0);
    }

    /** The same of problems that these columns tell apart. */
    public PromptFits by(String... names) {
        return new PromptFits(List.of(names), columns, labels, ties, sigma);
    }

    /** The same, with a column in a role. */
    public PromptFits withColumn(Role role, String column) {
        Map<Role, String> more = new EnumMap<>(Role.class);
        more.putAll(columns);
        more.put(role, column);
        return new PromptFits(by, more, labels, ties, sigma);
    }

    /** The same, with the meaning of one label more, {@code LABEL=MEANING}. */
    public PromptFits withLabel(String rule) {
        List<String> more = new ArrayList<>(labels);
        more.add(rule);
        return new PromptFits(by, columns, more, ties, sigma);
    }

    /** The same with ties decided so. */
    public PromptFits withTies(Ties decided) {
        return new PromptFits(by, columns, labels, decided, sigma);
    }

    /** The same under independent N(0, sigma²) priors on the scores. */
    public PromptFits withNormalPrior(double deviation) {
        return new PromptFits(by, columns, labels, ties, deviation);
    }

    ReadOptions options() {
        ReadOptions options = ReadOptions.defaults();
        for (Map.Entry<Role, String> column : columns.entrySet()) {
            options = options.withColumn(column.getKey(), column.getValue());
        }
        for (String label : labels) {
            options = options.withLabel(LabelRule.parse(label));
        }
        return options;
    }

    /** Whether the options of a table of these columns are texts, if it is understood at all. */
    boolean isOfTexts(List<String> names) {
        try {
            return Recognition.of(new Columns(NAME, names), options().told())
                    .form()
                    .isOfTexts();
        } catch (InputException e) {
            return false; // who reads it says why
        }
    }

    /**
     * The problems and what comes of them, worked out when the result is used.
     *
     * @throws InputException if the columns are not understood
     */
    public Dataset<Row> of(Dataset<Row> rows) {
        List<String> names = List.of(rows.columns());
        Columns known = new Columns(NAME, names);
        Layout layout = Recognition.of(known, options().told());
        boolean isOfTexts = layout.form().isOfTexts();
        if (layout.form().isOfBallots()) {
            throw InputException.of(NAME, "these are rankings, and problems are fitted of pairs; read them as a whole");
        }
        if (isOfTexts && !by.isEmpty()) {
            throw InputException.of(
                    NAME, "the options are texts, which their prompts tell apart; name no other columns");
        }
        if (isOfTexts && layout.columns(Role.PROMPT).isEmpty()) {
            throw InputException.of(
                    NAME, "there is no column of prompts; name it as " + Role.PROMPT.word() + ", or make one");
        }
        if (!isOfTexts && by.isEmpty()) {
            throw InputException.of(
                    NAME, "the options have names, and no column says what is a problem of its own; name it with by");
        }
        List<Integer> keys = isOfTexts
                ? layout.columns(Role.PROMPT)
                : by.stream().map(name -> column(known, name)).toList();
        Set<Integer> taken = new LinkedHashSet<>(keys);
        IntStream.of(layout.slotColumns()).forEach(taken::add);
        List<Integer> order = alone(layout, List.copyOf(taken));
        Dataset<Row> numbered = rows.toDF(
                IntStream.range(0, names.size()).mapToObj(c -> "c" + c).toArray(String[]::new));
        Column key = struct(columns(keys));
        Column problem = isOfTexts
                ? udf(new PromptHash(keys.stream().map(names::get).toList()), DataTypes.StringType)
                        .apply(key)
                : udf(new BallotName(), DataTypes.StringType).apply(key);
        List<Column> selected = new ArrayList<>(List.of(columns(order)));
        selected.add(problem.as(KEY));
        Dataset<Row> keyed = numbered.select(selected.toArray(Column[]::new));
        ProblemFit fit = new ProblemFit(this, order.stream().map(names::get).toList());
        return keyed.groupBy(col(KEY))
                .as(Encoders.STRING(), Encoders.row(keyed.schema()))
                .flatMapGroups(fit, Encoders.row(SCHEMA));
    }

    /** These columns, or all where a table of these alone would be read in another way. */
    private List<Integer> alone(Layout layout, List<Integer> taken) {
        Columns all = layout.of();
        List<Integer> every = IntStream.range(0, all.size()).boxed().toList();
        try {
            Columns some = new Columns(NAME, taken.stream().map(all::name).toList());
            return layout.readsLike(Recognition.of(some, options().told())) ? taken : every;
        } catch (InputException e) {
            return every;
        }
    }

    private static Column[] columns(List<Integer> numbers) {
        return numbers.stream().map(c -> col("c" + c)).toArray(Column[]::new);
    }

    private static int column(Columns known, String name) {
        return known.find(name)
                .orElseThrow(() -> InputException.of(
                        NAME, "there is no column " + name + "; the columns are " + String.join(", ", known.names())));
    }
}
