package org.teeter.tabular.watch;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.teeter.data.Outcome;
import org.teeter.tabular.tally.Hashes;
import org.teeter.tabular.tally.VoteWatch;

/** What was judged under each prompt, pair by pair of its options. Mutable; memory follows the number of different pairs. */
final class PromptVotes implements VoteWatch {
    private static final long MIX = 0x9E3779B97F4A7C15L; // 2^64 over the golden ratio, odd
    private static final byte LOWER = 1;
    private static final byte HIGHER = 2;
    private static final byte TIED = 4;
    private static final byte AGAIN = 8;

    private final Hashes pairs = new Hashes(); // by prompt and options, which are its 128 bits
    private final ByteBuffer key = ByteBuffer.allocate(2 * Long.BYTES);
    private byte[] said = new byte[1 << 8];
    private int[] promptOf = new int[1 << 8];
    private int prompts;
    private int prompt = -1; // of the votes that come
    private long votes;
    private long ties;

    @Override
    public void under(int number) {
        prompt = number;
        prompts = Math.max(prompts, number + 1);
    }

    @Override
    public void saw(int first, int second, Outcome outcome, double weight, long count) {
        votes += count;
        boolean tie = outcome == Outcome.TIE || outcome == Outcome.BOTH_BAD;
        ties += tie ? count : 0;
        if (prompt < 0 || count == 0) {
            return;
        }
        int lower = Math.min(first, second);
        long high = (long) prompt << 32 | lower;
        long mixed = high * MIX;
        key.clear();
        // Injective in both halves together; the lower one is spread over the table.
        key.putLong(high).putLong((mixed ^ mixed >>> 29) * MIX + Math.max(first, second) * MIX);
        int before = pairs.size();
        int pair = pairs.number(key.array());
        if (pair == said.length) {
            said = Arrays.copyOf(said, 2 * pair);
            promptOf = Arrays.copyOf(promptOf, 2 * pair);
        }
        promptOf[pair] = prompt;
        byte says = tie ? TIED : (outcome == Outcome.FIRST) == (first == lower) ? LOWER : HIGHER;
        said[pair] |= (byte) (says | (pair < before || count > 1 ? AGAIN : 0));
    }

    /** Votes, and how many of them were for neither. */
    long votes() {
        return votes;
    }

    long ties() {
        return ties;
    }

    /** What there is of prompts. */
    PromptAgreement agreement() {
        int[] compared = new int[prompts];
        boolean[] again = new boolean[prompts];
        boolean[] split = new boolean[prompts];
        boolean[] bothWays = new boolean[prompts];
        long contradictions = 0;
        for (int pair = 0; pair < pairs.size(); pair++) {
            int p = promptOf[pair];
            int says = said[pair] & (LOWER | HIGHER | TIED);
            boolean contradicts = (says & LOWER) != 0 && (says & HIGHER) != 0;
            compared[p]++;
            again[p] |= (said[pair] & AGAIN) != 0;
            split[p] |= Integer.bitCount(says) > 1;
            bothWays[p] |= contradicts;
            contradictions += contradicts ? 1 : 0;
        }
        long[] bySize = new long[3];
        long judgedAgain = 0;
        long unanimous = 0;
        long contradictory = 0;
        for (int p = 0; p < prompts; p++) {
            if (compared[p] > 0) {
                bySize[Math.min(3, compared[p]) - 1]++;
                judgedAgain += again[p] ? 1 : 0;
                unanimous += again[p] && !split[p] ? 1 : 0;
                contradictory += bothWays[p] ? 1 : 0;
            }
        }
        return new PromptAgreement(
                bySize[0], bySize[1], bySize[2], judgedAgain, unanimous, contradictory, contradictions);
    }
}
