package org.teeter.data;

/**
 * Judgements by which of the two options was shown first, or was at home. Both are over the same items, and in both a win is one of the
 * lower-numbered item. Judgements without an order are in neither.
 *
 * @param lower those in which the lower-numbered item came first
 * @param higher those in which the higher-numbered one did
 */
public record ShownFirst(Counts lower, Counts higher) {}
