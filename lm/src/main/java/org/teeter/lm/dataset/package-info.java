/**
 * Examples to train on, and the files that trainers exchange them in. Depends on {@code text}. Start with
 * {@link org.teeter.lm.dataset.PreferencePair} and {@link org.teeter.lm.dataset.ExampleFile}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.lm.dataset;
