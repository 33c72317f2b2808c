package org.teeter.spark;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.teeter.data.Amount;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.export.CountsFile;
import org.teeter.tabular.export.PrefLibFile;
import org.teeter.tabular.meaning.LabelRule;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Reading;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program for {@code spark-submit}: counts what a cluster holds, as files that {@code teeter fit} and {@code teeter audit} read. */
@Command(
        name = "teeter-spark",
        description = {
            "Counts preference data on a Spark cluster, exactly as Teeter counts files, and",
            "writes what 'teeter fit' and 'teeter audit' read: DIR/counts.csv of pairs, or",
            "DIR/rankings.soc (.soi, .toc, .toi) of rankings. Of answers to prompts, and of",
            "problems that --by tells apart, each is fitted and audited by itself, and",
            "DIR/problems is a folder of Parquet with a row for each."
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class Count implements Callable<Integer> {
    private static final String COUNTS = "counts.csv";
    private static final String PROBLEMS = "problems";
    private static final int WRONG_INPUT = 2;

    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description = "What Spark can read: a file, a folder, a pattern, or with --format table a table.")
    private List<String> inputs = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the result goes; made if it is not there.")
    private String out = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "parquet, csv, json, orc or table; by default what the name of the first input ends in.")
    private @Nullable String format;

    @Option(
            names = "--column",
            paramLabel = "ROLE=NAME",
            description = "Which column plays a role, as for 'teeter audit'.")
    private List<String> columns = new ArrayList<>();

    @Option(names = "--label", paramLabel = "LABEL=MEANING", description = "What a label means, as for 'teeter audit'.")
    private List<String> labels = new ArrayList<>();

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "NAME",
            description = "Columns that tell problems apart, of which each is fitted.")
    private List<String> by = new ArrayList<>();

    @Option(
            names = "--sigma",
            paramLabel = "SIGMA",
            description = "Standard deviation of a normal prior on the scores of problems; none by default.")
    private double sigma;

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "Refuse more different rows than this, which is by default ${DEFAULT-VALUE}.")
    private long most = SparkCounts.MOST;

    private final SparkSession session;
    private final PrintStream messages;

    Count(SparkSession session, PrintStream messages) {
        this.session = session;
        this.messages = messages;
    }

    /** Counts, and exits with 0, or with 2 and a line that says what is wrong with the input or the options. */
    public static void main(String[] arguments) {
        SparkSession session = SparkSession.builder().appName("Teeter").getOrCreate();
        int code = run(session, System.err, arguments);
        session.stop();
        System.exit(code);
    }

    static int run(SparkSession session, PrintStream messages, String... arguments) {
        return new CommandLine(new Count(session, messages))
                .setErr(new java.io.PrintWriter(messages, true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(false)
                .execute(arguments);
    }

    @Override
    public Integer call() {
        try {
            count();
            return 0;
        } catch (InputException e) {
            messages.println("teeter-spark: " + e.getMessage());
            return WRONG_INPUT;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count() throws IOException {
        Dataset<Row> rows = rows();
        if (!by.isEmpty() || sigma > 0 || isOfTexts(rows)) {
            fits().of(rows).write().mode(SaveMode.ErrorIfExists).parquet(new Path(out, PROBLEMS).toString());
            messages.println("Wrote " + new Path(out, PROBLEMS) + ".");
            return;
        }
        ReadOptions options = fits().options().keepingCounts();
        try (Reading reading = SparkCounts.of(java.nio.file.Path.of(inputs.get(0)), rows, options, most)) {
            reading.notes().forEach(note -> messages.println("Note: " + note + "."));
            Path written = reading instanceof Reading.Judgements judged
                    ? write(COUNTS, to -> CountsFile.write(to, judged.kept().orElseThrow()))
                    : rankings(PrefLibFile.of(reading));
            messages.println("Wrote " + written + ": "
                    + Amount.of(reading.sources().get(0).rows(), "row") + ".");
        }
    }

    private Path rankings(PrefLibFile file) throws IOException {
        String name = "rankings." + file.type();
        return write(name, to -> file.write(name, to));
    }

    private interface Content {
        void write(Writer to) throws IOException;
    }

    /** Writes a file beside its place, and moves it there. */
    private Path write(String name, Content content) throws IOException {
        Path file = new Path(out, name);
        Path part = new Path(out, "." + name + ".part");
        FileSystem files = file.getFileSystem(session.sparkContext().hadoopConfiguration());
        files.setWriteChecksum(false);
        try {
            try (Writer to = new OutputStreamWriter(files.create(part, true), StandardCharsets.UTF_8)) {
                content.write(to);
            }
            if ((files.exists(file) && !files.delete(file, false)) || !files.rename(part, file)) {
                throw InputException.of(file + " cannot be written");
            }
            return file;
        } finally {
            if (files.exists(part)) {
                files.delete(part, false);
            }
        }
    }

    private PromptFits fits() {
        PromptFits fits = PromptFits.standard().by(by.toArray(String[]::new));
        for (String column : columns) {
            Map.Entry<String, String> said = pair("--column", column);
            Role role = Role.of(said.getKey().strip().toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> InputException.of("--column ROLE=NAME has no role " + said.getKey()));
            fits = fits.withColumn(role, said.getValue());
        }
        for (String label : labels) {
            try {
                LabelRule.parse(label);
            } catch (IllegalArgumentException e) {
                throw InputException.of("--label " + e.getMessage());
            }
            fits = fits.withLabel(label);
        }
        if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
            throw InputException.of("--sigma must be positive and finite, got " + sigma);
        }
        return fits.withNormalPrior(sigma);
    }

    private static Map.Entry<String, String> pair(String option, String said) {
        int equals = said.indexOf('=');
        if (equals < 1) {
            throw InputException.of(option + " must be ROLE=NAME, got " + said);
        }
        return Map.entry(said.substring(0, equals), said.substring(equals + 1));
    }

    private boolean isOfTexts(Dataset<Row> rows) {
        return fits().isOfTexts(List.of(rows.columns()));
    }

    /** What Spark reads; text as it stands, so that names keep their zeros and nothing is guessed. */
    private Dataset<Row> rows() {
        String[] paths = inputs.toArray(String[]::new);
        String kind = format == null ? ending(paths[0]) : format;
        try {
            DataFrameReader reader = session.read();
            return switch (kind) {
                case "parquet" -> reader.parquet(paths);
                case "orc" -> reader.orc(paths);
                case "csv" ->
                    reader.option("header", true)
                            .option("escape", "\"")
                            .option("mode", "FAILFAST")
                            .option("multiLine", true)
                            .csv(paths);
                case "json", "jsonl" -> reader.option("mode", "FAILFAST").json(paths);
                case "table" -> reader.table(paths[0]);
                default ->
                    throw InputException.of("--format must be parquet, csv, json, orc or table, got " + kind
                            + (format == null ? ", the end of " + paths[0] : ""));
            };
        } catch (Exception e) {
            if (e instanceof AnalysisException) { // which is checked, and undeclared
                throw InputException.of(
                        String.valueOf(e.getMessage()).lines().findFirst().orElse("Spark cannot read it"));
            }
            throw e;
        }
    }

    private static String ending(String path) {
        String name = path.replaceFirst("\\.(gz|zst|bz2|snappy)$", "");
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
