package org.teeter.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code teeter formats}: what files of judgements may look like, by example. */
@Command(
        name = "formats",
        description = {
            "Shows what files of judgements may look like: a few rows of each shape that is read without being told.",
            "What is none of them is told with --column ROLE=COLUMN and --label LABEL=MEANING."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "All shapes, then one as a file to begin with:",
            "  teeter formats",
            "  teeter formats counts > mine.csv",
            "A file whose columns have other names:",
            "  teeter audit games.csv --column first=champion --column second=challenger \\",
            "    --column winner=outcome --label W=first --label L=second"
        })
final class FormatsCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SHAPE",
            arity = "0..1",
            description = "One of the shapes: print its rows alone, as a file has them.")
    @Nullable
    private String shape;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (shape == null) {
            SampleFile.all().forEach(sample -> print(sample, out));
        } else {
            out.print(SampleFile.named(shape).text());
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static void print(SampleFile sample, PrintWriter out) {
        Wrapped wrapped = new Wrapped(out);
        wrapped.println(sample.shape() + " (" + sample.file() + "): " + sample.meaning());
        List<String> lines = sample.text().lines().toList();
        lines.forEach(line -> out.println("    " + line));
        out.println();
    }
}
