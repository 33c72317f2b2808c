package org.teeter.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Finding;
import org.teeter.audit.Targets;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.NoConvergenceException;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.Reading;
import org.teeter.tabular.row.Field;
import org.teeter.tabular.row.FieldRecords;

/** Reads, fits and audits the rows of one problem. */
final class ProblemFit implements FlatMapGroupsFunction<@Nullable String, Row, Row> {
    private static final long serialVersionUID = 1;
    private static final Path NAME = Path.of("problem");
    private static final AuditRequest WORST =
            new AuditRequest(new Targets.Unobserved(), List.of(2.0), 1, 0, 0, 1, false);

    private final PromptFits asked;
    private final String[] columns;

    ProblemFit(PromptFits asked, List<String> columns) {
        this.asked = asked;
        this.columns = columns.toArray(String[]::new);
    }

    @Override
    public Iterator<Row> call(@Nullable String problem, Iterator<Row> rows) {
        Iterator<Field[]> fields = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Field[] next() {
                return Values.fields(rows.next(), columns.length);
            }
        };
        FieldRecords records = new FieldRecords(List.of(columns), fields);
        List<Row> results = new ArrayList<>();
        try (Reading reading = PreferenceFiles.read(NAME, records, asked.options())) {
            if (!(reading instanceof Reading.Judgements judged)) {
                throw new IllegalStateException("judgements of pairs were read as something else");
            }
            List<Counts> parts = judged.problems().isEmpty() ? List.of(judged.counts()) : judged.problems();
            for (Counts counts : parts) {
                results.add(result(problem, counts));
            }
        } catch (InputException e) {
            results.add(without(problem, 0, 0, String.valueOf(e.getMessage())));
        }
        return results.iterator();
    }

    private Row result(@Nullable String problem, Counts counts) {
        ComparisonGraph graph = ComparisonGraph.of(counts, asked.ties());
        if (graph.edges() == 0) {
            return without(problem, counts.items().size(), counts.rows(), "no judgement is left once ties are decided");
        }
        Prior prior = asked.sigma() == 0 ? Prior.none() : Prior.normal(asked.sigma());
        try {
            Fit<ComparisonGraph> fit = Estimator.of(prior).fit(new BradleyTerry(), graph);
            List<Finding> findings = Audit.of(fit, WORST).findings();
            return fitted(problem, counts, fit, findings.stream().findFirst());
        } catch (NoFiniteFitException | NoConvergenceException e) {
            return without(problem, counts.items().size(), counts.rows(), String.valueOf(e.getMessage()));
        }
    }

    private static Row without(@Nullable String problem, int items, long comparisons, String reason) {
        return RowFactory.create(problem, items, comparisons, false, reason, null, null, null, null, null, null, null);
    }

    private static Row fitted(
            @Nullable String problem, Counts counts, Fit<ComparisonGraph> fit, Optional<Finding> worst) {
        Items items = counts.items();
        Row[] scores = new Row[items.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = RowFactory.create(items.name(i), fit.scores().get(i));
        }
        Optional<Finding.Source> source = worst.flatMap(Finding::source);
        return RowFactory.create(
                problem,
                items.size(),
                counts.rows(),
                true,
                null,
                scores,
                worst.map(f -> items.name(f.i())).orElse(null),
                worst.map(f -> items.name(f.j())).orElse(null),
                worst.map(f -> f.prediction().p()).orElse(null),
                source.map(s -> items.name(s.a())).orElse(null),
                source.map(s -> items.name(s.b())).orElse(null),
                source.map(Finding.Source::sensitivity).orElse(null));
    }
}
