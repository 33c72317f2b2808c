package org.teeter.tabular;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.teeter.data.Counts;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;

/**
 * Options that are texts under a prompt, from all files, and who was preferred to whom. Mutable.
 *
 * <p>Of a text only its hash and its beginning are kept. An option is its prompt and its text, both exactly; where texts contain
 * their prompt it is the whole text.
 */
final class TextTable {
    private static final int PROMPT_SHOWN = 24;
    private static final int ANSWER_SHOWN = 32;
    private static final int SHORT_HEX = 8;
    private static final int NO_PROMPT = -1;
    private static final int MOST = 1 << 29;

    private final MessageDigest digest = HashedInput.sha256();
    private final Hashes prompts = new Hashes();
    private final Excerpts promptsShown = new Excerpts();
    private byte[] rowsOfPrompt = new byte[1 << 8]; // 0, 1, or 2 for more
    private long emptyPrompts;
    private final Hashes options = new Hashes();
    private final Excerpts optionsShown = new Excerpts();
    private int[] promptOf = new int[1 << 8];
    private final PairCounts pairs = new PairCounts();
    private final Tally weighted = new Tally();
    private long rows;

    /** Counts the rows of one file. */
    RowCounter rows(Layout layout, Columns columns) {
        List<Role> slots = layout.slots();
        String[] names =
                slots.stream().map(role -> columns.name(layout.column(role))).toArray(String[]::new);
        int promptSlot = slots.indexOf(Role.PROMPT);
        int weightSlot = slots.indexOf(Role.WEIGHT);
        return row -> {
            Answer chosen = Answer.of(names[0], row, 0);
            Answer rejected = Answer.of(names[1], row, 1);
            double weight = weightSlot < 0 ? 1 : Numbers.weight(names[weightSlot], row, weightSlot);
            byte[] chosenBytes = chosen.bytes();
            byte[] rejectedBytes = rejected.bytes();
            if (Arrays.equals(chosenBytes, rejectedBytes)) {
                throw new BadRow(
                        names[0] + " and " + names[1] + " are the same text, and nothing can be preferred to itself");
            }
            if (options.size() > MOST - 2) {
                throw new BadRow("there are more than " + MOST + " different texts");
            }
            Answer prompt = promptSlot < 0
                    ? Answer.sharedPrompt(chosen, rejected)
                    : Answer.of(names[promptSlot], row, promptSlot);
            byte[] promptBytes = prompt.bytes();
            int p = prompt(prompt, promptBytes);
            byte[] context = promptSlot < 0 ? new byte[0] : promptBytes;
            count(option(p, context, chosenBytes, chosen), option(p, context, rejectedBytes, rejected), weight);
        };
    }

    private void count(int chosen, int rejected, double weight) {
        rows++;
        pairs.add(chosen, rejected);
        weighted.add(chosen, rejected, Outcome.FIRST, weight, 1);
    }

    private int prompt(Answer prompt, byte[] bytes) {
        int before = prompts.size();
        int number = prompts.number(digest.digest(bytes));
        if (number == before) {
            promptsShown.add(prompt.shown(), PROMPT_SHOWN);
            emptyPrompts += prompt.isEmpty() ? 1 : 0;
            if (number == rowsOfPrompt.length) {
                rowsOfPrompt = Arrays.copyOf(rowsOfPrompt, 2 * number);
            }
        }
        rowsOfPrompt[number] = (byte) Math.min(2, rowsOfPrompt[number] + (prompt.isEmpty() ? 0 : 1));
        return number;
    }

    private int option(int prompt, byte[] context, byte[] bytes, Answer answer) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(context.length).array());
        digest.update(context);
        int before = options.size();
        int number = options.number(digest.digest(bytes));
        if (number == before) {
            optionsShown.add(answer.shown(), ANSWER_SHOWN);
            if (number == promptOf.length) {
                promptOf = Arrays.copyOf(promptOf, 2 * number);
            }
            promptOf[number] = prompt;
        } else if (promptOf[number] != prompt) {
            promptOf[number] =
                    NO_PROMPT; // another opponent shares less of it, or more: its name may not depend on which came
            // first
        }
        return number;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    /** What was read so far, as a graph. */
    PromptProfile profile() {
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

    /** The counts, with options named by the beginnings of their prompt and text. */
    Counts counts() {
        String[] names = names();
        Items items = Items.sorted(Arrays.asList(names));
        int[] renumbered = new int[names.length];
        for (int k = 0; k < names.length; k++) {
            renumbered[k] = items.id(names[k]).orElseThrow();
        }
        return weighted.counts(items, renumbered);
    }

    /** Short names, all different and the same in whatever order the rows came: where two would be alike their hashes are added. */
    private String[] names() {
        String[] names = new String[options.size()];
        Map<String, Integer> uses = new HashMap<>();
        for (int k = 0; k < names.length; k++) {
            String prompt = promptOf[k] == NO_PROMPT ? "" : promptsShown.get(promptOf[k]);
            String answer = optionsShown.get(k).isEmpty() ? "(empty)" : optionsShown.get(k);
            names[k] = prompt.isEmpty() ? answer : prompt + " ⟶ " + answer;
            uses.merge(names[k], 1, Integer::sum);
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
