/**
 * Examples to train on, and the files that trainers exchange them in. Depends on {@code text}. Start with
 * {@link org.teeter.alignment.dataset.PreferencePair} and {@link org.teeter.alignment.dataset.ExampleFile}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.alignment.dataset;
