package org.teeter.tabular.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.teeter.data.Amount;
import org.teeter.data.Contests;
import org.teeter.data.Counts;
import org.teeter.data.Rankings;
import org.teeter.data.Tally;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Progress;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Form;
import org.teeter.tabular.meaning.Decay;
import org.teeter.tabular.row.Engine;
import org.teeter.tabular.row.Records;
import org.teeter.tabular.tally.BallotTally;
import org.teeter.tabular.tally.Contexts;
import org.teeter.tabular.tally.CountRow;
import org.teeter.tabular.tally.FileTally;
import org.teeter.tabular.tally.Names;
import org.teeter.tabular.tally.Witness;
import org.teeter.tabular.text.PromptProfile;
import org.teeter.tabular.text.TextTable;
import org.teeter.tabular.watch.RowProfile;

/**
 * Reads preference files of every common shape into exact counts.
 *
 * <p>Format and shape are recognised from the files themselves; {@link ReadOptions} say what cannot be. Nothing is guessed: what is
 * not understood is refused with an {@link InputException}. The counts do not depend on the format, nor on the order of rows and files.
 */
public final class PreferenceFiles {
    /** Of how many files, and of how many names, what each file says is kept apart too: of so few it costs next to nothing. */
    private static final int MOST_FILES_APART = 100;

    private static final int MOST_NAMES_APART = 1000;

    private final ReadOptions options;
    private final boolean several; // of which some may be empty
    private final Registers registers;
    private final Crew crew;
    private final Names names;
    private final TextTable texts;
    private final Contexts contexts;
    private final Rejects rejects;
    private FileTally total = new FileTally();
    private Optional<FileTally.Decayed> decayed = Optional.empty();
    private BallotTally ballots = new BallotTally();
    private final List<Source> sources = new ArrayList<>();
    private final SortedMap<Integer, Tally> apart = new TreeMap<>(); // by the number of the file
    private Optional<Path> named = Optional.empty(); // the first file of which the options have names
    private Optional<Path> unnamed = Optional.empty(); // the first of which they are texts
    private Optional<Path> ranked = Optional.empty(); // the first of rankings

    private boolean isAll = true; // rather than some rows of many

    private PreferenceFiles(ReadOptions options, boolean several, Registers registers, Crew crew) {
        this.several = several;
        this.options = options;
        this.registers = registers;
        this.crew = crew;
        this.names = registers.names();
        this.texts = registers.texts();
        this.contexts = registers.contexts();
        this.rejects = registers.rejects();
    }

    /** Reads the files, all together. */
    public static Reading read(List<Path> inputs, ReadOptions options) {
        return read(inputs, options, (file, bytes, size) -> {});
    }

    /**
     * Reads the files, all together, and tells now and then how far it is.
     *
     * @throws InputException if a file or one of its rows cannot be counted; nothing is left behind then
     */
    public static Reading read(List<Path> inputs, ReadOptions options, Progress progress) {
        return read(inputs, options, progress, Optional.empty(), Optional.empty());
    }

    /** The same, and what rows have in common beyond their counts. */
    public static Reading read(List<Path> inputs, ReadOptions options, Progress progress, RowProfile profile) {
        return read(inputs, options, progress, Optional.empty(), Optional.of(profile));
    }

    /** Reads the files once more, and finds the rows of some votes; of options that have names. */
    public static List<Witness.Seen> rowsOf(
            Map<Witness.Vote, Long> votes, List<Path> inputs, ReadOptions options, Progress progress) {
        if (inputs.stream().anyMatch(StandardInput::isMeantBy)) {
            throw InputException.of(
                    "standard input can be read once, and rows are found by reading again; name a file");
        }
        Witness witness = new Witness(votes);
        read(inputs, options, progress, Optional.of(witness), Optional.empty()).close();
        return witness.seen();
    }

    private static Reading read(
            List<Path> inputs,
            ReadOptions options,
            Progress progress,
            Optional<Witness> witness,
            Optional<RowProfile> profile) {
        if (inputs.isEmpty()) {
            throw InputException.of("no input; name one file or more");
        }
        if (inputs.stream().filter(StandardInput::isMeantBy).count() > 1) {
            throw InputException.of("standard input can be read once, and - is there several times; name it once");
        }
        List<Path> named = Shards.of(inputs);
        try (InputFiles files = new InputFiles(options.format(), named.size() > 1, options.databases(), progress)) {
            return read(
                    named, options, options.hashed() || named.size() > 1 ? files : files.unhashed(), witness, profile);
        }
    }

