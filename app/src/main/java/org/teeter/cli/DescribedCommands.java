package org.teeter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The commands of other modules as data, so that help and shell completion know them without their libraries: names, options and
 * descriptions, in a resource that is made of the commands themselves. A test beside them holds that it is true and can write it.
 */
public final class DescribedCommands {
    private static final String RESOURCE = "other-modules.json";

    private DescribedCommands() {}

    /** Adds those commands of the resource that are not there; whoever runs one is told how to get it. */
    public static void addTo(CommandLine teeter) {
        try (InputStream in = Objects.requireNonNull(DescribedCommands.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            addAll(teeter, JsonMapper.shared().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addAll(CommandLine line, JsonNode described) {
        for (JsonNode command : described.path("commands")) {
            String name = command.path("name").stringValue();
            CommandLine known = line.getSubcommands().get(name);
            if (known == null) {
                known = new CommandLine(spec(name, command));
                line.addSubcommand(known);
            }
            addAll(known, command);
        }
    }

    private static CommandSpec spec(String name, JsonNode described) {
        Absent absent = new Absent();
        CommandSpec spec = CommandSpec.wrapWithoutInspection(absent).name(name);
        absent.spec = spec;
        for (JsonNode option : described.path("options")) {
            spec.addOption(option(option));
        }
        UsageMessageSpec usage = spec.usageMessage();
        usage.description(texts(described, "description"));
        usage.footer(texts(described, "footer"));
        usage.sortOptions(described.path("sorted").asBoolean(false));
        usage.synopsisSubcommandLabel(described.path("part").stringValue());
        return spec.mixinStandardHelpOptions(true);
    }

    private static OptionSpec option(JsonNode described) {
        boolean flag = described.path("flag").asBoolean(false);
        Class<?> one = described.path("file").asBoolean(false) ? Path.class : String.class;
        OptionSpec.Builder option = OptionSpec.builder(texts(described, "names"))
                .arity(described.path("arity").asString(flag ? "0" : "1"))
                .paramLabel(described.path("label").stringValue())
                .description(Stream.of(texts(described, "description"))
                        .map(text -> text.replace("%", "%%")) // picocli takes them for formats
                        .toArray(String[]::new))
                .required(described.path("required").asBoolean(false))
                .hideParamSyntax(described.path("bare").asBoolean(false))
                .splitRegex(described.path("split").asString(""));
        Optional.ofNullable(described.path("question").asString(null))
                .ifPresent(question -> option.userObject(new Help.Described(question)));
        if (flag) {
            option.type(boolean.class);
        } else if (described.path("repeats").asBoolean(false)) {
            option.type(List.class).auxiliaryTypes(one);
        } else {
            option.type(one);
        }
        List<String> words = List.of(texts(described, "words"));
        return (words.isEmpty() ? option : option.completionCandidates(words)).build();
    }

    private static String[] texts(JsonNode described, String key) {
        List<String> texts = new ArrayList<>();
        described.path(key).forEach(text -> texts.add(text.stringValue()));
        return texts.toArray(new String[0]);
    }

    /** What the resource must be, if the commands for which something holds are the described ones. */
    public static String of(CommandLine teeter, Predicate<CommandSpec> which) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        describeParts(teeter, which, all);
        return all.toPrettyString() + "\n";
    }

    private static void describeParts(CommandLine line, Predicate<CommandSpec> which, ObjectNode into) {
        ArrayNode commands = JsonNodeFactory.instance.arrayNode();
        for (CommandLine part : line.getSubcommands().values()) {
            CommandSpec spec = part.getCommandSpec();
            ObjectNode described = JsonNodeFactory.instance.objectNode().put("name", spec.name());
            if (which.test(spec)) {
                describe(spec, described);
            }
            describeParts(part, which, described);
            if (which.test(spec) || described.has("commands")) {
                commands.add(described);
            }
        }
        if (!commands.isEmpty()) {
            into.set("commands", commands);
        }
    }

    private static void describe(CommandSpec spec, ObjectNode into) {
        UsageMessageSpec usage = spec.usageMessage();
        put(into, "description", usage.description());
        put(into, "footer", usage.footer());
        put(into, "sorted", usage.sortOptions());
        into.put("part", usage.synopsisSubcommandLabel());
        ArrayNode options = into.putArray("options");
        for (OptionSpec option : spec.options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                describe(option, options.addObject());
            }
        }
        if (!spec.positionalParameters().isEmpty()) {
            throw new IllegalArgumentException(
                    spec.qualifiedName() + " takes words without options; describe them too");
        }
    }

    private static void describe(OptionSpec option, ObjectNode into) {
        put(into, "names", option.names());
        into.put("label", option.paramLabel());
        into.put("question", Help.question(option));
        put(into, "description", option.description());
        boolean flag = option.typeInfo().isBoolean();
        String arity = option.arity().toString();
        if (!arity.equals(flag ? "0" : "1")) {
            into.put("arity", arity);
        }
        if (!option.splitRegex().isEmpty()) {
            into.put("split", option.splitRegex());
        }
        put(into, "required", option.required());
        put(into, "bare", option.hideParamSyntax());
        put(into, "flag", flag);
        put(into, "repeats", option.typeInfo().isMultiValue());
        List<Class<?>> types = new ArrayList<>(List.of(option.auxiliaryTypes()));
        types.add(option.type());
        put(into, "file", types.contains(Path.class));
        List<String> words = new ArrayList<>();
        Iterable<String> candidates = option.completionCandidates();
        if (candidates != null) {
            candidates.forEach(words::add);
        }
        put(into, "words", words.toArray(new String[0]));
    }

    /** What is empty or false is left out. */
    private static void put(ObjectNode into, String key, String[] texts) {
        if (texts.length > 0) {
            ArrayNode array = into.putArray(key);
            for (String text : texts) {
                array.add(text);
            }
        }
    }

    private static void put(ObjectNode into, String key, boolean holds) {
        if (holds) {
            into.put(key, true);
        }
    }

    /** A command that is described here and compiled elsewhere. */
    private static final class Absent implements Callable<Integer> {
        @Nullable
        private CommandSpec spec;

        @Override
        public Integer call() {
            CommandSpec known = Objects.requireNonNull(spec);
            if (!known.subcommands().isEmpty()) {
                throw Parts.missing(known);
            }
            throw new UsageException(
                    known.qualifiedName() + " needs libraries that are not in this jar; run it with the"
                            + " launcher ./teeter of the sources, which fetches them");
        }
    }
}
