package org.teeter.tabular.text;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.tabular.bytes.HashedInput;
import org.teeter.tabular.meaning.Meaning;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.tally.FileTally;
import org.teeter.tabular.tally.Hashes;
import org.teeter.tabular.tally.PairCounts;
import org.teeter.tabular.tally.VoteWatch;

/**
 * Options that are texts under a prompt, from all files, and who was preferred to whom. Mutable.
 *
 * <p>Of a text only its hash and its beginning are kept. An option is its prompt and its text, both exactly; where texts contain
 * their prompt it is the whole text.
 */
public final class TextTable {
    private static final String[] NONE = {};
    private static final int PROMPT_SHOWN = 24;
    private static final int ANSWER_SHOWN = 32;
    private static final int SHORT_HEX = 8;
    private static final int ROW_BITS = 40;
    private static final int NO_PROMPT = -1;
    private static final int MOST = 1 << 29;

    private Optional<MessageDigest> sha256 = Optional.empty(); // made when the first text comes
    private final Hashes prompts = new Hashes();
    private byte[] lastPrompt = {};
    private int lastNumber;
    private final Excerpts promptsShown = new Excerpts();
    private byte[] rowsOfPrompt = new byte[1 << 8]; // 0, 1, or 2 for more
    private long emptyPrompts;
    private final BitSet emptyPrompt = new BitSet();
    private final Hashes options = new Hashes();
    private final Excerpts optionsShown = new Excerpts();
    private int[] promptOf = new int[1 << 8];
    private long[] placeOf = new long[1 << 8]; // of each option when it came: file and row
    private final List<Path> files = new ArrayList<>();
    private long row;
    private String[] named = NONE; // empty until the options are named, and once more is counted
    private final PairCounts pairs = new PairCounts();
    private final FileTally judgements = new FileTally();
    private long rows;
    private long skipped;
    private long emptyAnswers;
    private long unasked; // rows whose prompt is read and empty
    private Optional<VoteWatch> watch = Optional.empty();

    /** Nothing yet. */
    public TextTable() {}

    /** Shows the votes that come to who asks what rows have in common. */
    public void watchedBy(VoteWatch watching) {
        watch = Optional.of(watching);
        judgements.watchedBy(watching);
    }

    /** Says which file the rows that come are of. */
    public void begin(Path file) {
        files.add(file);
    }

    /** Says which row comes. */
    public void at(long number) {
        row = number;
    }

    /** Where each option came first, in that order. */
    public List<TextPlace> places() {
        String[] names = names();
        return new AbstractList<>() {
            @Override
            public TextPlace get(int k) {
                return new TextPlace(
                        names[k], files.get((int) (placeOf[k] >>> ROW_BITS)), placeOf[k] & ((1L << ROW_BITS) - 1));
            }

            @Override
            public int size() {
                return options.size();
            }
        };
    }

    /** Tells whoever watches what each of several judges of a row said. */
    public void judged(Meaning... said) {
        judgements.judged(said);
    }

    /** Counts what was said of two texts. */
    public void count(TextPair pair, Meaning meaning, double weight) throws BadRow {
        if (options.size() > MOST - 2) {
            throw new BadRow("there are more than " + MOST + " different texts");
        }
        if (meaning.kind() == Meaning.Kind.SKIPPED) {
            skipped++;
            return;
        }
        named = NONE;
        int p = prompt(pair.prompt());
        byte[] context = pair.hasPrompt() ? pair.prompt().bytes() : new byte[0];
        int first = option(p, context, pair.first());
        int second = option(p, context, pair.second());
        rows++;
        emptyAnswers += (pair.first().isEmpty() ? 1 : 0) + (pair.second().isEmpty() ? 1 : 0);
        unasked += pair.hasPrompt() && pair.prompt().isEmpty() ? 1 : 0;
        boolean reversed = meaning.kind() == Meaning.Kind.DECIDED && meaning.outcome() == Outcome.SECOND;
        pairs.add(reversed ? second : first, reversed ? first : second);
        watch.ifPresent(watching -> watching.under(pair.prompt().isEmpty() ? -1 : p));
        judgements.add(first, second, meaning, weight);
    }

    private int prompt(Answer prompt) {
        int before = prompts.size();
        int number = number(prompt.bytes());
        if (number == before) {
            promptsShown.add(prompt.shown(), PROMPT_SHOWN);
            emptyPrompts += prompt.isEmpty() ? 1 : 0;
            emptyPrompt.set(number, prompt.isEmpty());
            if (number == rowsOfPrompt.length) {
                rowsOfPrompt = Arrays.copyOf(rowsOfPrompt, 2 * number);
            }
        }
        rowsOfPrompt[number] = (byte) Math.min(2, rowsOfPrompt[number] + (prompt.isEmpty() ? 0 : 1));
        return number;
    }

    /** Rows with one prompt mostly follow each other. */
    private int number(byte[] prompt) {
        if (!Arrays.equals(prompt, lastPrompt)) {
            lastPrompt = prompt;
            lastNumber = prompts.number(digest().digest(prompt));
        }
        return lastNumber;
    }

    private MessageDigest digest() {
        if (sha256.isEmpty()) {
            sha256 = Optional.of(HashedInput.sha256());
        }
        return sha256.get();
    }

