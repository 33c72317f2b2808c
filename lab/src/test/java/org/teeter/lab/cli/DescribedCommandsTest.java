package org.teeter.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.teeter.cli.DescribedCommands;
import org.teeter.cli.Main;
import org.teeter.ledger.LedgerCommands;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code app} says of the commands here without their libraries is what they are. */
class DescribedCommandsTest {
    private static final Path RESOURCE = Path.of("../app/src/main/resources/org/teeter/cli/other-modules.json");

    /** {@code ./mvnw -o test -pl lab -am -Dtest=DescribedCommandsTest -Dteeter.describe=true} writes it anew. */
    @Test
    void theResourceIsTrue() throws Exception {
        String described = DescribedCommands.of(
                Main.commandLine(),
                spec -> List.of(LabCommands.class.getPackage(), LedgerCommands.class.getPackage())
                        .contains(spec.userObject().getClass().getPackage()));
        if (Boolean.getBoolean("teeter.describe")) {
            Files.writeString(RESOURCE, described);
        }
        assertEquals(described, Files.readString(RESOURCE), "-Dteeter.describe=true writes it anew");
    }

    private static CommandLine bare() {
        CommandLine teeter = new CommandLine(CommandSpec.create().name("teeter"));
        teeter.addSubcommand("reproduce", new CommandLine(CommandSpec.create()));
        return teeter;
    }

    private static void help(CommandLine line, Map<String, String> into) {
        line.getSubcommands().values().forEach(part -> {
            into.put(part.getCommandSpec().qualifiedName(), part.getUsageMessage());
            help(part, into);
        });
    }

    @Test
    void helpAndCompletionAreThoseOfTheCommands() {
        CommandLine real = bare();
        new LedgerCommands().addTo(real);
        new LabCommands().addTo(real);
        CommandLine described = bare();
        DescribedCommands.addTo(described);
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> found = new TreeMap<>();
        help(real, expected);
        help(described, found);
        assertEquals(String.join("", expected.values()), String.join("", found.values()));
        assertEquals(12, found.size(), found.keySet().toString());
        assertEquals(AutoComplete.bash("teeter", real), AutoComplete.bash("teeter", described));
    }
}
