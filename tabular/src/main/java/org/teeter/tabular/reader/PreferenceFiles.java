package org.teeter.tabular.reader;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.teeter.data.Amount;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Progress;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.count.FileTally;
import org.teeter.tabular.count.Names;
import org.teeter.tabular.count.PromptProfile;
import org.teeter.tabular.count.Suspect;
import org.teeter.tabular.count.Suspects;
import org.teeter.tabular.count.TextTable;

/**
 * Reads preference files of every common shape into exact counts.
 *
 * <p>Format and shape are recognised from the files themselves; {@link ReadOptions} say what cannot be. Nothing is guessed: what is
 * not understood is refused with an {@link InputException}. The counts do not depend on the format, nor on the order of rows and files.
 */
public final class PreferenceFiles {
    private static final int MOST_NAMED = 20;

    private final ReadOptions options;
    private final boolean several; // of which some may be empty
    private final Rejects rejects;
    private final Names names = new Names();
    private final TextTable texts = new TextTable();
    private FileTally total = new FileTally();
    private final List<Source> sources = new ArrayList<>();
    private Optional<Path> named = Optional.empty(); // the first file of which the options have names
    private Optional<Path> unnamed = Optional.empty(); // the first of which they are texts

    private PreferenceFiles(ReadOptions options, boolean several, Rejects rejects) {
        this.several = several;
        this.options = options;
        this.rejects = rejects;
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
        if (inputs.isEmpty()) {
            throw InputException.of("no input; name one file or more");
        }
        if (inputs.stream().filter(StandardInput::isMeantBy).count() > 1) {
            throw InputException.of("standard input can be read once, and - is there several times; name it once");
        }
        List<Path> named = Shards.of(inputs);
        boolean several = named.size() > 1;
        try (Rejects rejects = new Rejects();
                InputFiles files = new InputFiles(options.format(), several, progress)) {
            PreferenceFiles all = new PreferenceFiles(options, several, rejects);
            for (Path input : named) {
                all.sources.add(all.read(input, files));
            }
            return all.reading(named);
        }
    }

    private Source read(Path file, InputFiles files) {
        FileReading reading = new FileReading(file, options, names, texts, rejects);
        InputFiles.Opened opened = files.read(file, reading);
        if (reading.isEmpty() && !several) {
            throw reading.empty();
        }
        Source source = reading.source(opened);
        if (!options.allowRepeats()) {
            InputFiles.refuseRepeat(source, sources, "judgements");
        }
        Optional<Boolean> isOfTexts = reading.isOfTexts();
        if (isOfTexts.isPresent() && isOfTexts.get()) {
            unnamed = unnamed.or(() -> Optional.of(file));
        } else if (isOfTexts.isPresent()) {
            named = named.or(() -> Optional.of(file));
            total = total.and(reading.tally());
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

    private Reading reading(List<Path> inputs) {
        if (total.tally().rows() == 0 && texts.isEmpty()) {
            throw nothing(inputs);
        }
        noteTwins();
        if (!texts.isEmpty()) {
            PromptProfile profile = texts.profile();
            if (profile.sharedOptions() == 0) {
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
                    counts, Optional.of(profile), problems, sources, List.of(), remarks(), rejects.finish());
        }
        int[] order = names.inOrder();
        int[] renumbered = new int[names.size()];
        List<String> used = new ArrayList<>();
        for (int number : order) {
            if (total.times(number) > 0) {
                renumbered[number] = used.size();
                used.add(names.name(number));
            }
        }
        int unused = used.size();
        for (int number : order) {
            if (total.times(number) == 0) {
                renumbered[number] = unused++; // no judgement refers to it
            }
        }
        if (used.isEmpty()) {
            throw nothing(inputs);
        }
        Items items = Items.sorted(used);
        Counts counts = total.tally().counts(items, renumbered);
        long[] times = new long[used.size()];
        for (int number = 0; number < names.size(); number++) {
            if (total.times(number) > 0) {
                times[renumbered[number]] = total.times(number);
            }
        }
        List<Suspect> suspects = Suspects.among(items, i -> times[i]);
        List<String> remarks = new ArrayList<>(remarks());
        vanished(order).ifPresent(remarks::add);
        return new Reading.Judgements(
                counts, Optional.empty(), List.of(), sources, suspects, remarks, rejects.finish());
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (texts.skipped() > 0) {
            remarks.add(Amount.of(texts.skipped(), "verdict says", "verdicts say") + " that nobody judged, and "
                    + (texts.skipped() == 1 ? "was" : "were") + " left out");
        }
        if (texts.emptyAnswers() > 0) {
            remarks.add(Amount.of(texts.emptyAnswers(), "answer is", "answers are")
                    + " empty, and counted as any other; leave such rows out if nothing was answered");
        }
        return remarks;
    }

    /** Options whose every judgement has no weight. */
    private Optional<String> vanished(int[] order) {
        List<String> gone = new ArrayList<>();
        long more = 0;
        for (int number : order) {
            if (total.times(number) == 0 && total.weightless(number)) {
                if (gone.size() < MOST_NAMED) {
                    gone.add(Quoted.of(names.name(number)));
                } else {
                    more++;
                }
            }
        }
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", gone) + (more > 0 ? " and " + more + " more" : "")
                        + (gone.size() == 1 ? " is" : " are")
                        + " in the data only with counts or weights of zero, and so in no result");
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

    /** Notes files with equal content: their judgements count twice. */
    private void noteTwins() {
        Map<String, Path> byHash = new HashMap<>();
        for (int k = 0; k < sources.size(); k++) {
            Source source = sources.get(k);
            Path before = byHash.putIfAbsent(source.sha256(), source.path());
            if (before != null) {
                sources.set(
                        k,
                        source.withNote("this file has the same content as " + StandardInput.shown(before)
                                + ", so that its judgements count twice"));
            }
        }
    }
}
