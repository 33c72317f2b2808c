package org.teeter.lab.cli;

import org.teeter.cli.CommandSource;
import picocli.CommandLine;

/** The commands of this module. */
public final class LabCommands implements CommandSource {

    /** For the service loader. */
    public LabCommands() {}

    @Override
    public void addTo(CommandLine teeter) {
        teeter.addSubcommand(new SynthesizeCommand());
        teeter.addSubcommand(new AskCommand());
        teeter.addSubcommand(new TrainCommand());
        teeter.addSubcommand(new ExperimentCommand());
        CommandLine reproduce = teeter.getSubcommands().get("reproduce");
        if (reproduce != null) {
            reproduce.addSubcommand(new ReproduceExperimentCommand());
            reproduce.addSubcommand(new ReproduceRemediesCommand());
            reproduce.addSubcommand(new ReproduceAllCommand());
        }
    }

    @Override
    public int place() {
        return 1;
    }
}
