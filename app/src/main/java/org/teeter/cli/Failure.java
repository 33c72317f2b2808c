package org.teeter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.teeter.analysis.NoAnswerException;
import org.teeter.analysis.RefusedException;
import org.teeter.fit.NoConvergenceException;
import org.teeter.report.document.Finite;
import org.teeter.tabular.bytes.DatabaseName;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Visible;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns what ended a command into a message and an exit code. Only what must be a mistake in this program is told with its trace: a
 * full disk, too little memory or a library that cannot be loaded is the user's to mend, as wrong input is.
 */
final class Failure {

    private Failure() {}

    /** Tells what a command threw. */
    static int tell(Throwable thrown, CommandLine line) {
        int code = tell(thrown, line.getErr());
        if (thrown instanceof NoAnswerException none && line.getParseResult().hasMatchedOption("--json")) {
            NoAnswer.printJson(none, line.getOut());
        }
        return code;
    }

    /** Tells it in words. */
    static int tell(Throwable thrown, PrintWriter err) {
        int code = ExitCode.USAGE;
        Optional<IOException> io = cause(thrown, IOException.class);
        Optional<LinkageError> library = cause(thrown, LinkageError.class);
        if (thrown instanceof NoAnswerException none) {
            NoAnswer.print(none, err);
            code = ExitCode.NO_ANSWER;
        } else if (thrown instanceof InputException || thrown instanceof RefusedException) {
            err.println("teeter: " + shown(thrown.getMessage()));
        } else if (thrown instanceof NoConvergenceException) {
            err.println("teeter: no scores that meet their tolerance: " + shown(thrown.getMessage())
                    + "; a prior helps, such as --prior normal:2; please report it with these data");
            code = ExitCode.FAILURE;
        } else if (thrown instanceof Finite.NotFiniteException) {
            err.println("teeter: a result is not a number: " + thrown.getMessage()
                    + "; nothing was written; please report it with these data");
            code = ExitCode.FAILURE;
        } else if (cause(thrown, OutOfMemoryError.class).isPresent()) {
            err.println("teeter: the " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MB of memory that Java takes are too little for this; allow more with JDK_JAVA_OPTIONS=-Xmx16g"
                    + " (16 GB) before the command");
        } else if (library.isPresent()) {
            err.println("teeter: a library could not be loaded: "
                    + shown(library.get().getMessage()));
        } else if (io.isPresent()) {
            err.println("teeter: a file could not be read or written (" + shown(reason(io.get()))
                    + "), and results that are not complete were not kept; mend that and run the command again");
        } else {
            err.println("teeter: this is our own failure, please report it with what follows");
            thrown.printStackTrace(err);
            code = ExitCode.FAILURE;
        }
        err.flush();
        return code;
    }

    /** Tells what is wrong with the words of a command line. */
    static int tell(ParameterException wrong, String[] words) {
        CommandLine line = wrong.getCommandLine();
        PrintWriter err = line.getErr();
        String name = line.getCommandSpec().qualifiedName();
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            String word = DatabaseName.shown(unmatched.getUnmatched().get(0));
            boolean option = word.startsWith("-");
            boolean command = !option && !line.getSubcommands().isEmpty();
            if (!option && !command) {
                try {
                    LocalPath.of(word);
                } catch (IllegalArgumentException e) {
                    err.println(name + ": an input " + e.getMessage() + "; see " + name + " --help");
                    err.flush();
                    return ExitCode.USAGE;
                }
            }
            String what = option ? "option" : command ? "command" : "argument";
            err.println(name + ": there is no " + what + " " + shown(word)
                    + (near.isEmpty() ? "" : "; perhaps " + String.join(" or ", near)) + "; see " + name + " --help");
        } else if (line.getSubcommands().isEmpty()) {
            err.println(name + ": " + shown(String.valueOf(wrong.getMessage()).replace("\n", " ")) + "; see " + name
                    + " --help");
        } else {
            err.println(name + ": " + wrong.getMessage());
            line.usage(err);
        }
        err.flush();
        return ExitCode.USAGE;
    }

    /** A message, whatever names from the data or of files there are in it, as one line that does nothing to a terminal. */
    private static String shown(@Nullable String message) {
        return Visible.of(String.valueOf(message));
    }

    /** Why a file could not be read or written, and which, without the names of Java's classes. */
    static String reason(IOException failure) {
        if (!(failure instanceof FileSystemException file)) {
            return String.valueOf(failure.getMessage());
        }
        String why = file instanceof AccessDeniedException
                ? "permission denied"
                : file instanceof NoSuchFileException
                        ? "no such file or folder"
                        : file instanceof NotDirectoryException
                                ? "not a folder"
                                : file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
        return file.getFile() == null ? why : file.getFile() + ": " + why;
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 20; depth++) { // causes may go in a circle
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }
}
