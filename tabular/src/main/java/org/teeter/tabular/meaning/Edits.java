package org.teeter.tabular.meaning;

/** How many letters must be inserted, left out, replaced or swapped with their neighbour to turn one text into another. */
public final class Edits {
    private Edits() {}

    /** The edit distance with swaps of neighbours, or {@code limit} where it is not less. */
    public static int between(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[] twoAgo = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int edits = Math.min(replaced, 1 + Math.min(last[j], current[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits = Math.min(edits, twoAgo[j - 2] + 1);
                }
                current[j] = edits;
                least = Math.min(least, edits);
            }
            if (least >= limit) {
                return limit;
            }
            int[] spare = twoAgo;
            twoAgo = last;
            last = current;
            current = spare;
        }
        return Math.min(limit, last[b.length()]);
    }
}
