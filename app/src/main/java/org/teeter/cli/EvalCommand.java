package org.teeter.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.teeter.data.Amount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code teeter eval WHAT [FILE|-]}: evaluates a formula for every row of a table, CSV to CSV.
 *
 * <p>One row out for one row in, in the same order, with every input column kept and the results appended. A row that cannot be
 * evaluated ends the run with exit code 2, its number (1 is the row after the header) and the
 * reason; the rows before it have been written, nothing after it is.
 */
@Command(
        name = "eval",
        description = "Evaluates the paper's formulas for every row of a CSV table.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "WHAT        needs                                appends",
            "bt          p_ik,p_kj                            p_ij,q_ij,dpij_dpik,dpij_dpkj,",
            "                                                 log_dpij_dpik,log_dpij_dpkj",
            "gamma0      m,p_kj                               case,gamma0,one_minus_gamma0",
            "area        m[,link]                             area,pstar,one_minus_pstar",
            "link        link,p_ik,p_kj                       ginv_pik,ginv_pkj,p_ij,q_ij,",
            "                                                 s_ik,s_kj,log_s_ik,log_s_kj",
            "swing       link,p_ik_lo,p_ik_hi[,p_kj]          max_swing,argmax_pkj[,swing]",
            "chain       p_chain[,link]                       p_ij,sensitivities,sum",
            "witness     link,m,delta,p_ik                    x0,p0,p_kj,p_ij,s_ik",
            "pl          scores                               log_p,p,dlogp_ds",
            "pl-pair     scores,u,v                           alpha,beta,log_alpha,log_beta,",
            "                                                 p_uv,p_vu,dp_dpuv,dp_dpvu,",
            "                                                 log_p_uv,log_p_vu,log_dp_dpuv,",
            "                                                 log_abs_dp_dpvu",
            "pl-region   alpha,beta,m,p_fixed                 limit,gamma_minus,gamma_plus,",
            "                                                 eta_minus,eta_plus",
            "pl-area     alpha,beta,m                         area_uv,area_vu,area_bt,ratio",
            "pl-tree     scores,tree_edges,edge               p_edge,p_omega,dp_omega_dp_edge",
            "",
            "1-x in a probability means a complement of exactly x; lists are separated by semicolons.",
            "A result beyond all doubles leaves its cell empty; its logarithm, where there is one, tells it."
        })
public final class EvalCommand implements Callable<Integer> {
    private static final String TOO_LONG =
            "a cell must be shorter than 16 million characters; is a quote opened and never closed?"; // all that
    // fastcsv refuses

    @Parameters(index = "0", paramLabel = "WHAT", description = "What to evaluate, from the list below.")
    private String what = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            arity = "0..1",
            description = "A CSV file; standard input without it or for -.")
    private String file = "-";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final OutputStream out;

    /** Writes to the process's own output, not to {@link System#out}, which keeps it to itself when a disk is full. */
    public EvalCommand() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    EvalCommand(OutputStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        String name = file.equals("-") ? "standard input" : file;
        try (Reader in = new InputStreamReader(open(), StandardCharsets.UTF_8.newDecoder())) {
            evaluate(
                    Evaluation.labelled(what), in, out, name, spec.commandLine().getErr());
            return ExitCode.DONE;
        } catch (IllegalArgumentException e) {
            say(String.valueOf(e.getMessage()));
            return ExitCode.USAGE;
        } catch (FileSystemException e) {
            say(Failure.reason(e));
            return ExitCode.USAGE;
        } catch (CharacterCodingException e) {
            say(name + " is not UTF-8");
            return ExitCode.USAGE;
        } catch (Results.NotWrittenException e) {
            if (String.valueOf(e.getMessage()).contains("Broken pipe")) {
                return ExitCode.DONE; // who reads, as head does, has had enough
            }
            say("the results could not be written, and are not complete: " + e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private void say(String message) {
        spec.commandLine().getErr().println("teeter eval " + what + ": " + message);
        spec.commandLine().getErr().flush();
    }

    private InputStream open() throws IOException {
        if (file.equals("-")) {
            return System.in;
        }
        Path path = LocalPath.of(file);
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException("the input must be a file, got the folder " + file);
        }
        return Files.newInputStream(path);
    }

    /**
     * Evaluates every row.
     *
     * @param name what to call the input in messages
     * @param notes told of columns whose name appears twice in the output
     * @throws IllegalArgumentException naming the row, if one cannot be evaluated; what came before it has then been written
     */
    static void evaluate(Evaluation evaluation, Reader in, OutputStream out, String name, PrintWriter notes)
            throws IOException {
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // refused below, with the row's number
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new EndedReader(in));
        Results results = new Results(out);
        try {
            Iterator<CsvRecord> records = reader.iterator();
            CsvRecord first = records.next(); // the mark of the end, if nothing else
            if (isEnd(first)) {
                throw new IllegalArgumentException(name + " must begin with a header, got nothing");
            }
            List<String> header = first.getFields();
            Cells cells = new Cells(evaluation.inputs(), places(evaluation, header, name));
            results.start(header);
            for (String column : evaluation.outputs(cells)) {
                results.add(column);
                if (header.contains(column)) {
                    notes.println("teeter eval " + evaluation.label + ": " + name + " has a column " + column
                            + " already; the computed one comes after it");
                }
            }
            results.end();
            long row = 1;
            try {
                for (CsvRecord record = records.next(); !isEnd(record); record = records.next()) {
                    evaluate(evaluation, record, header.size(), cells, results);
                    results.end();
                    row++;
                }
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new IllegalArgumentException(name + ": row " + row + ": " + e.getMessage(), e);
            } catch (CsvParseException e) {
                throw new IllegalArgumentException(name + ": row " + row + ": " + TOO_LONG, e);
            }
        } catch (CsvParseException e) {
            throw new IllegalArgumentException(name + ": the header: " + TOO_LONG, e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            results.flush();
        }
    }

    private static void evaluate(Evaluation evaluation, CsvRecord record, int width, Cells cells, Results results) {
        List<String> fields = record.getFields();
        if (fields.size() != width) {
            throw new IllegalArgumentException(
                    "must have " + Amount.of(width, "field") + " like the header, got " + fields.size());
        }
        cells.set(fields);
        results.start(fields);
        evaluation.apply(cells, results);
    }

    /** Whether this is the mark after the last row. */
    private static boolean isEnd(CsvRecord record) {
        String last = record.getField(record.getFieldCount() - 1);
        if (last.isEmpty() || last.charAt(last.length() - 1) != EndedReader.END) {
            return false;
        }
        if (last.length() > 1) {
            throw new IllegalArgumentException(
                    "a quote is opened in line " + record.getStartingLineNumber() + " and never closed");
        }
        return true;
    }

    private static int[] places(Evaluation evaluation, List<String> header, String name) {
        List<String> inputs = evaluation.inputs();
        int[] places = new int[inputs.size()];
        for (int k = 0; k < places.length; k++) {
            String column = inputs.get(k);
            places[k] = header.indexOf(column);
            if (places[k] < 0 && k < evaluation.required().size()) {
                throw new IllegalArgumentException(name + " must have the columns "
                        + String.join(", ", evaluation.required()) + "; " + column + " is not in its header " + header);
            }
            if (places[k] != header.lastIndexOf(column)) {
                throw new IllegalArgumentException(name + " must have one column " + column + ", got several");
            }
        }
        return places;
    }
}
