package org.teeter.cli;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How help is laid out: the command, what it is for, examples to paste, then its options by the {@link Question} that they answer. */
final class Help {
    private static final String OWN = "What to tell, and where";
    private static final String STANDARD = "Help";

    private Help() {}

    /** Lays out the help of a command and of its parts. */
    static CommandLine layOut(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.abbreviateSynopsis(true);
        usage.sectionKeys(List.of(
                UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
                UsageMessageSpec.SECTION_KEY_SYNOPSIS,
                UsageMessageSpec.SECTION_KEY_DESCRIPTION,
                UsageMessageSpec.SECTION_KEY_FOOTER,
                "gap",
                UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
                UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
                UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
                UsageMessageSpec.SECTION_KEY_OPTION_LIST));
        usage.sectionMap().put("gap", new Gap());
        usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new Options());
        for (CommandLine part : command.getSubcommands().values()) {
            layOut(part);
        }
        return command;
    }

    /** Between examples and what is listed right after them. */
    private static final class Gap implements IHelpSectionRenderer {
        @Override
        public String render(CommandLine.Help help) {
            boolean listed = !help.commandSpec().subcommands().isEmpty()
                    || !help.commandSpec().positionalParameters().isEmpty();
            return listed ? System.lineSeparator() : "";
        }
    }

    private static final class Options implements IHelpSectionRenderer {
        @Override
        public String render(CommandLine.Help help) {
            return options(help);
        }
    }

    private static String options(CommandLine.Help help) {
        Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
        groups.put(OWN, new ArrayList<>()); // first, whatever is declared first
        List<OptionSpec> standard = new ArrayList<>();
        for (OptionSpec option : help.commandSpec().options()) {
            if (option.hidden()) {
                continue;
            }
            (option.usageHelp() || option.versionHelp()
                            ? standard
                            : groups.computeIfAbsent(question(option), q -> new ArrayList<>()))
                    .add(option);
        }
        boolean alone =
                groups.values().stream().filter(group -> !group.isEmpty()).count() < 2;
        groups.put(STANDARD, standard);
        StringBuilder text = new StringBuilder();
        groups.forEach((question, group) -> {
            if (group.isEmpty()) {
                return;
            }
            text.append(System.lineSeparator()).append(alone ? "" : question + System.lineSeparator());
            if (help.commandSpec().usageMessage().sortOptions()) {
                group.sort(Comparator.comparing(OptionSpec::longestName));
            }
            CommandLine.Help.Layout layout =
                    help.createDefaultLayout(help.commandSpec().options(), List.of(), help.colorScheme());
            layout.addOptions(group, help.createDefaultParamLabelRenderer());
            text.append(layout);
        });
        return text.toString();
    }

    /** The question that an option answers. */
    static String question(OptionSpec option) {
        Object declaring = option.userObject();
        if (declaring instanceof Described described) {
            return described.question;
        }
        Question question =
                declaring instanceof Field field ? field.getDeclaringClass().getAnnotation(Question.class) : null;
        return question == null ? OWN : question.value();
    }

    /** What declares an option of a command that is described and not there. */
    record Described(String question) {}
}
