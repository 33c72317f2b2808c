package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Help begins with what a command is for and examples that work, and has its options by the questions that they answer. */
class HelpTest extends CommandFixture {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private static List<CommandLine> commands(CommandLine of) {
        List<CommandLine> all = new ArrayList<>();
        all.add(of);
        of.getSubcommands().values().forEach(part -> all.addAll(commands(part)));
        return all;
    }

    /** The commands in a help's examples, each as its words. */
    private static List<List<String>> examples(CommandLine command) {
        String footer = String.join(
                        "\n", command.getCommandSpec().usageMessage().footer())
                .replaceAll("\\\\\n +", "");
        List<List<String>> examples = new ArrayList<>();
        for (String line : footer.split("\n", -1)) {
            if (line.startsWith("  teeter ")) {
                List<String> words = new ArrayList<>();
                Matcher word = WORD.matcher(line.replaceFirst("^ +teeter ", "").replaceFirst("  +\\S.*| > .*", ""));
                while (word.find()) {
                    words.add(word.group(1) == null ? word.group(2) : word.group(1));
                }
                examples.add(words);
            }
        }
        return examples;
    }

    /** What is typed is understood; that it is done with data is what EXAMPLES.md and the tests of each command show. */
    @Test
    void examplesAreUnderstood() {
        int count = 0;
        for (CommandLine command : commands(Main.commandLine())) {
            for (List<String> words : examples(command)) {
                Main.commandLine().parseArgs(words.toArray(new String[0]));
                count++;
            }
        }
        assertTrue(count > 40, "examples: " + count);
    }

    @Test
    void theMainCommandsHaveThreeExamples() {
        Main.commandLine().getSubcommands().forEach((name, command) -> {
            if (!List.of("generate-completion", "help", "eval", "train", "formats", "synthesize", "experiment")
                    .contains(name)) {
                assertTrue(examples(command).size() >= 3, name);
            }
        });
    }

    /** As of a percent sign alone, which picocli warns of above the help. */
    @Test
    void nothingIsAmissWithHelp() {
        PrintStream before = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            commands(Main.commandLine()).forEach(CommandLine::getUsageMessage);
        } finally {
            System.setErr(before);
        }
        assertEquals("", told.toString(StandardCharsets.UTF_8));
    }

    @Test
    void purposeAndExamplesStandFirst() {
        assertEquals(0, run("help", "fit"));
        String help = out.toString();
        assertTrue(help.startsWith("""
                        Usage: teeter fit [OPTIONS] INPUT...
                        Fits a preference model and prints its scores.

                        The ranking, and how sure it is:
                          teeter fit examples/arena-small.csv
                        """), help);
        List<Integer> places = List.of(
                        "INPUT...   ",
                        "What to tell, and where\n",
                        "\nWhat to read\n",
                        "\nHow to read it\n",
                        "\nWhich model\n",
                        "\nHelp\n  -h")
                .stream()
                .map(help::indexOf)
                .toList();
        assertTrue(places.stream().allMatch(place -> place > 0), places.toString());
        assertEquals(places.stream().sorted().toList(), places);
    }

    /** No option is lost or told twice. */
    @Test
    void everyOptionIsThereOnce() {
        for (CommandLine command : commands(Main.commandLine())) {
            String help = command.getUsageMessage();
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (option.hidden()) {
                    continue;
                }
                Matcher line = Pattern.compile(
                                "(?m)^ {2,6}(-[-\\w]+, )?" + Pattern.quote(option.longestName()) + "(?==|\\[|,|  |\\n)")
                        .matcher(help);
                assertTrue(line.find(), command.getCommandName() + " " + option.longestName() + "\n" + help);
                assertTrue(!line.find(), command.getCommandName() + " " + option.longestName() + " twice");
            }
        }
    }
}