    /**
     * Reads the rows that an engine holds, as a file of the same columns is read, and lets it count those that are alike where it can.
     *
     * @throws InputException if a row cannot be counted
     */
    public static Reading read(Engine engine, ReadOptions options, Progress progress) {
        return read(engine.name(), options, true, reading -> InputFiles.read(engine, reading, progress));
    }

    /**
     * Reads rows that somebody has at hand, as a file of the same columns is read; answers to prompts are judgements even where none was
     * compared with more than one other, since these rows may be a part of many.
     *
     * @param name what messages call them
     * @throws InputException if a row cannot be counted
     */
    public static Reading read(Path name, Records rows, ReadOptions options) {
        return read(name, options, false, reading -> {
            try {
                reading.read(rows);
            } catch (IOException e) {
                throw InputException.unreadable(name, e);
            }
            return new InputFiles.Opened("rows", 0, Optional.empty());
        });
    }

    private static Reading read(
            Path name, ReadOptions options, boolean isAll, Function<FileReading, InputFiles.Opened> opening) {
        try (Rejects rejects = new Rejects()) {
            PreferenceFiles all = new PreferenceFiles(
                    options, false, new Registers(rejects, Optional.empty(), Optional.empty()), Crew.none());
            all.isAll = isAll;
            FileReading reading = new FileReading(name, options, all.registers, Crew.none());
            all.sources.add(all.add(name, reading, opening.apply(reading), UnaryOperator.identity()));
            return all.reading(List.of(name));
        }
    }

    /** Reads files of these names, which were looked up, by whoever has opened some before. */
    static Reading read(
            List<Path> named,
            ReadOptions options,
            InputFiles files,
            Optional<Witness> witness,
            Optional<RowProfile> profile) {
        try (Crew crew = Crew.of(named)) {
            return read(named, options, files, witness, profile, crew);
        }
    }

    /** The same with others who count. */
    static Reading read(
            List<Path> named,
            ReadOptions options,
            InputFiles files,
            Optional<Witness> witness,
            Optional<RowProfile> profile,
            Crew crew) {
        try (Rejects rejects = new Rejects()) {
            PreferenceFiles all =
                    new PreferenceFiles(options, named.size() > 1, new Registers(rejects, witness, profile), crew);
            Twins twins = new Twins(files, options.allowRepeats(), "judgements");
            for (Path input : named) {
                all.sources.add(all.read(input, files, twins));
            }
            return all.reading(named);
        }
    }

    private Source read(Path file, InputFiles files, Twins twins) {
        int known = names.size();
        int apartBefore = contexts.size();
        Rejects.Mark mark = rejects.mark();
        try {
            return read(file, files, twins, crew);
        } catch (ReadAgain e) {
            names.keep(known); // a name that is met later may be a label before
            contexts.keep(apartBefore);
            rejects.back(mark);
            return read(file, files, twins, Crew.none());
        }
    }

    private Source read(Path file, InputFiles files, Twins twins, Crew counting) {
        FileReading reading = new FileReading(file, options, registers, counting);
        InputFiles.Opened opened = files.read(file, reading);
        return add(
                file,
                reading,
                opened,
                source -> new Doubled(files).checked(twins.checked(source, reading), reading, reading.tally()));
    }

