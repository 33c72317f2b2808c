package org.teeter.lab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Stack;
import java.util.stream.Collectors;
import org.teeter.cli.UsageException;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Puts the options that {@code --config FILE} stands for in its place, but for those that the command line has itself. */
final class ConfigExpansion implements IParameterPreprocessor {

    /** Options of which one that is typed stands against another in the file. */
    private static final Map<String, Set<String>> INSTEAD = Map.of(
            "--steps", Set.of("--epochs"),
            "--epochs", Set.of("--steps"),
            "--loss", Set.of("--label-smoothing", "--beta"),
            "--dtype", Set.of("--rounding"));

    /**
     * What became of a file.
     *
     * @param notes what is to be said of it
     */
    record Applied(Path file, List<String> notes) {
        Applied {
            notes = List.copyOf(notes);
        }
    }

    /** For picocli. */
    ConfigExpansion() {}

    @Override
    @SuppressWarnings("JdkObsolete") // picocli hands its words over in a Stack
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        if (words.isEmpty()) {
            return false; // picocli says that the file is missing
        }
        Path file = Path.of(words.pop());
        try {
            TrainerConfig config = TrainerConfig.read(file, command.name());
            Set<String> typed = command.options().stream()
                    .filter(each -> isTyped(each, words))
                    .flatMap(each -> List.of(each.names()).stream())
                    .collect(Collectors.toSet());
            List<String> applied = new ArrayList<>();
            config.words().forEach((name, value) -> {
                if (command.findOption(name) == null) {
                    throw new UsageException(file + ": teeter train " + command.name() + " has no " + name
                            + "; leave out the setting that asks for it");
                }
                boolean overruled = typed.contains(name)
                        || INSTEAD.entrySet().stream()
                                .anyMatch(e -> typed.contains(e.getKey())
                                        && e.getValue().contains(name));
                if (!overruled) {
                    applied.add(value.isEmpty() ? name : name + "=" + value);
                }
            });
            for (int i = applied.size() - 1; i >= 0; i--) {
                words.push(applied.get(i));
            }
            List<String> notes = new ArrayList<>(config.notes());
            notes.add(file + " stands for " + String.join(" ", applied));
            option.setValue(new Applied(file, notes));
            return true;
        } catch (UsageException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isTyped(OptionSpec option, Stack<String> rest) {
        return !option.stringValues().isEmpty()
                || rest.stream()
                        .anyMatch(word -> List.of(option.names()).stream()
                                .anyMatch(name -> word.equals(name) || word.startsWith(name + "=")));
    }
}
