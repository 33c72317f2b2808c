package org.teeter.data;

import java.util.Arrays;
import java.util.List;

/** New numbers of items in groups that are joined at their first items, which all become 0. */
final class Joined {
    private final int[] group; // of each item, -1 where it is in none
    private final int[] number;
    private final int size;

    private Joined(int[] group, int[] number, int size) {
        this.group = group;
        this.number = number;
        this.size = size;
    }

    static Joined of(int items, List<int[]> groups) {
        int[] group = new int[items];
        int[] number = new int[items];
        Arrays.fill(group, -1);
        int next = 1;
        for (int g = 0; g < groups.size(); g++) {
            for (int k = 0; k < groups.get(g).length; k++) {
                group[groups.get(g)[k]] = g;
                number[groups.get(g)[k]] = k == 0 ? 0 : next++;
            }
        }
        return new Joined(group, number, next);
    }

    boolean isInside(int a, int b) {
        return group[a] >= 0 && group[a] == group[b];
    }

    int of(int item) {
        return number[item];
    }

    int size() {
        return size;
    }
}
