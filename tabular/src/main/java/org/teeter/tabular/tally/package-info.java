/**
 * Names and judgements on their way into exact counts, whatever rows they came from. Start at {@link org.teeter.tabular.tally.FileTally} for pairs and {@link org.teeter.tabular.tally.BallotTally} for rankings. Depends on {@code meaning}.
 */
package org.teeter.tabular.tally;
