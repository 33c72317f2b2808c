package org.teeter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code teeter help train dpo}: the help of any command, whose parts picocli's own help command would not go down to. */
@Command(name = "help", description = "Tells more of a command, such as help train dpo.", helpCommand = true)
final class HelpTopic implements Callable<Integer> {
    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command, and its part if it has parts.")
    private List<String> words = new ArrayList<>();

    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine topic = Objects.requireNonNull(spec).root().commandLine();
        for (String word : words) {
            CommandLine part = topic.getSubcommands().get(word);
            if (part == null && topic.getSubcommands().isEmpty()) {
                break; // such as help eval bt
            }
            if (part == null) {
                throw new UsageException("there is no help on " + String.join(" ", words) + ", only on "
                        + String.join(", ", topic.getSubcommands().keySet()));
            }
            topic = part;
        }
        topic.usage(Objects.requireNonNull(spec).commandLine().getOut());
        return ExitCode.DONE;
    }
}
