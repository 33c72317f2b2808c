package org.teeter.tabular.watch;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.regex.Pattern;
import org.teeter.data.Items;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.meaning.Edits;
import org.teeter.tabular.meaning.Vocabulary;

/**
 * Finds names that may be slips of the pen: such as stand for nothing, such as differ only in case, white space or what is not
 * seen, and such as occur
 * once and differ from a more frequent one by one letter, or two in long names.
 *
 * <p>Digits never count as slips, since {@code gpt-3} and {@code gpt-4} are two models.
 */
public final class Suspects {
    private static final Set<String> NOTHING = Set.of(
            "na n/a nan null none nil - ? unknown bye skipped undervote overvote (blank) #n/a <na> #ref! #value! #name? #div/0! #null! #num!"
                    .split(" ", -1));
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");
    private static final int SHORTEST = 4;
    private static final int SHORTEST_FOR_TWO = 8;

    /** So many pairs of names are compared at most, a tenth of a second. */
    private static final int MOST_COMPARED = 500_000;

    private final Items items;
    private final IntToLongFunction times;
    private final String[] bare; // names without what does not tell them apart
    private final List<Suspect> found = new ArrayList<>();

    private Suspects(Items items, IntToLongFunction times) {
        this.items = items;
        this.times = times;
        this.bare = new String[items.size()];
        Arrays.setAll(bare, i -> bare(items.name(i)));
    }

    public static List<Suspect> among(Items items, IntToLongFunction times) {
        Suspects suspects = new Suspects(items, times);
        suspects.findNothings();
        suspects.findQuotes();
        suspects.findTwins();
        suspects.findSlips();
        return suspects.found;
    }

    private static String bare(String name) {
        if (Vocabulary.number(name).isPresent()) {
            return Vocabulary.normal(name); // 1 and 1.0
        }
        boolean plain = name.chars().allMatch(c -> ' ' < c && c <= '~');
        String composed = plain
                ? name
                : SPACES.matcher(Normalizer.normalize(withoutIgnorable(name), Normalizer.Form.NFKC))
                        .replaceAll("");
        return composed.toLowerCase(Locale.ROOT);
    }

    private static String withoutIgnorable(String name) {
        StringBuilder seen = new StringBuilder(name.length());
        name.codePoints().filter(c -> !Visible.isIgnorable(c)).forEach(seen::appendCodePoint);
        return seen.toString();
    }

    private boolean hasIgnorable(int i) {
        return items.name(i).codePoints().anyMatch(Visible::isIgnorable);
    }

    private void findNothings() {
        for (int i = 0; i < items.size(); i++) {
            if (NOTHING.contains(bare[i])) {
                add(i, i, "is how many write that a name is missing");
            }
        }
    }

    private void findQuotes() {
        for (int i = 0; i < items.size(); i++) {
            String name = items.name(i);
            if (name.length() > 2 && name.startsWith("\"") && name.endsWith("\"")) {
                add(i, i, "is in quotes, as when white space stands between the separator and a quote");
            }
        }
    }

    private void findTwins() {
        Map<String, Integer> mostFrequent = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            mostFrequent.merge(bare[i], i, (a, b) -> times.applyAsLong(b) > times.applyAsLong(a) ? b : a);
        }
        for (int i = 0; i < items.size(); i++) {
            int other = mostFrequent.getOrDefault(bare[i], i);
            if (other != i) {
                if (Vocabulary.number(items.name(i)).isPresent()) {
                    add(i, other, "are the same number, written in two ways");
                    continue;
                }
                String unseen = hasIgnorable(i) || hasIgnorable(other) ? "characters that are not seen, " : "";
                add(i, other, "differ only in " + unseen + "case, white space or the form of a character");
            }
        }
    }

    private void findSlips() {
        List<Integer> once = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (times.applyAsLong(i) == 1 && items.name(i).length() >= SHORTEST) {
                once.add(i);
            }
        }
        if (once.isEmpty()) {
            return;
        }
        Map<String, List<Integer>> frequent = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            if (times.applyAsLong(i) > 1) {
                frequent.computeIfAbsent(digits(i), d -> new ArrayList<>()).add(i);
            }
        }
        int compared = 0;
        for (int i : once) {
            List<Integer> others = frequent.getOrDefault(digits(i), List.of());
            compared += others.size();
            if (compared > MOST_COMPARED) {
                return;
            }
            int least = items.name(i).length() >= SHORTEST_FOR_TWO ? 3 : 2;
            int nearest = i;
            for (int other : others) {
                int edits = Edits.between(items.name(i), items.name(other), least);
                if (edits < least && !bare[i].equals(bare[other])) {
                    least = edits;
                    nearest = other;
                }
            }
            if (nearest != i) {
                add(i, nearest, "differ by " + (least == 1 ? "one letter" : "two letters"));
            }
        }
    }

    private String digits(int i) {
        return NO_DIGITS.matcher(items.name(i)).replaceAll(" ");
    }

    private void add(int i, int other, String why) {
        found.add(new Suspect(items.name(i), times.applyAsLong(i), items.name(other), times.applyAsLong(other), why));
    }
}