    private Source add(Path file, FileReading reading, InputFiles.Opened opened, UnaryOperator<Source> checked) {
        if (reading.isEmpty() && !several) {
            throw reading.empty();
        }
        Source source = checked.apply(reading.source(opened));
        Optional<Form> form = reading.form();
        if (form.isPresent() && form.get().isOfTexts()) {
            unnamed = unnamed.or(() -> Optional.of(file));
        } else if (form.isPresent() && form.get().isOfBallots()) {
            ranked = ranked.or(() -> Optional.of(file));
            ballots = ballots.and(reading.ballots());
        } else if (form.isPresent()) {
            named = named.or(() -> Optional.of(file));
            keepApart(reading.tally());
            total = total.and(reading.tally());
        }
        Optional<Path> pairs = named.or(() -> unnamed);
        if (ranked.isPresent() && pairs.isPresent()) {
            throw InputException.of(
                    file,
                    StandardInput.shown(pairs.get()) + " holds pairs and " + StandardInput.shown(ranked.get())
                            + " holds rankings, which are models of their own; read them apart");
        }
        if (named.isPresent() && unnamed.isPresent()) {
            throw InputException.of(
                    file,
                    "the options of " + StandardInput.shown(named.get()) + " have names and those of "
                            + StandardInput.shown(unnamed.get())
                            + " are texts, which cannot be compared; read them apart, or name the columns "
                            + Role.CHOSEN_ITEM.word() + " and " + Role.REJECTED_ITEM.word());
        }
        return source;
    }

    /** Keeps what the file that is being read says, before it is added to what others say. */
    private void keepApart(FileTally of) {
        if (several && !of.isTimed() && sources.size() < MOST_FILES_APART && names.size() <= MOST_NAMES_APART) {
            Tally copy = Tally.small();
            copy.add(of.tally());
            apart.put(sources.size(), copy);
        }
    }

    /** What each file says, where all of them were kept apart; else nothing. */
    private List<Reading.OfFile> byFile(Numbering numbering) {
        long ofPairs = sources.stream()
                .filter(source -> source.rows() > source.rejected())
                .count();
        if (apart.size() < ofPairs || apart.size() < 2 || names.size() > MOST_NAMES_APART) {
            return List.of();
        }
        return apart.entrySet().stream()
                .map(file -> new Reading.OfFile(sources.get(file.getKey()), counts(file.getValue(), numbering)))
                .toList();
    }

    private Reading reading(List<Path> inputs) {
        Optional<List<CountRow>> kept =
                options.keepCounts() ? Optional.of(total.rows(names, options.decay())) : Optional.empty();
        if (total.isTimed()) {
            decayed = options.decay().map(total::decayed);
            decayed.ifPresent(aged -> total = aged.weights());
        }
        Optional<BallotTally.Decayed> agedBallots =
                ballots.isTimed() ? options.decay().map(ballots::decayed) : Optional.empty();
        agedBallots.ifPresent(aged -> ballots = aged.weights());
        if (total.tally().rows() == 0 && texts.isEmpty() && ballots.ballots() == 0) {
            throw nothing(inputs);
        }
        if (ranked.isPresent()) {
            return ballots(inputs, agedBallots);
        }
        if (!texts.isEmpty()) {
            PromptProfile profile = texts.profile();
            if (isAll && profile.sharedOptions() == 0) {
                return new Reading.Unshared(profile, sources, remarks(), rejects.finish());
            }
            Counts counts = texts.counts();
            List<int[]> members = texts.problems(counts);
            List<Counts> problems = new AbstractList<>() {
                @Override
                public Counts get(int k) {
                    return counts.among(members.get(k));
                }

                @Override
                public int size() {
                    return members.size();
                }
            };
            return new Reading.Judgements(
                    counts,
                    Optional.of(profile),
                    texts.places(),
                    problems,
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    sources,
                    List.of(),
                    remarks(),
                    rejects.finish());
        }
        Numbering numbering = Numbering.of(names, total::times);
        if (numbering.isEmpty()) {
            throw nothing(inputs);
        }
        Counts counts = counts(total, numbering);
        Optional<Contests.Builder> contests = total.contests().map(found -> found.renumbered(numbering.numbers()));
        List<String> remarks = new ArrayList<>(remarks());
        decayed.ifPresent(aged -> remarks.add(ageing("judgement", aged.asOf(), aged.later(), counts.weight())));
        numbering.vanished(total::weightless).ifPresent(remarks::add);
        return new Reading.Judgements(
                counts,
                Optional.empty(),
                List.of(),
                List.of(),
                contexts.inOrder(),
                byFile(numbering),
                contests,
                kept,
                decayed.map(FileTally.Decayed::squares)
                        .map(squares -> new Reading.Squares(
                                counts(squares, numbering),
                                squares.contests().map(found -> found.renumbered(numbering.numbers())))),
                sources,
                numbering.suspects(),
                remarks,
                rejects.finish());
    }

    private Counts counts(FileTally tally, Numbering numbering) {
        return counts(tally.tally(), numbering);
    }

