package org.teeter.analysis;

import java.util.List;

/**
 * What a person changes of judgements of pairs, to see what follows.
 *
 * @param votes that are added or taken away
 * @param out items that are left out with all their judgements
 */
public record Changes(List<Votes> votes, List<String> out) {
    public Changes {
        votes = List.copyOf(votes);
        out = List.copyOf(out);
    }

    /**
     * Votes of one pair.
     *
     * @param wins of the first item, which are taken away where they are negative; a tie is half a win of each
     * @param losses of the first item, in the same way
     */
    public record Votes(String first, String second, double wins, double losses) {

        /** The same, seen from the second item. */
        Votes reversed() {
            return new Votes(/* first= */ second, /* second= */ first, /* wins= */ losses, /* losses= */ wins);
        }
    }
}
