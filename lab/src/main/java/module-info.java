/** Synthesis, the commands for language models, and the paper's experiment; found by the command line when it starts. */
@org.jspecify.annotations.NullMarked
module org.teeter.lab {
    requires static transitive org.jspecify;
    requires de.siegmar.fastcsv;
    requires tools.jackson.dataformat.yaml;
    requires transitive org.teeter.app;
    requires transitive org.teeter.ledger;
    requires transitive org.teeter.lm;

    exports org.teeter.lab.cli;
    exports org.teeter.lab.experiment;
    exports org.teeter.lab.remedy;
    exports org.teeter.lab.synthesis;

    opens org.teeter.lab.cli to
            info.picocli;

    provides org.teeter.cli.CommandSource with
            org.teeter.lab.cli.LabCommands;
}
