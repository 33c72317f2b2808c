/**
 * The paper, claim by claim: what it states, what was computed, and whether that agrees.
 *
 * <p>Start at {@link org.teeter.ledger.Ledger}. A {@link org.teeter.ledger.Claim} holds the statement as printed, as something that can be
 * computed, and the repair that is proposed where it fails; its verdict follows from what both computations find. Uses the links and the
 * mathematics of the core, and 60 decimal digits where those of a double would not decide.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.ledger;
