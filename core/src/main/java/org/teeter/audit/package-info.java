/**
 * The audit of a fitted model: how far each judgement moves each prediction, which predictions are fragile, and the check by
 * refitting.
 *
 * <p>Start at {@link org.teeter.audit.Audit}. Depends on {@link org.teeter.fit}.
 */
package org.teeter.audit;
