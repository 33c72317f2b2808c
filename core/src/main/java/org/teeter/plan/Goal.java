package org.teeter.plan;

/** What further judgements are bought for. */
public sealed interface Goal {

    /** To know which of two items is ahead. */
    record Lead(int i, int j) implements Goal {
        public Lead {
            if (i < 0 || j < 0 || i == j) {
                throw new IllegalArgumentException("a lead is of two different items, got " + i + " and " + j);
            }
        }
    }

    /** To know which items are the first {@code k}. */
    record Top(int k) implements Goal {}

    /** To have no prediction that moves by more than M times what one judged share moves. */
    record Fragile() implements Goal {}
}
