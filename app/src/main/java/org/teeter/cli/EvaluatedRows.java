package org.teeter.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.reader.InputFiles;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.ParquetFile;
import org.teeter.tabular.row.PrefLibRecords;
import org.teeter.tabular.row.Records;
import org.teeter.tabular.row.Row;

/** The rows of a table of any format on their way to the results of a formula, as CSV. Mutable. */
final class EvaluatedRows implements InputFiles.Reader {
    private final Evaluation evaluation;
    private final Results results;
    private final Path file;
    private final PrintWriter notes;
    private String[] fields = {};

    /**
     * @param file what to call the input in messages
     * @param notes told of columns whose name appears twice in the output
     */
    EvaluatedRows(Evaluation evaluation, OutputStream out, Path file, PrintWriter notes) {
        this.evaluation = evaluation;
        this.results = new Results(out);
        this.file = file;
        this.notes = notes;
    }

    @Override
    public boolean makesSenseOf(List<String> columns) {
        return columns.containsAll(evaluation.required());
    }

    @Override
    public void read(PrefLibRecords rankings) {
        throw InputException.of(file, "this is a PrefLib file of rankings, and no table");
    }

    @Override
    public void read(ParquetFile parquet) throws IOException {
        parquet.longestText(IntStream.range(0, parquet.columns().size()).toArray());
        parquet.restrain(true); // one thread, so that rows keep their order
        try (Records records = parquet.records(Long.MAX_VALUE)) {
            read(records);
        }
    }

    /** Evaluates every row; where one cannot be evaluated what came before it has been written. */
    @Override
    public void read(Records records) {
        long row = 0;
        try {
            Optional<Cells> cells = records.hasHeader() ? Optional.of(begin(records)) : Optional.empty();
            row = 1;
            for (; records.next(); row++) {
                if (cells.isEmpty()) {
                    cells = Optional.of(begin(records));
                }
                set(records.row());
                List<String> input = Arrays.asList(fields);
                cells.get().set(input);
                results.start(input);
                evaluation.apply(cells.get(), results);
                results.end();
            }
        } catch (InputException e) {
            throw e;
        } catch (BadRow e) {
            throw InputException.of(file, "row " + row + ": " + records.place() + e.reason());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw InputException.of(file, "row " + row + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            flush();
        }
    }

    private void flush() {
        try {
            results.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cells begin(Records records) throws BadRow, IOException {
        List<String> header = records.columns();
        Cells cells = new Cells(evaluation.inputs(), places(header));
        int[] all = IntStream.range(0, header.size()).toArray();
        records.take(all, all.length, column -> {
            throw new BadRow(
                    "the key " + Quoted.of(column) + " is missing in the first record; write it in every record");
        });
        fields = new String[all.length];
        results.start(header);
        for (String column : evaluation.outputs(cells)) {
            results.add(column);
            if (header.contains(column)) {
                notes.println("teeter eval " + evaluation.label + ": " + StandardInput.shown(file) + " has a column "
                        + column + " already; the computed one comes after it");
            }
        }
        results.end();
        return cells;
    }

    private void set(Row row) {
        for (int k = 0; k < fields.length; k++) {
            String text = new String(row.bytes(k), row.from(k), row.to(k) - row.from(k), StandardCharsets.UTF_8);
            boolean isList = row.isJson(k) && text.matches("\\[[^\\[\\]{}]*\\]");
            fields[k] = isList
                    ? text.substring(1, text.length() - 1)
                            .replaceAll("[\\s\"]", "")
                            .replace(',', ';')
                    : text;
        }
    }

    private int[] places(List<String> header) {
        List<String> inputs = evaluation.inputs();
        int[] places = new int[inputs.size()];
        for (int k = 0; k < places.length; k++) {
            String column = inputs.get(k);
            places[k] = header.indexOf(column);
            if (places[k] < 0 && k < evaluation.required().size()) {
                throw InputException.of(
                        file,
                        "there must be the columns " + String.join(", ", evaluation.required()) + "; " + column
                                + " is not among [" + Quoted.names(header) + "]");
            }
            if (places[k] != header.lastIndexOf(column)) {
                throw InputException.of(file, "there must be one column " + column + ", got several");
            }
        }
        return places;
    }
}