    private int option(int prompt, byte[] context, Answer answer) {
        MessageDigest digest = digest();
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(context.length).array());
        digest.update(context);
        int before = options.size();
        int number = options.number(digest.digest(answer.bytes()));
        if (number == before) {
            optionsShown.add(answer.shown(), ANSWER_SHOWN);
            if (number == promptOf.length) {
                promptOf = Arrays.copyOf(promptOf, 2 * number);
                placeOf = Arrays.copyOf(placeOf, 2 * number);
            }
            promptOf[number] = prompt;
            placeOf[number] = (files.size() - 1L) << ROW_BITS | row;
        } else if (promptOf[number] != prompt) {
            promptOf[number] =
                    NO_PROMPT; // another opponent shares less of it, or more: its name may not depend on which came
            // first
        }
        return number;
    }

    /** Verdicts which say that nobody judged. */
    public long skipped() {
        return skipped;
    }

    /** Answers that are no text at all. */
    public long emptyAnswers() {
        return emptyAnswers;
    }

    /** Rows whose prompt is read and empty. */
    public long unasked() {
        return unasked;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    /** What was read so far, as a graph. */
    public PromptProfile profile() {
        pairs.settle();
        byte[] opponents = new byte[options.size()]; // 0, 1, or 2 for more
        long different = 0;
        long contradictions = 0;
        for (int k = 0; k < pairs.size(); k++) {
            int a = pairs.first(k);
            int b = pairs.second(k);
            boolean bothWays = pairs.contains(b, a);
            if (!bothWays || a < b) {
                different++;
                contradictions += bothWays ? 1 : 0;
                opponents[a] = (byte) Math.min(2, opponents[a] + 1);
                opponents[b] = (byte) Math.min(2, opponents[b] + 1);
            }
        }
        long shared = 0;
        for (byte n : opponents) {
            shared += n > 1 ? 1 : 0;
        }
        long repeated = 0;
        for (int p = 0; p < prompts.size(); p++) {
            repeated += rowsOfPrompt[p] > 1 ? 1 : 0;
        }
        return new PromptProfile(
                rows,
                prompts.size() - emptyPrompts,
                repeated,
                options.size(),
                shared,
                different,
                rows - pairs.size(),
                contradictions);
    }

    /**
     * The items of each problem, of those that {@link #counts} has: options that answer one prompt, or that were compared. Nothing in one
     * problem says anything about another.
     */
    public List<int[]> problems(Counts counts) {
        int[] parent = new int[options.size()];
        Arrays.setAll(parent, k -> k);
        int[] firstOf = new int[prompts.size()];
        Arrays.fill(firstOf, -1);
        for (int k = 0; k < parent.length; k++) {
            int p = promptOf[k];
            if (p != NO_PROMPT && !emptyPrompt.get(p)) {
                if (firstOf[p] < 0) {
                    firstOf[p] = k;
                }
                join(parent, firstOf[p], k);
            }
        }
        pairs.settle();
        for (int k = 0; k < pairs.size(); k++) {
            join(parent, pairs.first(k), pairs.second(k));
        }
        String[] names = names();
        int[] item = new int[parent.length];
        int[] size = new int[parent.length];
        for (int k = 0; k < parent.length; k++) {
            item[k] = counts.items().id(names[k]).orElseThrow();
            size[root(parent, k)]++;
        }
        int[][] members = new int[parent.length][];
        int[] filled = new int[parent.length];
        for (int k = 0; k < parent.length; k++) {
            int root = root(parent, k);
            if (filled[root] == 0) {
                members[root] = new int[size[root]];
            }
            members[root][filled[root]++] = item[k];
        }
        List<int[]> problems = new ArrayList<>();
        for (int[] group : members) {
            if (group != null) {
                Arrays.sort(group);
                problems.add(group);
            }
        }
        problems.sort((a, b) -> Integer.compare(a[0], b[0])); // the order of rows changes nothing
        return problems;
    }

    private static int root(int[] parent, int k) {
        int at = k;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private static void join(int[] parent, int a, int b) {
        parent[root(parent, a)] = root(parent, b);
    }

    /** The counts, with options named by the beginnings of their prompt and text. */
    public Counts counts() {
        String[] names = names();
        Items items = Items.sorted(Arrays.asList(names));
        int[] renumbered = new int[names.length];
        for (int k = 0; k < names.length; k++) {
            renumbered[k] = items.id(names[k]).orElseThrow();
        }
        return judgements.tally().counts(items, renumbered);
    }

    /** Short names, all different and the same in whatever order the rows came: where two would be alike their hashes are added. */
    private String[] names() {
        if (named.length == 0) {
            named = named();
        }
        return named;
    }

    private String[] named() {
        String[] names = new String[options.size()];
        Map<String, Integer> uses = new HashMap<>(2 * names.length);
        for (int k = 0; k < names.length; k++) {
            String prompt = promptOf[k] == NO_PROMPT ? "" : promptsShown.get(promptOf[k]);
            String answer = optionsShown.get(k).isEmpty() ? "(empty)" : optionsShown.get(k);
            names[k] = prompt.isEmpty() ? answer : prompt + " ⟶ " + answer;
            uses.merge(names[k], 1, Integer::sum);
        }
        if (uses.size() == names.length) {
            return names;
        }
        Map<String, Integer> suffixed = new HashMap<>();
        for (int k = 0; k < names.length; k++) {
            if (uses.getOrDefault(names[k], 0) > 1) {
                suffixed.merge(names[k] + " #" + options.hex(k).substring(0, SHORT_HEX), 1, Integer::sum);
            }
        }
        for (int k = 0; k < names.length; k++) {
            if (uses.getOrDefault(names[k], 0) > 1) {
                String hex = options.hex(k);
                String name = names[k] + " #" + hex.substring(0, SHORT_HEX);
                boolean clear = suffixed.getOrDefault(name, 0) == 1 && !uses.containsKey(name);
                names[k] = clear ? name : names[k] + " #" + hex;
            }
        }
        return names;
    }
}