    private Counts counts(Tally tally, Numbering numbering) {
        tally.renumberContexts(contexts.places());
        return tally.counts(numbering.items(), numbering.numbers());
    }

    private static double weight(Rankings rankings) {
        return IntStream.range(0, rankings.distinct())
                .mapToDouble(rankings::weight)
                .sum();
    }

    /** What to say of judgements or ballots that lost weight. */
    private String ageing(String one, String asOf, long later, double weight) {
        Decay decay = options.decay().orElseThrow();
        String left = later == 0
                ? ""
                : "; " + Amount.of(later, one, one + "s") + " after that " + (later == 1 ? "is" : "are") + " left out";
        return "a " + one + " of age t counts 2^(-t/" + decay.text() + "), ages in whole "
                + decay.unit().name().toLowerCase(Locale.ROOT) + "s as of " + asOf + "; together they weigh "
                + String.format(Locale.ROOT, "%.6g", weight) + left;
    }

    private Reading ballots(List<Path> inputs, Optional<BallotTally.Decayed> aged) {
        Numbering numbering = Numbering.of(names, ballots::times);
        if (numbering.isEmpty()) {
            throw nothing(inputs);
        }
        Rankings rankings = ballots.tally().rankings(numbering.items(), numbering.numbers());
        List<String> remarks = new ArrayList<>(weightless().stream().toList());
        aged.ifPresent(old -> remarks.add(ageing("ballot", old.asOf(), old.later(), weight(rankings))));
        numbering.vanished(ballots::weightless).ifPresent(remarks::add);
        boolean partial = IntStream.range(0, rankings.distinct())
                .anyMatch(k -> rankings.start(k + 1) - rankings.start(k)
                        < rankings.items().size());
        if (partial) {
            remarks.add(
                    "not every ballot names all " + Amount.of(rankings.items().size(), "item")
                            + "; those that a ballot does not name are taken as not having been there");
        }
        Optional<Rankings> squares =
                aged.map(old -> old.squares().tally().rankings(numbering.items(), numbering.numbers()));
        return new Reading.Ballots(rankings, squares, sources, numbering.suspects(), remarks, rejects.finish());
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>(weightless().stream().toList());
        if (texts.skipped() > 0) {
            remarks.add(Amount.of(texts.skipped(), "verdict says", "verdicts say") + " that nobody judged, and "
                    + (texts.skipped() == 1 ? "was" : "were") + " left out");
        }
        if (texts.unasked() > 0) {
            remarks.add(Amount.of(texts.unasked(), "prompt is", "prompts are")
                    + " empty, and what answers an empty prompt counts as answers to one; leave such rows out if the prompt is"
                    + " lost");
        }
        if (texts.emptyAnswers() > 0) {
            remarks.add(Amount.of(texts.emptyAnswers(), "answer is", "answers are")
                    + " empty, and counted as any other; leave such rows out if nothing was answered");
        }
        return remarks;
    }

    /** What to say of a file whose rows weigh nothing else than 1 beside one whose rows say what they weigh. */
    private Optional<String> weightless() {
        Map<Boolean, List<Source>> weighted = sources.stream()
                .filter(source -> source.rows() > 0)
                .collect(Collectors.partitioningBy(source -> source.columns().containsKey(Role.WEIGHT)));
        List<Source> with = weighted.getOrDefault(true, List.of());
        List<Source> without = weighted.getOrDefault(false, List.of());
        return with.isEmpty() || without.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        StandardInput.shown(without.get(0).path()) + " has no column of weights, so that its rows count"
                                + " once each, where those of "
                                + StandardInput.shown(with.get(0).path()) + " count as "
                                + with.get(0).columns().get(Role.WEIGHT)
                                + " says; give each file the column if that is not meant");
    }

    private InputException nothing(List<Path> inputs) {
        String why = rejects.rows() == 0
                ? "all counts or weights are zero"
                : "the first row that was left out is " + rejects.first();
        return failed(inputs, "nothing could be counted; " + why);
    }

    /** A refusal of the files as a whole. */
    private static InputException failed(List<Path> inputs, String problem) {
        return InputException.of(
                String.join(", ", inputs.stream().map(StandardInput::shown).toList()) + ": " + problem);
    }
}
