package org.teeter.link;

/**
 * A symmetric link of which {@code log g} is strictly concave, so that a likelihood of pairs has one maximum, and Newton's method finds
 * it.
 */
public interface LogConcave extends Smooth {

    @Override
    default boolean isLogConcave() {
        return true;
    }
}
