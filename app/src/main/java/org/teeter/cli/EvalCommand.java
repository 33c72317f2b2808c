package org.teeter.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.reader.InputFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code teeter eval WHAT [FILE|-]}: evaluates a formula for every row of a table of any format that is read, to CSV.
 *
 * <p>One row out for one row in, in the same order, with every input column kept and the results appended. A row that cannot be
 * evaluated ends the run with exit code 2, its number (1 is the row after the header) and the
 * reason; the rows before it have been written, nothing after it is.
 */
@Command(
        name = "eval",
        description = "Evaluates the paper's formulas for every row of a table.",
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
    @Parameters(index = "0", paramLabel = "WHAT", description = "What to evaluate, from the list below.")
    private String what = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            arity = "0..1",
            description = "A table: CSV, TSV, JSON or Parquet, packed or not; standard input without it or for -.")
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
        try (InputFiles files = new InputFiles(Optional.empty(), false, (path, bytes, size) -> {}).unhashed()) {
            Path path = file.equals("-") ? Path.of("-") : LocalPath.of(file);
            if (Files.isDirectory(path)) {
                throw new IllegalArgumentException("the input must be a file, got the folder " + file);
            }
            files.read(
                    path,
                    new EvaluatedRows(
                            Evaluation.labelled(what),
                            out,
                            path,
                            spec.commandLine().getErr()));
            return ExitCode.DONE;
        } catch (IllegalArgumentException | InputException e) {
            say(String.valueOf(e.getMessage()));
            return ExitCode.USAGE;
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof Results.NotWrittenException lost)) {
                throw e;
            }
            String reason = String.valueOf(lost.getMessage());
            if (reason.contains("Broken pipe")) {
                return ExitCode.DONE; // who reads, as head does, has had enough
            }
            say("the results could not be written, and are not complete: " + reason);
            return ExitCode.USAGE;
        }
    }

    private void say(String message) {
        spec.commandLine().getErr().println("teeter eval " + what + ": " + message);
        spec.commandLine().getErr().flush();
    }
}
