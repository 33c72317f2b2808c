/**
 * Examples to train on, and the files that trainers exchange them in. Depends on {@code text}. Start with
 * {@link org.teeter.alignment.dataset.PreferencePair}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.alignment.dataset;
