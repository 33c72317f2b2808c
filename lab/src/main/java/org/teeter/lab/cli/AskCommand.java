package org.teeter.lab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.teeter.cli.Arguments;
import org.teeter.cli.ExitCode;
import org.teeter.cli.OutputFolder;
import org.teeter.cli.RunRecord;
import org.teeter.cli.TerminalProgress;
import org.teeter.cli.UsageException;
import org.teeter.lm.ask.Inquiry;
import org.teeter.lm.ask.ModelRespondent;
import org.teeter.lm.ask.OptionNames;
import org.teeter.lm.ask.PairReading;
import org.teeter.lm.ask.Respondent;
import org.teeter.lm.ask.SampledAnswer;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.tensor.Placement;
import org.teeter.report.document.Finite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code teeter ask}: what a language model prefers. */
@Command(
        name = "ask",
        description = "Asks a language model for its preferences.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "What a model prefers, with and without sampling:",
            "  teeter ask --model trained --options dog,cat,bird",
            "The rewards that DPO gave it:",
            "  teeter ask --model trained --reference base --options dog,cat,bird",
            "A model in one file:",
            "  teeter ask --model SmolLM2-135M-Instruct.Q4_1.gguf --options tea,coffee",
            "",
            "Each pair is asked in both orders. sampled: of the sampled answers that are a template of the paper, the share that"
                    + " prefers the first option, with its 95 %% interval. exact: the same from the probabilities of all"
                    + " templates, without sampling. implicit: what the DPO reward against the reference implies."
        })
final class AskCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            required = true,
            description = "The model, as Hugging Face saves it, or a GGUF file.")
    private Path model = Path.of("");

    @Option(
            names = "--reference",
            paramLabel = "FOLDER",
            description = "The model that training began with, for the implicit reward.")
    @Nullable
    private Path reference;

    @Option(
            names = "--options",
            paramLabel = "A,B[,…]",
            split = ",",
            hideParamSyntax = true,
            required = true,
            description = "What to choose among.")
    private List<String> options = List.of();

    @Option(
            names = "--pairs",
            paramLabel = "all|A:B,…",
            split = ",",
            hideParamSyntax = true,
            description = "Which pairs to ask about (default: all).")
    private List<String> pairs = List.of("all");

    @Mixin
    private QuestionOptions questions = new QuestionOptions();

    @Option(
            names = "--device",
            paramLabel = "cpu|cuda",
            description = "Where to compute (default: a CUDA device in bfloat16 if there is one, else the processor).")
    @Nullable
    private String device;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write preferences.csv, triples.csv, answers.json, every sampled answer with its reading"
                    + " (sampled.csv) and run.json there.")
    @Nullable
    private Path out;

    @Option(names = "--quiet", description = "No messages and no progress.")
    private boolean quiet;

    @Spec
    @Nullable
    private CommandSpec spec;

    private final List<SampledAnswer> sampled = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        CommandSpec known = Objects.requireNonNull(spec);
        RunRecord record = new RunRecord(Arguments.of(known));
        Inquiry inquiry = questions.inquiry();
        List<String> names = Choices.checked(
                () -> OptionNames.require(options.stream().map(String::strip).toList()));
        List<List<String>> asked = pairs(names);
        List<PairReading> readings;
        TerminalProgress progress = new TerminalProgress(System.err, quiet);
        try {
            readings = Choices.checked(() -> ask(inquiry, asked, record, progress));
        } finally {
            progress.done();
        }
        String document = Finite.text(AskFiles.json(readings, inquiry));
        if (out != null) {
            try (OutputFolder folder = OutputFolder.at(out)) {
                AskFiles.preferences(folder.file("preferences.csv"), readings);
                AskFiles.triples(folder.file("triples.csv"), readings, names);
                AskFiles.sampled(folder.file("sampled.csv"), sampled);
                Files.writeString(folder.file("answers.json"), document + "\n");
                record.write(folder.file("run.json"), List.of(), Map.of("answers", questions.seed()));
                folder.publish();
            }
        }
        PrintWriter print = known.commandLine().getOut();
        if (json) {
            print.println(document);
        } else {
            AskReport.table(print, readings, inquiry, reference != null);
            AskReport.advice(readings, names, Optional.ofNullable(out)).forEach(line -> AskReport.print(print, line));
        }
        print.flush();
        return ExitCode.DONE;
    }

    private List<PairReading> ask(
            Inquiry inquiry, List<List<String>> asked, RunRecord record, TerminalProgress progress) throws IOException {
        Placement placement = Devices.placement(device);
        try (LanguageModel policy = LanguageModel.load(model, placement, false)) {
            if (reference == null) {
                record.ended("load");
                return ask(inquiry, asked, new ModelRespondent(policy), Optional.empty(), record, progress);
            }
            try (LanguageModel before = LanguageModel.load(reference, placement, false)) {
                record.ended("load");
                return ask(
                        inquiry,
                        asked,
                        new ModelRespondent(policy),
                        Optional.of(new ModelRespondent(before)),
                        record,
                        progress);
            }
        }
    }

    private List<PairReading> ask(
            Inquiry inquiry,
            List<List<String>> asked,
            Respondent policy,
            Optional<Respondent> reference,
            RunRecord record,
            TerminalProgress progress) {
        List<PairReading> readings = new ArrayList<>();
        for (List<String> pair : asked) {
            progress.at("asking", readings.size() / (double) asked.size());
            readings.add(inquiry.ask(policy, reference, pair.get(0), pair.get(1), sampled::add));
        }
        record.ended("ask");
        return readings;
    }

    private List<List<String>> pairs(List<String> names) {
        List<List<String>> chosen = new ArrayList<>();
        if (pairs.equals(List.of("all"))) {
            for (int a = 0; a < names.size(); a++) {
                for (int b = a + 1; b < names.size(); b++) {
                    chosen.add(List.of(names.get(a), names.get(b)));
                }
            }
            return chosen;
        }
        for (String pair : pairs) {
            int colon = pair.indexOf(':');
            List<String> both = colon < 0
                    ? List.of()
                    : List.of(
                            pair.substring(0, colon).strip(),
                            pair.substring(colon + 1).strip());
            if (both.isEmpty() || both.get(0).equals(both.get(1)) || !names.containsAll(both)) {
                throw new UsageException("--pairs must be all, or pairs of --options as dog:bird, got " + pair);
            }
            if (chosen.contains(both) || chosen.contains(List.of(both.get(1), both.get(0)))) {
                throw new UsageException("--pairs must name each pair once, but " + pair + " is there twice");
            }
            chosen.add(both);
        }
        return chosen;
    }
}
