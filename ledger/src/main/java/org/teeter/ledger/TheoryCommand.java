package org.teeter.ledger;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.Arguments;
import org.teeter.cli.ExitCode;
import org.teeter.cli.OutputFolder;
import org.teeter.cli.RunRecord;
import org.teeter.cli.TerminalProgress;
import org.teeter.cli.UsageException;
import org.teeter.cli.Version;
import org.teeter.report.document.Finite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code teeter reproduce theory}: one line for each claim of the paper, with a verdict that is computed. */
@Command(
        name = "theory",
        description = "Computes for each claim of the paper whether it holds, holds with a fix, or fails.",
        mixinStandardHelpOptions = true,
        footer = {"", "One theorem, with all that was found of it:", "  teeter reproduce theory --claim 'Thm. 2'"})
final class TheoryCommand implements Callable<Integer> {

    @Option(
            names = "--claim",
            paramLabel = "TEXT",
            description =
                    "Judge and print in full only the claims that mention this, such as \"Thm. 2\" or dominant; nothing"
                            + " is written.")
    @Nullable
    private String claim;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "teeter-reproduction",
            description = "Folder for the ledger (default: ./teeter-reproduction).")
    private Path out = Path.of("teeter-reproduction");

    @Option(names = "--json", description = "Print ledger.json instead of the lines.")
    private boolean json;

    @Option(names = "--quiet", description = "No messages and no progress; the ledger is printed.")
    private boolean quiet;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec known = Objects.requireNonNull(spec);
        PrintWriter print = known.commandLine().getOut();
        if (claim != null) {
            return print(claim, print);
        }
        RunRecord record = new RunRecord(Arguments.of(known));
        TerminalProgress progress = new TerminalProgress(System.err, quiet);
        try (OutputFolder folder = OutputFolder.at(out)) {
            Ledger ledger = Ledger.judge(progress::at);
            record.ended("judge");
            String document = Finite.text(new LedgerDocument(ledger, Version.current()).json());
            Files.writeString(folder.file("ledger.json"), document + "\n");
            try (BufferedWriter page = Files.newBufferedWriter(folder.file("ledger.html"))) {
                LedgerPage.write(page, ledger, Version.current());
            }
            record.ended("write");
            record.write(folder.file("run.json"), List.of(), Map.of("check", Ledger.SEED));
            folder.publish();
            progress.done();
            if (json) {
                print.println(document);
            } else {
                LedgerText.lines(ledger).forEach(print::println);
                print.println(LedgerText.summary(ledger) + "; details in " + out.resolve("ledger.html"));
            }
            print.flush();
            return ExitCode.DONE;
        } finally {
            progress.done();
        }
    }

    private int print(String text, PrintWriter print) {
        TerminalProgress progress = new TerminalProgress(System.err, quiet);
        Ledger ledger;
        try {
            ledger = Ledger.judge(text, progress::at);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--claim: " + e.getMessage());
        } finally {
            progress.done();
        }
        if (json) {
            print.println(Finite.text(new LedgerDocument(ledger, Version.current()).json()));
        } else {
            LedgerText.details(ledger).forEach(print::println);
            print.println(LedgerText.summary(ledger));
        }
        print.flush();
        return ExitCode.DONE;
    }
}
