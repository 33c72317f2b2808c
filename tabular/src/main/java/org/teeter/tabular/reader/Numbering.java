package org.teeter.tabular.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import org.teeter.data.Items;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.tally.Names;
import org.teeter.tabular.watch.Suspect;
import org.teeter.tabular.watch.Suspects;

/** The options in the order of their names, those first that occur with some weight. */
final class Numbering {
    private static final int MOST_NAMED = 20;

    private final Names names;
    private final IntToLongFunction times; // of each name, by its number among all
    private final int[] order;
    private final int[] numbers;
    private final Items items;

    private Numbering(Names names, IntToLongFunction times, int[] order, int[] numbers, Items items) {
        this.names = names;
        this.times = times;
        this.order = order;
        this.numbers = numbers;
        this.items = items;
    }

    /** @param times how often each name occurs, at 0 of which it becomes no item */
    static Numbering of(Names names, IntToLongFunction times) {
        int[] order = names.inOrder();
        int[] numbers = new int[names.size()];
        List<String> used = new ArrayList<>();
        for (int number : order) {
            if (times.applyAsLong(number) > 0) {
                numbers[number] = used.size();
                used.add(names.name(number));
            }
        }
        int unused = used.size();
        for (int number : order) {
            if (times.applyAsLong(number) == 0) {
                numbers[number] = unused++; // nothing refers to it
            }
        }
        return new Numbering(names, times, order, numbers, Items.sorted(used));
    }

    boolean isEmpty() {
        return items.size() == 0;
    }

    Items items() {
        return items;
    }

    /** The number of each name among the items. */
    int[] numbers() {
        return numbers.clone();
    }

    /** Names that may be misspelt. */
    List<Suspect> suspects() {
        long[] often = new long[items.size()];
        for (int number : order) {
            if (times.applyAsLong(number) > 0) {
                often[numbers[number]] = times.applyAsLong(number);
            }
        }
        return Suspects.among(items, i -> often[i]);
    }

    /** What to say of options that occur with no weight only. */
    Optional<String> vanished(IntPredicate weightless) {
        List<String> gone = new ArrayList<>();
        long more = 0;
        for (int number : order) {
            if (times.applyAsLong(number) == 0 && weightless.test(number)) {
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
}
