package org.teeter.serve;

/**
 * A model and a prior.
 *
 * @param model as {@code --model} takes it
 * @param prior as {@code --prior} takes it
 */
public record Choice(String model, String prior) {}
