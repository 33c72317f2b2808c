/**
 * Training: examples as ids, objectives that turn losses into gradients, optimisers over flat weights, schedules, metrics by the names
 * of TRL, and checkpoints from which a run goes on to the same bits. Depends on {@code loss}, {@code model} and {@code tensor}. Start
 * with {@link org.teeter.lm.train.Trainer}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.lm.train;
