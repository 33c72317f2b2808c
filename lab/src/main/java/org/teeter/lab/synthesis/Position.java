package org.teeter.lab.synthesis;

/**
 * Which option the question names first. The paper does not say. In all its answers the winner comes first, so that a question whose
 * order follows the winner tells a model whom to prefer by place alone; only an order that is independent of the winner keeps the
 * preference and the place apart.
 */
public enum Position {
    /** Any order, all equally likely, drawn independently of who wins. */
    RANDOM,
    /** The order in which the options were given, as in the test question, which always names o3 last. */
    AS_GIVEN,
    /** The winner first: the place gives the answer away. */
    WINNER_FIRST,
    /** The winner last: the place gives the answer away. */
    WINNER_LAST
}
