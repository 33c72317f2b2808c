/** The command line, and what it does with preference data from reading to results. */
@org.jspecify.annotations.NullMarked
module org.teeter.app {
    requires static transitive org.jspecify;
    requires de.siegmar.fastcsv;
    requires jdk.httpserver;
    requires transitive info.picocli;
    requires transitive org.teeter.core;
    requires transitive org.teeter.report;
    requires transitive org.teeter.tabular;
    requires transitive tools.jackson.databind;

    exports org.teeter.analysis;
    exports org.teeter.cli;
    exports org.teeter.serve;

    opens org.teeter.cli to
            info.picocli;

    uses org.teeter.cli.CommandSource;
}
